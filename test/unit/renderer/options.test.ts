import { describe, expect, it } from 'vitest';
import { moveHighlight, optionsFor } from '../../../renderer/grid/options';

const kinds = ['', '视力残疾', '听力残疾', '智力残疾', '多重残疾'];

describe('optionsFor', () => {
  it('offers everything but the blank, then what begins with or contains the typed text', () => {
    expect(optionsFor(kinds, '').shown).toEqual(kinds.slice(1));
    expect(optionsFor(kinds, '力').shown).toEqual(['视力残疾', '听力残疾', '智力残疾']);
    expect(optionsFor(['非卫生厕所', '卫生厕所'], '卫生').shown).toEqual(['卫生厕所', '非卫生厕所']);
    expect(optionsFor(kinds, '肢体').shown).toEqual([]);
  });

  it('picks by number unless the choices are numbers themselves', () => {
    expect(optionsFor(kinds, '').numbered).toBe(true);
    expect(optionsFor(['5', '6'], '').numbered).toBe(false);
  });
});

describe('moveHighlight', () => {
  it('goes around the ends', () => {
    expect(moveHighlight(-1, 1, 3)).toBe(0);
    expect(moveHighlight(-1, -1, 3)).toBe(2);
    expect(moveHighlight(2, 1, 3)).toBe(0);
    expect(moveHighlight(0, -1, 3)).toBe(2);
    expect(moveHighlight(0, 1, 0)).toBe(-1);
  });
});
