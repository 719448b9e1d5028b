import { expect, it } from 'vitest';
import { commitDraft, openDraft } from '../../../renderer/store/draft';

it('asks every open editor for its text: a cell and an explanation can both be waiting', () => {
  const taken: string[] = [];
  const closeCell = openDraft(() => taken.push('cell'));
  const closeText = openDraft(() => taken.push('explanation'));
  commitDraft();
  closeText();
  commitDraft();
  closeCell();
  commitDraft();
  expect(taken).toEqual(['cell', 'explanation', 'cell']);
});
