import { describe, expect, it } from 'vitest';
import { calloutPlace } from '../../../renderer/panels/callout-place';
import { offeredTexts } from '../../../renderer/panels/explanation-offers';
import { moveTo, rowsToShow } from '../../../renderer/panels/findings-rows';
import {
  chosenFirst,
  countStates,
  groupFindings,
  isAbout,
  stateWord,
} from '../../../renderer/store/finding-groups';
import type { FindingView } from '../../../renderer/store/finding-views';
import { nextKey } from '../../../renderer/store/finding-walk';
import type { Definitions } from '../../../shared/definitions';
import type { Finding } from '../../../shared/finding';

const forms = { A: { title: '甲表' }, B: { title: '乙表' } } as unknown as Definitions['forms'];

function view(
  key: string,
  form: string,
  more: Partial<FindingView> = {},
  severity: Finding['severity'] = 'error',
): FindingView {
  const finding: Finding = {
    key, check: key.split('@')[0] ?? '', severity, status: 'fail', form, cells: [{ form, cell: '01.1' }],
    left: '1', right: '2', op: '=', difference: '-1', text: `${key} 的规则`, instruction: null, suggestions: [], values: {},
    waitsFor: null,
  }; // prettier-ignore
  return {
    ...{ finding, explanation: '', written: null, stale: false },
    ...{ open: true, waitsFor: null, excepted: false },
    ...more,
  };
}

const warning = (key: string, form: string, more: Partial<FindingView> = {}) =>
  view(key, form, more, 'warning');
const keys = (views: readonly FindingView[]) => views.map(({ finding }) => finding.key);

const views = [
  warning('X-2', 'B'),
  view('X-1@01', 'B'),
  view('X-1@02', 'A', { open: false, waitsFor: 'B' }),
  warning('X-3', 'A', { open: false, explanation: '说明' }),
  view('X-4', 'A'),
];

describe('chosenFirst', () => {
  it('never leaves out the one that the clerk is looking at', () => {
    const views = ['R1', 'R2', 'R3'].map((key) => view(key, 'A'));
    const keys = (chosen: string | undefined) => chosenFirst(views, chosen).map(({ finding }) => finding.key);
    expect(keys('R3')).toEqual(['R3', 'R1', 'R2']);
    expect(keys('R9')).toEqual(['R1', 'R2', 'R3']);
    expect(keys(undefined)).toEqual(['R1', 'R2', 'R3']);
  });
});

