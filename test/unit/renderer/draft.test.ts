import { expect, it } from 'vitest';
import type { Finding } from '../../../shared/finding';
import { addition } from '../../../renderer/panels/explanation-insert';
import { commitAll, commitDraft, openDraft } from '../../../renderer/store/draft';
import { draftsOf } from '../../../renderer/store/explanation-drafts';

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

it('an explanation stays a draft on every page, and is accepted when its submission leaves the screen', () => {
  const taken: string[] = [];
  const store = { explain: ({ key }: Finding, text: string) => taken.push(`${key} ${text}`) };
  const finding = (key: string) => ({ key }) as Finding;
  const { texts, put } = draftsOf(store);
  put(finding('A'), '甲');
  put(finding('A'), '甲乙');
  put(finding('B'), ' ');
  put(finding('C'), '丙');
  put(finding('C'), null);
  commitDraft();
  expect(taken).toEqual([]);
  expect([draftsOf(store).texts.get('A'), texts.get('B'), texts.get('C')]).toEqual(['甲乙', ' ', null]);
  commitAll();
  commitAll();
  expect(taken).toEqual(['A 甲乙']);
  expect(texts.get('A')).toBeNull();
});

it('an offered text is added to what she wrote, once', () => {
  expect(addition('', '村小并入')).toBe('村小并入');
  expect(addition('学生转走', '村小并入')).toBe('；村小并入');
  expect(addition('学生转走。', '村小并入')).toBe('村小并入');
  expect(addition('学生转走；村小并入，见台账', '村小并入')).toBe('');
});
