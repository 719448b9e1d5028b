import { describe, expect, it } from 'vitest';
import { analysesOf, analysisOf } from '../../shared/analyses';
import type { Analysis } from '../../shared/analysis';
import { Calculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { decimalText } from '../../shared/decimal';
import type { Definitions } from '../../shared/definitions';
import { parseExpression } from '../../shared/expression';
import { concerns } from '../../shared/figure-stage';
import { verifyDefinitions } from '../../shared/verify';
import { definitions } from '../support/generated';
import { NaiveYear } from '../support/naive';
import { evaluate } from '../support/naive-expression';
import { NotFilled } from '../support/naive-reads';
import type { Value } from '../support/naive-reads';
import { submissions } from '../support/proof-schools';
import { changes, round2025, round2026, submissionData, village } from '../support/school';

function withAnalysis(change: Partial<Analysis>): Definitions {
  const analysis: Analysis = {
    id: 'example',
    title: '示例',
    theme: '控辍保学',
    lead: '',
    unit: '人',
    columns: [
      { id: 'now', label: '本年' },
      { id: 'before', label: '上年' },
      { id: 'difference', label: '差', kind: 'difference', value: '[now] - [before]' },
      { id: 'share', label: '占比', kind: 'rate', unit: '%', decimals: 1, value: '[now] * 100 / [before]' },
    ],
    rows: [
      { label: '一年级', cells: { now: '教基3112!r01c09', before: 'prev!教基3112!r01c09' } },
      { label: '二年级', cells: { now: '教基3112!r01c10', before: 'prev!教基3112!r01c10' } },
      { id: 'all', label: '合计', total: true, cells: {} },
      { label: '再说一遍', cells: { now: '[all.now]' } },
    ],
    chart: { kind: 'bars', series: ['now', 'before'] },
    notes: [],
    ...change,
  };
  return { ...definitions, analyses: [analysis] };
}

function analysed(
  change: Partial<Analysis> = {},
  cells: Readonly<Record<string, number>> = {},
  lastYear: Readonly<Record<string, number>> | null = null,
  school: CalculationInput['school'] = village,
) {
  const previous =
    lastYear === null ? [] : [{ collection: round2025, data: submissionData(lastYear), school: village }];
  const input = { school, collection: round2026, data: submissionData(cells), previous };
  return new Calculation(withAnalysis(change), input);
}

const exampleOf = (...given: Parameters<typeof analysed>) => analysisOf(analysed(...given), 'example');

const textsOf = (calculation: Calculation) =>
  analysisOf(calculation, 'example')?.rows.map(({ label, cells }) => [
    label,
    ...cells.map(({ text }) => text),
  ]);

describe('an analysis', () => {
  const now = { '教基3112!01.9': 30, '教基3112!01.10': 20 };
  const before = { '教基3112!01.9': 30, '教基3112!01.10': 24 };

  it('computes each cell, adds up totals, and reads a cell of a row further up', () => {
    expect(textsOf(analysed({}, now, before))).toEqual([
      ['一年级', '30', '30', '0', '100.0'],
      ['二年级', '20', '24', '-4', '83.3'],
      ['合计', '50', '54', '-4', '92.6'],
      ['再说一遍', '50', '', '50', '—'],
    ]);
  });

  it('marks a difference that is not zero, and names its cells with their year', () => {
    const result = exampleOf({}, now, before);
    expect(result?.flagged.map(({ row, text }) => [row, text])).toEqual([
      ['二年级', '-4'],
      ['合计', '-4'],
      ['再说一遍', '50'],
    ]);
    expect(result?.rows[1]?.cells[2]).toMatchObject({
      state: 'value',
      value: '-4',
      flagged: true,
      reads: [
        { form: '教基3112', cell: '01.10', yearsAgo: 0 },
        { form: '教基3112', cell: '01.10', yearsAgo: 1 },
      ],
    });
    expect(result?.period).toBeNull();
    const dated = exampleOf({ period: 'year' }, now, before);
    expect(dated?.period).toBe('2025—2026学年');
  });

  it('keeps blank, zero and unknown apart', () => {
    const states = (calculation: Calculation) =>
      analysisOf(calculation, 'example')?.rows[0]?.cells.map(({ state, text }) => [state, text]);
    expect(states(analysed())).toEqual([
      ['blank', ''],
      ['unknown', '—'],
      ['unknown', '—'],
      ['unknown', '—'],
    ]);
    expect(states(analysed({}, { '教基3112!01.9': 0 }, { '教基3112!01.9': 0, '教基3112!01.10': 1 }))).toEqual(
      [
        ['value', '0'],
        ['value', '0'],
        ['value', '0'],
        ['unknown', '—'],
      ],
    );
  });

  it('shows the exact value where no decimals are declared, and rounds half up where they are', () => {
    const columns = [
      { id: 'exact', label: '准', value: '教基3112!r01c09 / 8' },
      { id: 'two', label: '两位', decimals: 2, value: '教基3112!r01c09 / 8' },
    ];
    const rows = [{ label: '行', cells: {} }];
    const result = exampleOf({ columns, rows, chart: undefined }, { '教基3112!01.9': 1 });
    expect(result?.rows[0]?.cells.map(({ value, text }) => [value, text])).toEqual([
      ['0.125', '0.125'],
      ['0.125', '0.13'],
    ]);
  });

  it('says which form the school does not fill, and leaves it out of sums', () => {
    const columns = [
      { id: 'all', label: '合计', value: '[primary] + [junior]' },
      { id: 'primary', label: '小学', value: '教基3112!r01c07' },
      { id: 'junior', label: '初中', value: '教基3115!r01c03' },
      { id: 'only', label: '只看初中', value: '[junior] * 2' },
    ];
    const change = { columns, rows: [{ label: '在校生', cells: {} }], chart: undefined };
    const [row] = exampleOf(change, { '教基3112!01.9': 30 })?.rows ?? [];
    expect(row?.cells.map(({ state, text, unavailable }) => [state, text, unavailable])).toEqual([
      ['value', '30', null],
      ['value', '30', null],
      ['unavailable', '本校不填', '教基3115'],
      ['unavailable', '本校不填', '教基3115'],
    ]);
  });

  it('asks no year before for a form that the school does not fill, and is folded when nothing is left', () => {
    const rows = [
      { label: '初中', cells: { now: '教基3115!r01c03', before: 'prev!教基3115!r01c03' } },
      { label: '小学', cells: { now: '教基3112!r01c07', before: 'prev!教基3112!r01c07' } },
    ];
    const states = exampleOf({ rows }, { '教基3112!01.9': 30 })?.rows.map(({ cells }) =>
      cells.slice(0, 2).map(({ state }) => state),
    );
    expect(states).toEqual([
      ['unavailable', 'unavailable'],
      ['value', 'unknown'],
    ]);
    const only = [{ label: '初中', cells: { before: 'prev!教基3115!r01c03' } }];
    expect(exampleOf({ rows: only })).toBeNull();
  });

  it('leaves out rows of other stages and of another 学制, and is not there when nothing can be read', () => {
    const row = (label: string, more: object) => ({ label, ...more, cells: { now: '教基3112!r01c09' } });
    const rows = [
      row('小学', { stage: '小学' }),
      row('初中', { stage: '初中' }),
      row('六年', { when: 'school.yearsPrimary = 6' }),
      row('五年', { when: 'school.yearsPrimary = 5' }),
    ];
    expect(exampleOf({ rows })?.rows.map(({ label }) => label)).toEqual(['小学', '六年']);
    const fives = { ...village, system: '五四' } as const;
    expect(exampleOf({ rows }, {}, null, fives)?.rows.map(({ label }) => label)).toEqual(['小学', '五年']);
    expect(exampleOf({ stage: '初中' })).toBeNull();
    expect(exampleOf({ when: 'school.yearsPrimary = 5' })).toBeNull();
    const elsewhere = [{ label: '初中', cells: { now: '教基3115!r01c03' } }];
    expect(exampleOf({ rows: elsewhere })).toBeNull();
  });

  it('draws what its table says, totals and rows without the series left out', () => {
    const rows: Analysis['rows'] = [
      { label: '一年级', cells: { now: '教基3112!r01c09', before: 'prev!教基3112!r01c09' } },
      { label: '合计', total: true, cells: {} },
      { label: '另说', cells: { difference: '教基3112!r01c10' } },
    ];
    const { chart } = exampleOf({ rows }, now) ?? {};
    expect(chart).toEqual({
      ...{ title: '示例', kind: 'bars', unit: '人', decimals: 0, categories: ['一年级'] },
      series: [
        { name: '本年', values: [30] },
        { name: '上年', values: [null] },
      ],
    });
  });

  it('follows an edit', () => {
    const calculation = analysed({}, now, before);
    analysesOf(calculation);
    calculation.setCells(changes({ '教基3112!01.10': 24 }));
    expect(textsOf(calculation)?.[1]).toEqual(['二年级', '24', '24', '0', '100.0']);
  });

  it('reads a year before that no check and no total has asked for', () => {
    const columns = [{ id: 'before', label: '上年', value: 'prev!教基3112!r04c09' }];
    const change = { columns, rows: [{ label: '复式', cells: {} }], chart: undefined };
    const calculation = analysed(change, {}, { '教基3112!04.9': 7 });
    calculation.findings();
    expect(analysisOf(calculation, 'example')?.rows[0]?.cells[0]?.text).toBe('7');
  });
});

describe('a wrong analysis is found when the program starts', () => {
  const problem = (change: Partial<Analysis>) => verifyDefinitions(withAnalysis(change));
  const row = (cells: Record<string, string>) => ({ rows: [{ label: '行', cells }] });

  it.each([
    ['a cell that is not there', row({ now: '教基3112!r99c01' }), 'rows/0/cells/now'],
    ['a column that is not there', row({ nowhere: '1' }), 'rows/0/cells'],
    ['a circle', row({ now: '[share]' }), 'rows/0/cells/now'],
    ['a row that does not stand above', row({ now: '[below.now]' }), 'rows/0/cells/now'],
    ['a series that is no column', { chart: { kind: 'bars' as const, series: ['nowhere'] } }, 'chart/series'],
    ['a text in a sum', row({ now: '教基3112!r01c09 + "三"' }), 'rows/0/cells/now'],
  ])('%s', (_, change, path) => {
    expect(problem(change)).toMatchObject({ form: 'example', path });
  });

  it('while the right one is not', () => expect(problem({})).toBeNull());
});

/** What a cell comes to, one expression after the other, with what it names written into it. */
class Plainly {
  readonly #year: NaiveYear;
  constructor(
    private readonly analysis: Analysis,
    input: CalculationInput,
  ) {
    this.#year = new NaiveYear(definitions, input);
  }

  applies(when: string | undefined): boolean {
    return when === undefined || this.#of(when, 0) === true;
  }

  /** Null for a blank, a form that is not filled and a cell that nobody states. */
  cell(index: number, id: string): Value {
    const row = this.analysis.rows[index];
    const column = this.analysis.columns.find((each) => each.id === id);
    const source = row?.cells[id] ?? column?.value;
    const text = typeof source === 'object' ? source.byEdition[this.#year.input.collection.edition] : source;
    if (text !== undefined) {
      try {
        return this.#of(text, index);
      } catch (error) {
        if (error instanceof NotFilled) return null;
        throw error;
      }
    }
    if (row?.total !== true || column?.kind === 'rate') return null;
    const parts: string[] = [];
    for (let above = index - 1; above >= 0 && this.analysis.rows[above]?.total !== true; above -= 1)
      if (this.shows(above)) parts.push(this.#literal(this.cell(above, id)));
    return parts.length === 0 ? null : this.#of(`sum(${parts.join(', ')})`, index);
  }

  shows(index: number): boolean {
    const { stage, when } = this.analysis.rows[index] ?? {};
    return (stage === undefined || concerns(stage, this.#year.teaching.stages)) && this.applies(when);
  }

  #of(text: string, index: number): Value {
    const plain = text
      .replace(/\[([a-zA-Z]\w*)\.(\w+)\]/g, (_, id: string, column: string) => {
        const above = this.analysis.rows.findIndex((row) => row.id === id);
        return this.#literal(this.shows(above) ? this.cell(above, column) : null);
      })
      .replace(/(?<!!)\[([a-zA-Z]\w*)\]/g, (_, column: string) => this.#literal(this.cell(index, column)));
    return evaluate(this.#year, parseExpression(plain), { form: null });
  }

  #literal(value: Value): string {
    if (value === null) return 'blank';
    if (value === undefined || typeof value === 'string' || typeof value === 'boolean') return '(1 / 0)';
    const text = decimalText(value);
    return text.startsWith('-') ? `(0 - ${text.slice(1)})` : text;
  }
}

describe('every cell of the shipped analyses is what its expression says', () => {
  const mine = definitions.analyses.filter(({ id }) => /^(cohort|dropout|special)_/.test(id));
  it.each([
    [2026, 6],
    [2021, 3],
    [2019, 8],
  ])('in the round of %s', (schoolYear, years) => {
    let compared = 0;
    const options = { schools: 12, seed: 11, years, schoolYear, largest: 200 };
    for (const input of submissions(definitions, options)) {
      const calculation = new Calculation(definitions, input);
      for (const analysis of mine) {
        const result = analysisOf(calculation, analysis.id);
        if (result === null) continue;
        const plainly = new Plainly(analysis, input);
        expect(plainly.applies(analysis.when)).toBe(true);
        const shown = analysis.rows.flatMap((_, index) => (plainly.shows(index) ? [index] : []));
        expect(result.rows.map(({ label }) => label)).toEqual(
          shown.map((index) => analysis.rows[index]?.label),
        );
        result.rows.forEach((row, at) =>
          row.cells.forEach((cell, place) => {
            const column = analysis.columns[place];
            const value = plainly.cell(shown[at] ?? -1, column?.id ?? '');
            const where = `${input.school.type} ${analysis.id} ${row.label} ${column?.label ?? ''}`;
            const text =
              value === null
                ? null
                : value === undefined
                  ? '—'
                  : decimalText(value as number, column?.decimals);
            if (text === null) expect(['blank', 'none', 'unavailable'], where).toContain(cell.state);
            else expect(cell.text, where).toBe(text);
            if (cell.state === 'value' && column?.kind === 'difference')
              expect(cell.flagged, where).toBe(Number(cell.value) !== 0);
            compared += 1;
          }),
        );
      }
    }
    expect(compared).toBeGreaterThan(3000);
  });
});