describe('groups', () => {
  it('by form stand in the order of the forms, errors before warnings, what waits last', () => {
    const groups = groupFindings({ forms }, views, 'form', ['A', 'B']);
    expect(groups.map(({ title }) => title)).toEqual(['A 甲表', 'B 乙表']);
    expect(groups.map((group) => keys(group.views))).toEqual([
      ['X-4', 'X-3', 'X-1@02'],
      ['X-1@01', 'X-2'],
    ]);
    expect(groups.map(({ errors, warnings }) => [errors, warnings])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it('by rule bear the rule, without the number of those that the program made', () => {
    const groups = groupFindings({ forms }, [...views, warning('PULLED@A', 'A')], 'rule', ['A', 'B']);
    expect(groups.map(({ title }) => title)).toEqual([
      'X-2 X-2 的规则',
      'X-1 X-1@01 的规则',
      'X-3 X-3 的规则',
      'X-4 X-4 的规则',
      'PULLED@A 的规则',
    ]);
    expect(keys(groups[1]?.views ?? [])).toEqual(['X-1@01', 'X-1@02']);
  });

  it('count every state once', () => {
    const exception = view('X-5', 'A', { open: false, excepted: true, explanation: '特殊情况' });
    const broken = view('X-6', 'A', { open: false });
    expect(countStates([...views, exception])).toEqual({
      error: 2,
      open: 1,
      explained: 1,
      exception: 1,
      waiting: 1,
    });
    expect([...views, exception].map(stateWord)).toEqual([
      '需说明',
      '错误',
      '待看',
      '已说明',
      '错误',
      '特殊情况',
    ]);
    expect(stateWord({ ...broken, finding: { ...broken.finding, status: 'broken' } })).toBe('规则有误');
  });

  it('belong to a form that a finding only reads, too', () => {
    const reads = view('X-7', 'A');
    const other = { ...reads, finding: { ...reads.finding, cells: [{ form: 'B', cell: '01.1' }] } };
    expect([isAbout(other, 'A'), isAbout(other, 'B'), isAbout(other, 'C')]).toEqual([true, true, false]);
  });
});

describe('rows', () => {
  const groups = groupFindings({ forms }, views, 'form', ['A', 'B']);
  const names = (folded: string[], limit = 100, outlined: string | null = null) =>
    rowsToShow(groups, new Set(folded), limit, outlined).map(({ name }) => name);

  it('leave out what is folded, and the rest beyond the limit but for what is outlined', () => {
    expect(names([])).toEqual(['group A', 'X-4', 'X-3', 'X-1@02', 'group B', 'X-1@01', 'X-2']);
    expect(names(['A'])).toEqual(['group A', 'group B', 'X-1@01', 'X-2']);
    expect(names([], 2)).toEqual(['group A', 'X-4', 'X-3', 'group B']);
    expect(names([], 2, 'X-1@01')).toEqual(['group A', 'X-4', 'X-3', 'X-1@02', 'group B', 'X-1@01']);
  });

  it('are walked by the arrows; left and right fold, unfold, and go to the head', () => {
    const rows = rowsToShow(groups, new Set(['B']), 100, null);
    const move = (key: string, at: number) => moveTo(key, rows, at, new Set(['B']));
    expect(move('ArrowDown', 0)).toEqual({ do: 'go', row: 'X-4' });
    expect(move('ArrowDown', 4)).toEqual({ do: 'go', row: 'group B' });
    expect(move('ArrowUp', 0)).toEqual({ do: 'go', row: 'group A' });
    expect(move('End', 0)).toEqual({ do: 'go', row: 'group B' });
    expect(move('ArrowLeft', 2)).toEqual({ do: 'go', row: 'group A' });
    expect(move('ArrowLeft', 0)).toEqual({ do: 'fold', group: 'A', folded: true });
    expect(move('ArrowRight', 4)).toEqual({ do: 'fold', group: 'B', folded: false });
    expect(move('ArrowRight', 0)).toEqual({ do: 'go', row: 'X-4' });
    expect(move('x', 0)).toBeNull();
  });
});

describe('F8', () => {
  const open = ['a', 'b', 'c', 'd'];

  it('begins at the top, backwards at the end, and goes round', () => {
    expect(nextKey(open, undefined, 1)).toBe('a');
    expect(nextKey(open, undefined, -1)).toBe('d');
    expect(nextKey(open, { keys: open, at: 3 }, 1)).toBe('a');
    expect(nextKey(open, { keys: open, at: 0 }, -1)).toBe('d');
    expect(nextKey([], { keys: open, at: 0 }, 1)).toBeNull();
  });

  it('goes on behind a finding that was put right, also when others went with it', () => {
    expect(nextKey(['a', 'c', 'd'], { keys: open, at: 1 }, 1)).toBe('c');
    expect(nextKey(['a', 'c', 'd'], { keys: open, at: 1 }, -1)).toBe('a');
    expect(nextKey(['a', 'd', 'e'], { keys: open, at: 1 }, 1)).toBe('d');
    expect(nextKey(['a', 'b', 'c'], { keys: open, at: 3 }, 1)).toBe('a');
  });
});

describe('texts that are offered', () => {
  const written = (entries: Record<string, string>) => (finding: string) =>
    entries[finding] === undefined ? null : { finding, text: entries[finding], values: {} };

  it('begin with last year’s for the same rule at the same place, once', () => {
    const asked = { key: 'X-1@04#2', suggestions: ['搬家', '转学'] };
    expect(
      offeredTexts(asked, written({ 'X-1@04#2': '去年的话', 'X-1@04#1': '另一半', 'X-1@05#2': '别处' })),
    ).toEqual([
      { text: '去年的话', isLastYears: true },
      { text: '另一半', isLastYears: true },
      { text: '搬家', isLastYears: false },
      { text: '转学', isLastYears: false },
    ]);
    expect(offeredTexts(asked, written({ 'X-1@04': '搬家' }))).toEqual([
      { text: '搬家', isLastYears: true },
      { text: '转学', isLastYears: false },
    ]);
  });
});

describe('the note beside a cell', () => {
  const size = { width: 300, height: 50 };
  const view = { left: 200, top: 150, right: 1100, bottom: 500 };
  const seen = { view, foot: 530 };
  const box = (left: number, top: number) => ({ left, top, right: left + 60, bottom: top + 27 });

  it('stands above the cell, and no further right than can be seen', () => {
    expect(calloutPlace({ cell: box(300, 400), below: box(300, 427), ...seen }, size)).toEqual({
      left: 300,
      top: 346,
    });
    expect(calloutPlace({ cell: box(1000, 400), below: null, ...seen }, size)).toEqual({
      left: 800,
      top: 346,
    });
  });

  it('goes below the cell where Enter leads when the head would be covered', () => {
    expect(calloutPlace({ cell: box(300, 150), below: box(300, 204), ...seen }, size)).toEqual({
      left: 300,
      top: 235,
    });
  });

  it('has room below a short form', () => {
    const short = { view: { ...view, bottom: 235 }, foot: 530 };
    expect(calloutPlace({ cell: box(300, 150), below: box(300, 177), ...short }, size)).toEqual({
      left: 300,
      top: 208,
    });
  });

  it('is not shown where it would cover either, or where the cell is out of sight', () => {
    const low = { view: { ...view, bottom: 240 }, foot: 260 };
    expect(calloutPlace({ cell: box(300, 180), below: box(300, 207), ...low }, size)).toBeNull();
    expect(calloutPlace({ cell: box(300, 600), below: null, ...seen }, size)).toBeNull();
  });
});
