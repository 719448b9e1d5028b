import { describe, expect, it } from 'vitest';
import { decimal } from '../../shared/decimal';
import type { Indicator } from '../../shared/indicator-definition';
import { evaluateInputs } from '../../shared/indicator-inputs';
import { shippedDefinitions } from '../support/definitions';
import { figure, judgedBy, junior, nineYears, of, readings, shown } from '../support/figure';
import { round2026, village } from '../support/school';

const definitions = shippedDefinitions();

function definitionOf(id: string): Indicator {
  const found = definitions.indicators.find((indicator) => indicator.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

describe.each([
  ['primary', '小学', '04', '01', village, { lacking: '4', retained: 'missed' }],
  ['junior', '初中', '07', '02', junior, { lacking: null, retained: 'met' }],
] as const)('%s: 辍学率、年巩固率、毕业率', (prefix, stage, row, own, school, { lacking, retained }) => {
  const pupils = { 1: 1000, 3: 101, 4: 2, 5: 13, 7: 5, 9: 97, 11: 3, 12: 4, 13: 1, 14: 17, 16: 6 };
  /** The same pupils in 基础基331, whose columns stand elsewhere. */
  const earlierColumn: Readonly<Record<string, number>> = {
    7: 6,
    9: 8,
    11: 10,
    12: 11,
    13: 12,
    14: 13,
    16: 14,
  };
  const current = of(
    '教基3040',
    Object.fromEntries(Object.entries(pupils).map(([column, value]) => [`${row}.${column}`, value])),
  );
  const before = of(
    '基础基331',
    Object.fromEntries(
      Object.entries(pupils).map(([column, value]) => [`${row}.${earlierColumn[column] ?? column}`, value]),
    ),
  );
  const ledger = of('局补充1', { [`${own}.1`]: 2, [`${own}.2`]: 3, [`${own}.3`]: 1 });

  it.each([
    ['jiaoji-2021', current],
    ['jichuji-2018-86', before],
  ] as const)('dropout under each reading in %s', (edition, cells) => {
    const found = readings({ ...cells, ...ledger }, `${prefix}_dropout_rate`, {
      school,
      collection: { ...judgedBy('cn_dropout_control_2017'), edition },
    });
    expect(shown(found)).toEqual([
      ['register', '1.00%(10/1000)', 'valid'],
      ['netflow', '1.30%(13/1000)', 'valid'],
      ['netflow_with_return', '1.10%(11/1000)', 'valid'],
      ['strict331', '0.40%(4/1000)', 'valid'],
      ['form', '—', 'valid'],
    ]);
    expect(found[0]).toMatchObject({ verdict: lacking === null ? 'met' : 'missed' });
    expect(found[0]?.assumed).toEqual([]);
    expect(found[0]?.targets[0]?.lacking ?? null).toEqual(
      lacking === null ? null : { amount: lacking, unit: '名' },
    );
  });

  it.each([
    ['jiaoji-2021', current],
    ['jichuji-2018-86', before],
  ] as const)(
    'retention under each reading in %s, raw the complement of the net outflow',
    (edition, cells) => {
      const more = { school, collection: { ...judgedBy('baoding_2012'), edition } };
      const found = readings({ ...cells, ...ledger }, `${prefix}_annual_retention_rate`, more);
      // Left in the denominator are three of the seventeen who went away: no school has taken them.
      expect(shown(found)).toEqual([
        ['raw', '98.90%(989/1000)', 'valid'],
        ['adjusted', '98.41%(989/1005)', 'valid'],
        ['form', '98.99%(982/992)', 'valid'],
      ]);
      expect(found[1]?.verdict).toBe(retained);
      const outflow = readings({ ...cells, ...ledger }, `${prefix}_dropout_rate`, more)[2];
      expect(Number(found[0]?.value) + Number(outflow?.value)).toBeCloseTo(100, 10);
    },
  );

  it.each([
    ['jiaoji-2021', current],
    ['jichuji-2018-86', before],
  ] as const)(
    'graduation counts those who neither graduated nor left with a certificate in %s',
    (edition, cells) => {
      const repeaters = of('局补充2', { [`01.${stage === '小学' ? 1 : 2}`]: 2 });
      const more = { school, collection: { ...round2026, edition } };
      expect(figure({ ...cells, ...repeaters }, `${prefix}_graduation_rate`, more)).toMatchObject({
        display: '97.98%(97/99)',
        assumed: [],
      });
      expect(figure(cells, `${prefix}_graduation_rate`, more)).toMatchObject({
        display: '100.00%(97/97)',
        assumed: ['毕业班未毕业也未结业的人数'],
      });
    },
  );

  it('knows nothing of those who left while only the opening balance is there', () => {
    const opening = of('教基3040', { [`${row}.1`]: 612, [`${row}.5`]: 3 });
    for (const id of ['dropout_rate', 'annual_retention_rate', 'graduation_rate']) {
      const found = figure(opening, `${prefix}_${id}`, { school });
      expect(found, id).toMatchObject({ value: null, verdict: 'missing', display: '—' });
    }
    const reviewed = { school, reviewed: ['教基3040'] };
    expect(figure(opening, `${prefix}_dropout_rate`, reviewed)).toMatchObject({ display: '0.00%(0/612)' });
  });

  it('is not taken in by the graduates, which come by themselves', () => {
    const untouched = of('教基3040', { [`${row}.1`]: 612, [`${row}.3`]: 99, [`${row}.9`]: 101 });
    const ids = ['dropout_rate', 'annual_retention_rate'].map((id) => `${prefix}_${id}`);
    for (const id of ids)
      for (const { value, method, verdict } of readings(untouched, id, { school }))
        expect([value, verdict], `${id} ${method}`).toEqual([null, 'missing']);
    const all = readings(untouched, 'one_ratio_two_rates', { school: { ...school, townshipCentre: true } });
    expect(all.find(({ method }) => method === 'retention')?.value).toBeNull();
    const typed = { ...untouched, ...of('教基3040', { [`${row}.16`]: 0 }) };
    for (const more of [
      { cells: typed, school },
      { cells: untouched, school, reviewed: ['教基3040'] },
    ]) {
      const [dropout, retention] = ids.map((id) => figure(more.cells, id, more).display);
      expect([dropout, retention]).toEqual(['0.00%(0/612)', '100.00%(612/612)']);
    }
  });

  it('takes nobody for a dropout who left for another school: a blank 退学 is 0 once others have left', () => {
    const leaving = of('教基3040', { [`${row}.1`]: 612, [`${row}.14`]: 3 });
    const found = figure(leaving, `${prefix}_dropout_rate`, { school });
    expect(found.display).toBe('0.00%(0/612)');
    expect(found.parts.find(({ id }) => id === 'c11')?.cells[0]).toBe(`教基3040!${row}.12`);
  });

  it('shows a net inflow as it is, and no pupils last year as not applicable', () => {
    const inflow = of('教基3040', { [`${row}.1`]: 612, [`${row}.5`]: 14, [`${row}.14`]: 2 });
    const [, netflow] = readings(inflow, `${prefix}_dropout_rate`, { school });
    expect(netflow).toMatchObject({ display: '-1.96%(-12/612)', range: 'valid' });
    const empty = of('教基3040', { [`${row}.1`]: 0, [`${row}.12`]: 0 });
    expect(figure(empty, `${prefix}_dropout_rate`, { school }).verdict).toBe('not-applicable');
  });

  it('takes an adjusted retention above 100 for a mistake, a raw one not', () => {
    const inflow = of('教基3040', { [`${row}.1`]: 100, [`${row}.5`]: 20, [`${row}.14`]: 5 });
    const typed = { ...inflow, ...of('局补充1', { [`${own}.2`]: -30 }) };
    expect(shown(readings(inflow, `${prefix}_annual_retention_rate`, { school })).slice(0, 2)).toEqual([
      ['raw', '115.00%(115/100)', 'valid'],
      ['adjusted', '100.00%(115/115)', 'valid'],
    ]);
    expect(figure(typed, `${prefix}_annual_retention_rate`, { school }).range).toBe('invalid');
  });
});

it('辍学率 by the ledger counts those who have not come back', () => {
  const cells = of('局控辍2', { '02.1': 300, '03.1': 300, '02.7': 2, '03.8': 1, '02.14': 1 });
  expect(readings(cells, 'primary_dropout_rate').at(-1)).toMatchObject({
    method: 'form',
    display: '0.33%(2/600)',
  });
});

describe('巩固率 of a cohort', () => {
  const cohort = { '1': 182, '3': 23, '7': 31, '9': 1, '11': 5, '13': 168 };
  const cells = (row: string, more: Readonly<Record<string, number>> = {}) =>
    of(
      '局巩固1',
      Object.fromEntries(
        Object.entries({ ...cohort, ...more }).map(([column, value]) => [`${row}.${column}`, value]),
      ),
    );

  it.each([
    ['primary_6yr_cohort_retention', '01', village],
    ['junior_3yr_cohort_retention', '03', junior],
  ] as const)('%s has four readings (E07)', (id, row, school) => {
    const collection = judgedBy('cn_quality_balance_2017');
    expect(shown(readings(cells(row), id, { school, collection }))).toEqual([
      ['luanchuan', '96.55%(168/174)', 'valid'],
      ['luanchuan_minus_death', '97.11%(168/173)', 'valid'],
      ['simple', '92.31%(168/182)', 'valid'],
      ['form', '97.11%(168/173)', 'valid'],
    ]);
  });

  it.each([
    ['primary_6yr_cohort_retention', '01', village],
    ['junior_3yr_cohort_retention', '03', junior],
  ] as const)('%s above 100 is a mistake (E08), and says what it had to assume', (id, row, school) => {
    const found = figure(
      of('局巩固1', { [`${row}.1`]: 45, [`${row}.3`]: 2, [`${row}.7`]: 1, [`${row}.13`]: 47 }),
      id,
      {
        school,
      },
    );
    expect(found).toMatchObject({ display: '102.17%(47/46)', range: 'invalid', assumed: [] });
    // Without transfers more may graduate than were taken in, and nothing is wrong.
    const simple = readings(of('局巩固1', { [`${row}.1`]: 45, [`${row}.13`]: 47 }), id, { school })[2];
    expect(simple).toMatchObject({ method: 'simple', display: '104.44%(47/45)', range: 'valid' });
    const bare = figure(of('局巩固1', { [`${row}.1`]: 45, [`${row}.13`]: 44 }), id, { school });
    expect(bare.assumed).toEqual(['期间转入', '期间转出（已落实接收学校）']);
    expect(figure(of('局巩固1', { [`${row}.1`]: 45 }), id, { school }).verdict).toBe('missing');
  });

  it('says how many more had to graduate', () => {
    const found = figure(cells('03', { '13': 160 }), 'junior_3yr_cohort_retention', {
      school: junior,
      collection: judgedBy('cn_quality_balance_2017'),
    });
    expect(found).toMatchObject({ display: '91.95%(160/174)', verdict: 'missed' });
    expect(found.targets[0]?.lacking).toEqual({ amount: '6', unit: '名' });
  });

  it('of nine years: a net inflow is looked at, and the reading with transfers stands beside it', () => {
    const row = { '05.1': 120, '05.3': 15, '05.7': 6, '05.11': 3, '05.13': 126 };
    const found = readings(of('局巩固1', row), 'nine_year_retention_rate', {
      school: nineYears,
      collection: judgedBy('cn_145_2025'),
    });
    expect(shown(found)).toEqual([
      ['national', '105.00%(126/120)', 'unusual'],
      ['with_moves', '97.67%(126/129)', 'valid'],
      ['form', '97.67%(126/129)', 'valid'],
    ]);
    expect(found[0]?.verdict).toBe('met');
    const tooMany = figure(of('局巩固1', { '05.1': 90, '05.13': 126 }), 'nine_year_retention_rate', {
      school: nineYears,
    });
    expect(tooMany).toMatchObject({ display: '140.00%(126/90)', range: 'invalid' });
    expect(readings(of('局巩固1', row), 'nine_year_retention_rate')).toEqual([]);
  });
});

it('reads each column of the 变动表 where the current edition has it', () => {
  const columns = {
    c1: 1, c2: 2, c3: 3, c4: 4, c5: 5, c6: 7, c7: 8, c8: 9, c9: 10, c10: 11, c11: 12, c12: 13, c13: 14, c14: 16, c15: 17,
  }; // prettier-ignore
  for (const id of ['dropout_rate', 'annual_retention_rate', 'graduation_rate']) {
    for (const [stage, row] of [
      ['primary', '04'],
      ['junior', '07'],
    ] as const) {
      const { inputs } = definitionOf(`${stage}_${id}`);
      for (const [name, column] of Object.entries(columns)) {
        const cell = `教基3040!r${row}c${String(column).padStart(2, '0')}`;
        expect(inputs[name]?.from, `${stage}_${id} ${name}`).toContain(cell);
      }
    }
  }
});

it('takes all columns of the 变动表 by name on the command line', () => {
  const columns = { c1: 612, c2: 113, c3: 98, c4: 1, c5: 14, c6: 0, c7: 124, c8: 101, c9: 0, c10: 2, c11: 1, c12: 0, c13: 19, c14: 1, c15: 601 }; // prettier-ignore
  const given = new Map(Object.entries(columns).map(([name, value]) => [name, decimal(String(value))]));
  for (const id of ['dropout_rate', 'annual_retention_rate', 'graduation_rate'].flatMap((name) => [
    `primary_${name}`,
    `junior_${name}`,
  ])) {
    const definition = definitionOf(id);
    const { unused, required, results } = evaluateInputs(definitions, definition, given);
    expect(unused, id).toEqual([]);
    const method = definition.methods.find((each) => each.default === true)?.id ?? '';
    expect(required(method), id).toEqual([]);
    expect(results.find((result) => result.method === method)?.value, id).not.toBeNull();
  }
});
