import { describe, expect, it } from 'vitest';
import { digitMeans, moveHighlight, numberOf, optionMeant, optionsFor } from '../../../renderer/grid/options';
import { isWrittenWith } from '../../../renderer/grid/pinyin-dictionary';

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

describe('pinyin', () => {
  const offered = (typed: string, options: readonly string[] = kinds) =>
    optionsFor(options, typed, isWrittenWith).shown;

  it('finds a choice by initials, by syllables, and by a beginning', () => {
    expect(offered('zlcj')).toEqual(['智力残疾']);
    expect(offered('zhili')).toEqual(['智力残疾']);
    expect(offered('ting')).toEqual(['听力残疾']);
    expect(offered("zhi'li")).toEqual(['智力残疾']);
    expect(offered('ZL')).toEqual(['智力残疾']);
    expect(offered('cj')).toEqual(['视力残疾', '听力残疾', '智力残疾', '多重残疾']);
    expect(offered('xyz')).toEqual([]);
  });

  it('knows the readings of a character that has several', () => {
    expect(offered('dczd', ['多重残疾', '重度残疾无学习能力'])).toEqual([]);
    expect(offered('duochong')).toEqual(['多重残疾']);
    expect(offered('zdcj', ['多重残疾', '重度残疾无学习能力'])).toEqual(['重度残疾无学习能力']);
    expect(offered('zx', ['转学(已核实)', '休学'])).toEqual(['转学(已核实)']);
  });

  it('finds nothing by letters without the dictionary', () => {
    expect(optionsFor(kinds, 'zlcj').shown).toEqual([]);
  });
});

describe('optionMeant', () => {
  it('is the text itself or the only choice offered, never one of several', () => {
    expect(optionMeant(kinds, '智力残疾')).toBe('智力残疾');
    expect(optionMeant(kinds, '智')).toBe('智力残疾');
    expect(optionMeant(kinds, 'zl', isWrittenWith)).toBe('智力残疾');
    expect(optionMeant(kinds, '残疾')).toBeNull();
    expect(optionMeant(kinds, '肢体')).toBeNull();
    expect(optionMeant(kinds, ' ')).toBeNull();
    expect(optionMeant(['卫生厕所', '非卫生厕所'], '卫生厕所')).toBe('卫生厕所');
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

describe('a digit', () => {
  const few = { count: 2, numbered: true, open: false, typed: '', number: '' };
  const many = { ...few, count: 13 };

  it('takes the choice of that number, with the list open or not', () => {
    expect(digitMeans('2', few)).toEqual({ take: 1 });
    expect(digitMeans('2', { ...few, open: true })).toEqual({ take: 1 });
    expect(digitMeans('2', { ...many, open: true })).toEqual({ take: 1 });
  });

  it('is text where there is no such choice, something is typed, or the choices are numbers', () => {
    expect(digitMeans('3', few)).toBeNull();
    expect(digitMeans('0', { ...few, open: true })).toBeNull();
    expect(digitMeans('男', few)).toBeNull();
    expect(digitMeans('ArrowDown', few)).toBeNull();
    expect(digitMeans('1', { ...few, open: true, typed: '男' })).toBeNull();
    expect(digitMeans('1', { ...few, numbered: false })).toBeNull();
  });

  it('opens a list of more than nine and takes nothing: it may be the first of two', () => {
    expect(digitMeans('1', many)).toEqual({ mark: 0, number: '1' });
    expect(digitMeans('2', { ...many, open: true, number: '1' })).toEqual({ mark: 11, number: '12' });
    expect(digitMeans('9', { ...many, open: true, number: '1' })).toEqual({ mark: -1, number: '19' });
    expect(digitMeans('0', many)).toEqual({ mark: -1, number: '0' });
  });

  it('stands before the first nine choices only, as long as nothing is typed', () => {
    expect(numberOf(0, true, '')).toBe('1');
    expect(numberOf(8, true, '')).toBe('9');
    expect(numberOf(9, true, '')).toBeNull();
    expect(numberOf(0, true, '力')).toBeNull();
    expect(numberOf(0, false, '')).toBeNull();
  });
});
