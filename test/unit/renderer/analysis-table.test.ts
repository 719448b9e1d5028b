import { describe, expect, it } from 'vitest';
import {
  columnHead,
  copiedAnalysis,
  goalsOf,
  headline,
  misfitWords,
  shownText,
  whyNone,
} from '../../../renderer/pages/analysis-table';
import type { AnalysisCell, AnalysisResult } from '../../../shared/analysis-result';

const cell = (part: Partial<AnalysisCell>): AnalysisCell => ({
  ...{ state: 'value', value: null, text: '', flagged: false, reads: [], unavailable: null },
  ...part,
});
const figure = (text: string, part: Partial<AnalysisCell> = {}) => cell({ value: text, text, ...part });

/** A cohort flow: pupils a year ago, changes, pupils now, and what does not fit. */
function flow(rows: readonly (readonly [string, AnalysisCell, boolean?])[]): AnalysisResult {
  return {
    ...{
      id: 'flow',
      title: '年级流动',
      theme: '控辍保学',
      lead: '…',
      unit: '人',
      period: '2025—2026学年',
    },
    columns: [
      { id: 'now', label: '本年', kind: 'figure', unit: '人', decimals: null },
      { id: 'off', label: '对不上', kind: 'difference', unit: '人', decimals: null },
    ],
    rows: rows.map(([label, off, total = false]) => ({
      ...{ label, indent: total ? 0 : 1, total },
      cells: [figure('50'), off],
      decides: label === '还说不清的',
    })),
    flagged: rows.flatMap(([row, { flagged, text }]) => (flagged ? [{ row, column: '对不上', text }] : [])),
    chart: null,
    notes: [],
  };
}

describe('cells', () => {
  it('keep a blank blank and a zero 0, and say the rest in words', () => {
    expect(shownText(cell({ state: 'blank' }), { kind: 'figure' })).toBe('');
    expect(shownText(figure('0'), { kind: 'figure' })).toBe('0');
    expect(shownText(figure('-3'), { kind: 'figure' })).toBe('−3');
    expect(shownText(cell({ state: 'unavailable', text: '本校不填' }), { kind: 'figure' })).toBe('本校不填');
    expect(shownText(cell({ state: 'unknown', text: '—' }), { kind: 'figure' })).toBe('缺数据');
    expect(shownText(cell({ state: 'unknown', text: '—' }), { kind: 'rate' })).toBe('—');
    expect(whyNone(cell({ state: 'unavailable', unavailable: '教基3120' }))).toBe('本校不填 教基3120 表');
    expect(whyNone(figure('0'))).toBeNull();
  });

  it('give a difference its direction and its words', () => {
    expect(shownText(figure('2', { flagged: true }), { kind: 'difference' })).toBe('+2');
    expect(shownText(figure('-2', { flagged: true }), { kind: 'difference' })).toBe('−2');
    expect(shownText(figure('0'), { kind: 'difference' })).toBe('0');
    expect(misfitWords({ text: '-2' }, '人')).toBe('对不上 2 人');
  });
});

describe('what a table comes to', () => {
  it('names every row that does not fit, and no total beside them', () => {
    const off = flow([
      ['三年级', figure('-2', { flagged: true })],
      ['四年级', figure('0')],
      ['五年级', figure('1', { flagged: true })],
      ['合计', figure('-1', { flagged: true }), true],
    ]);
    expect(headline(off)).toEqual({
      kind: 'misfit',
      text: '对不上：三年级 2 人；五年级 1 人。点数字可以到填报的那一格。',
    });
    const total = flow([['合计', figure('-1', { flagged: true }), true]]);
    expect(headline(total)?.text).toContain('对不上：合计 1 人');
  });

  it('is quiet where the line that remains is 0: the differences of the grades are explained', () => {
    const explainedBy = (rest: AnalysisCell) =>
      headline(
        flow([
          ['三年级', figure('-2', { flagged: true })],
          ['合计', figure('-2', { flagged: true }), true],
          ['还说不清的', rest],
        ]),
      );
    expect(explainedBy(figure('0'))).toEqual({ kind: 'explained', text: '各年级的差都能由年报说明。' });
    expect(explainedBy(figure('-1', { flagged: true }))?.kind).toBe('misfit');
    expect(explainedBy(cell({ state: 'unknown', text: '—' }))?.kind).toBe('misfit');
  });

  it('tells grades that cancel out in the total from a total that explains them', () => {
    const cancelled = flow([
      ['二年级', figure('-1', { flagged: true })],
      ['三年级', figure('-2', { flagged: true })],
      ['四年级', figure('3', { flagged: true })],
      ['合计', figure('0'), true],
      ['还说不清的', figure('0')],
    ]);
    expect(headline(cancelled)?.kind).toBe('unknown');
    expect(headline(cancelled)?.text).toMatch(/^合计的差能由年报说明；各年级仍有对不上的/);
  });

  it('says that all fits only where all is known', () => {
    expect(headline(flow([['三年级', figure('0')]]))).toEqual({ kind: 'fits', text: '各行都对得上。' });
    expect(
      headline(
        flow([
          ['三年级', figure('0')],
          ['四年级', cell({ state: 'unknown' })],
        ]),
      )?.kind,
    ).toBe('unknown');
    expect(headline({ ...flow([]), columns: [] })).toBeNull();
  });
});

describe('copying', () => {
  it('gives numbers as numbers, heads as texts, blanks as blanks', () => {
    const rows = copiedAnalysis(
      flow([
        ['三年级', figure('-2', { flagged: true })],
        ['四年级', cell({ state: 'unknown', text: '—' })],
      ]),
    );
    expect(rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['年级流动（2025—2026学年，单位：人）'],
      ['', '本年', '对不上'],
      ['　三年级', '50', '-2'],
      ['　四年级', '50', '缺数据'],
    ]);
    expect(rows[2]?.map(({ numeric }) => numeric)).toEqual([false, true, true]);
    expect(rows[3]?.[2]?.numeric).toBe(false);
  });

  it('names the unit of a column that has another than the table', () => {
    const column = { id: 'rate', label: '到位率', kind: 'rate' as const, unit: '%', decimals: 2 };
    expect(columnHead(column, '元')).toBe('到位率（%）');
    expect(columnHead({ ...column, unit: '元' }, '元')).toBe('到位率');
  });
});

describe('where a figure leads', () => {
  it('is each cell, this year first, and a form with many cells once', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      form: '教基3112',
      cell: `01.${index}`,
      yearsAgo: 0,
    }));
    expect(
      goalsOf([
        { form: '教基3112', cell: '02.9', yearsAgo: 1 },
        { form: '教基3040', cell: '04.12', yearsAgo: 0 },
      ]),
    ).toEqual([
      { form: '教基3040', cell: '04.12', yearsAgo: 0, cells: 1 },
      { form: '教基3112', cell: '02.9', yearsAgo: 1, cells: 1 },
    ]);
    expect(goalsOf(many)).toEqual([{ form: '教基3112', cell: '01.0', yearsAgo: 0, cells: 12 }]);
    expect(goalsOf([{ form: '局控辍2', cell: null, yearsAgo: 0 }])).toHaveLength(1);
  });
});
