import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../shared/cell';
import { createCalculation } from '../../shared/calculation';
import type { Calculation } from '../../shared/calculation';
import { sidesText } from '../../shared/finding-text';
import { readReference, shippedDefinitions } from '../support/definitions';
import {
  calculationInput,
  changes,
  round2025,
  round2025old,
  submissionData,
  village,
} from '../support/school';

const definitions = shippedDefinitions();
const keys = (calculation: Calculation) => calculation.findings().map(({ key }) => key);
const open = (...input: Parameters<typeof calculationInput>) =>
  createCalculation(definitions, calculationInput(...input));

/** The 小学 row of 基础基331 in the worked examples, under the columns of 教基3040. */
const row331 = readReference('worked-examples.json') as {
  examples: {
    id: string;
    inputs: Record<string, number>;
    expected: Record<string, number | boolean | string>;
  }[];
};
const example = (id: string) => {
  const found = row331.examples.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no example ${id}`);
  return found;
};
const columns3040 = { c1: 1, c3: 3, c4: 4, c5: 5, c6: 7, c8: 9, c10: 11, c11: 12, c12: 13, c13: 14, c14: 16 };
const cells3040 = (inputs: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(columns3040).map(([name, column]) => [`教基3040!04.${column}`, inputs[name] ?? 0]),
  );

describe('totals', () => {
  it('computes the worked example E01 in 教基3040', () => {
    const { inputs } = example('E01');
    const calculation = open(cells3040(inputs));
    expect(calculation.cell('教基3040', '04.2').text).toBe('113');
    expect(calculation.cell('教基3040', '04.8').text).toBe('124');
    expect(calculation.cell('教基3040', '04.17').text).toBe('601');
  });

  it('leaves the totals of an untouched table blank, and prints 0 once it is 已核对', () => {
    const calculation = open();
    expect(calculation.cell('教基3112', '01.7').text).toBe('');
    calculation.setReviewed('教基3112', true);
    expect(calculation.cell('教基3112', '01.7').text).toBe('0');
    expect(calculation.cell('教基3112', '01.9').text).toBe('');
  });

  it('does not add up rates: the total row computes them', () => {
    const calculation = open({
      '局控辍2!02.1': 100,
      '局控辍2!03.1': 50,
      '局控辍2!02.7': 1,
      '局控辍2!03.7': 1,
    });
    expect(calculation.cell('局控辍2', '02.16').text).toBe('1.00');
    expect(calculation.cell('局控辍2', '01.16').text).toBe('1.33');
    expect(calculation.cell('局控辍2', '12.16').text).toBe('1.33');
  });

  it('has no rate without a denominator, and no total over a text that is not a number', () => {
    const calculation = open({ '局控辍2!02.7': 1 });
    expect(calculation.cell('局控辍2', '02.16').text).toBe('');
    calculation.setCells([{ form: '教基3112', cell: '01.9', content: { kind: 'raw', text: '12人' } }]);
    expect(calculation.cell('教基3112', '01.7').text).toBe('');
    expect(keys(calculation)).toContain('CELL@教基3112!01.9');
  });

  it('tells which cells an edit changed', () => {
    const calculation = open({ '教基3112!01.9': 10 });
    const { cells } = calculation.setCells(changes({ '教基3112!01.10': 5 }));
    expect([...cells].sort()).toEqual(
      ['局控辍2!03.2', '局控辍2!01.2', '局控辍2!12.2', '教基3112!01.10', '教基3112!01.7'].sort(),
    );
  });
});

describe('last year', () => {
  const cells = { '教基3040!04.1': 600, '教基3040!04.3': 100, '教基3040!04.9': 88 };
  const old = { '基础基331!04.1': 600, '基础基331!04.3': 100, '基础基331!04.8': 88 };

  it.each([
    ['the same edition', round2025, cells],
    ['the edition before, by labels', round2025old, old],
  ])('opens with the closing number of %s', (_, collection, data) => {
    const calculation = open({}, { previous: [{ collection, data: submissionData(data) }] });
    expect(calculation.cell('教基3040', '04.1')).toMatchObject({
      kind: 'pulled',
      text: '612',
      source: '612',
      content: null,
    });
    calculation.setCells(changes({ '教基3040!04.1': 610 }));
    expect(calculation.cell('教基3040', '04.1')).toMatchObject({ text: '610', source: '612' });
    const finding = calculation.findings().find(({ key }) => key === 'J3040-04@04');
    expect(finding).toMatchObject({ severity: 'error', left: '610', right: '612', difference: '-2' });
    expect(keys(calculation).filter((key) => key.startsWith('J3040-W3'))).toEqual([]);
  });

  it('takes a year that was only opened for unknown, not for zero', () => {
    const previous = [{ collection: round2025, data: submissionData({ '教基3112!01.9': 90 }) }];
    const calculation = open({ '教基3040!04.1': 610 }, { previous });
    expect(keys(calculation).filter((key) => key.startsWith('J3040-04'))).toEqual([]);
    expect(calculation.cell('教基3040', '04.1')).toMatchObject({ text: '610', source: null });
  });

  it('skips what needs last year when there is none', () => {
    const calculation = open({ '教基3040!04.1': 610 });
    expect(calculation.skipped()).toContainEqual({
      check: 'J3040-04@04',
      form: '教基3040',
      reason: 'noPrevious',
      detail: '',
    });
    expect(calculation.cell('教基3040', '04.1')).toMatchObject({ text: '610', source: null });
  });
});

describe('findings', () => {
  it('names both sides and the difference', () => {
    const calculation = open({ '教基3112!01.9': 100, '教基3112!02.9': 101 });
    const finding = calculation.findings().find(({ key }) => key === 'J3112-05@c9#1');
    expect(finding).toMatchObject({ form: '教基3112', left: '101', right: '100', op: '<=', difference: '1' });
    expect(finding && sidesText(finding)).toBe('应当左边 ≤ 右边；现在左边 101，右边 100，差 1');
    expect(finding?.cells).toEqual([
      { form: '教基3112', cell: '02.9' },
      { form: '教基3112', cell: '01.9' },
    ]);
  });

  it('appears and vanishes with the number', () => {
    const calculation = open({ '教基3112!01.9': 100, '教基3112!01.3': 90 });
    expect(keys(calculation)).not.toContain('J3112-10');
    calculation.setCells(changes({ '教基3112!01.3': 120 }));
    expect(keys(calculation)).toContain('J3112-10');
    calculation.setCells(changes({ '教基3112!01.3': null }));
    expect(keys(calculation)).not.toContain('J3112-10');
  });

  it('stays silent while a table is blank, and takes blanks for zero once it is 已核对', () => {
    const calculation = open({ '教基2106!02.2': 1 });
    expect(keys(calculation)).toEqual(['J2106-04']);
    const empty = open();
    expect(keys(empty)).toEqual([]);
    empty.setReviewed('教基3112', true);
    expect(keys(empty)).toEqual([]);
  });

  it('compares a stated total with its parts: worked example E02', () => {
    const { inputs, expected } = example('E02');
    const calculation = open(cells3040(inputs), {
      stated: new Map([['教基3040!04.17', String(inputs.c15)]]),
    });
    expect(calculation.cell('教基3040', '04.17').text).toBe('601');
    const found = calculation.findings().filter(({ check }) => check === 'J3040-03');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ left: '602', right: '601', difference: String(expected.diff) });
  });

  it('tells which form has to be filled before a finding means anything', () => {
    const calculation = open({ '教基3112!01.9': 100 });
    const waiting = () => calculation.findings().find(({ key }) => key === 'J3112-08#2')?.waitsFor;
    expect(waiting()).toBe('教基3113');
    calculation.setCells(changes({ '教基3113!02.4': 99 }));
    expect(waiting()).toBeNull();
    const untouched = open(
      {},
      { previous: [{ collection: round2025, data: submissionData({ '教基3040!04.1': 600 }) }] },
    );
    expect(new Set(untouched.findings().map(({ waitsFor }) => waitsFor))).toEqual(
      new Set(['教基3040', '局控辍2', '局经费1']),
    );
  });

  it('keeps relations on forms that are not there yet apart, naming the form', () => {
    const forms = { ...definitions.forms };
    delete forms['教基3041'];
    const editions = definitions.editions.map((edition) =>
      edition.id === 'jiaoji-2021'
        ? { ...edition, forms: edition.forms.filter((code) => code !== '教基3041'), pending: ['教基3041'] }
        : edition,
    );
    const without = createCalculation({ ...definitions, forms, editions }, calculationInput());
    expect(without.skipped().filter(({ reason }) => reason === 'pending')).toEqual([
      { check: 'J3040-12', form: '教基3040', reason: 'pending', detail: '教基3041' },
    ]);
  });

  it('asks about a number typed over its source, unless a relation already does', () => {
    const cells = { '教基3112!01.9': 95, '局控辍2!02.2': 90 };
    const calculation = open(cells);
    const found = calculation.findings().find(({ check }) => check === 'PULLED');
    expect(found).toMatchObject({ key: 'PULLED@局控辍2!02.2', severity: 'warning', left: '90', right: '95' });
    calculation.setCells(changes({ '局控辍2!02.2': 95 }));
    expect(keys(calculation).filter((key) => key.startsWith('PULLED'))).toEqual([]);
  });

  it('names the relation that cannot be compiled', () => {
    const broken = structuredClone(definitions);
    const check = broken.forms['教基1001']?.checks[0] as { expr: string };
    check.expr = '[schoolCode] matches "("';
    expect(() => createCalculation(broken, calculationInput()).findings()).toThrow(/J1001-01/);
  });
});

describe('ledgers', () => {
  const record = (id: string, position: number, cells: Record<string, string>) => ({
    id,
    position,
    cells: Object.fromEntries(
      Object.entries(cells).map(([key, text]) => [key, { kind: 'text' as const, text }]),
    ),
  });
  const cases = [
    record('record-01', 1, {
      c03: '女',
      c04: '990101201608090028',
      c05: 'G1',
      c06: '小学',
      c07: '三年级',
      c16: '疾病',
      c21: '仍辍学',
    }),
    record('record-02', 2, {
      c03: '男',
      c05: 'G1',
      c06: '小学',
      c07: '三年级',
      c16: '厌学',
      c21: '已复学',
      c15: '2026-03-05',
      c17: '2026-03-10',
    }),
  ];

  it('count into the table that sums them up', () => {
    const calculation = open({}, { lists: { 局控辍1: cases } });
    expect(calculation.cell('局控辍2', '04.7').text).toBe('1');
    expect(calculation.cell('局控辍2', '04.11').text).toBe('1');
    expect(calculation.cell('局控辍2', '04.6').text).toBe('1');
    expect(calculation.cell('局控辍2', '01.5').text).toBe('2');
    expect(calculation.cell('局控辍2', '01.15').text).toBe('1');
  });

  it('are checked record by record', () => {
    const calculation = open({}, { lists: { 局控辍1: cases } });
    expect(keys(calculation)).toEqual(
      expect.arrayContaining([
        'LKC1-04@record-02',
        'LKC1-05@record-02',
        'LKC1-06@record-01',
        'LKC1-06@record-02',
      ]),
    );
    calculation.setRecords([
      { form: '局控辍1', id: 'record-02', cells: { c05: { kind: 'text', text: 'G2' } } },
    ]);
    expect(keys(calculation).filter((key) => key.startsWith('LKC1-06'))).toEqual([]);
    calculation.setRecords([{ form: '局控辍1', id: 'record-02', cells: null }]);
    expect(calculation.cell('局控辍2', '01.5').text).toBe('1');
  });
});

it('judges emptiness from the first entry on, and no longer when it is taken back', () => {
  const old = { ...round2025old, id: 2 };
  const calculation = open({}, { collection: old });
  const judged = () => keys(calculation).filter((key) => key.startsWith('J111-02'));
  expect(judged()).toEqual([]);
  calculation.setCells(changes({ '基础基111!postcode': '999999' }));
  expect(judged()).toEqual(['J111-02#1', 'J111-02#2']);
  calculation.setCells(changes({ '基础基111!postcode': null }));
  expect(judged()).toEqual([]);
});

it('an edited submission equals one computed afresh: nothing is left stale', () => {
  const inputs = ['教基3112', '教基3113', '教基3040', '教基2106', '局控辍2', '局特教1', '局经费1'].flatMap(
    (code) => {
      const form = definitions.forms[code];
      return form === undefined
        ? []
        : cellsOf(form).filter((cell) => cell.kind === 'input' || cell.kind === 'pulled');
    },
  );
  const edit = fc.tuple(fc.nat(inputs.length - 1), fc.option(fc.nat(300), { freq: 5 }));
  const previous = [
    { collection: round2025, data: submissionData({ '教基3040!04.1': 100, '教基3112!01.9': 90 }) },
  ];
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
      const calculation = open({}, { previous });
      const cells: Record<string, number> = {};
      for (const [index, value] of edits) {
        const cell = inputs[index];
        if (cell === undefined) continue;
        const name = `${cell.form.code}!${cell.key}`;
        calculation.setCells(changes({ [name]: value }));
        if (value === null) delete cells[name];
        else cells[name] = value;
        calculation.findings();
      }
      const fresh = open(cells, { previous });
      expect(calculation.findings()).toEqual(fresh.findings());
      expect(calculation.indicators()).toEqual(fresh.indicators());
      for (const form of fresh.forms) {
        for (const { key } of cellsOf(form))
          expect(calculation.cell(form.code, key)).toEqual(fresh.cell(form.code, key));
      }
    }),
    { numRuns: 40 },
  );
});

it('does not count rows that the school does not see, and keeps what stands there', () => {
  const cells = { '局控辍2!02.3': 2, '局控辍2!09.3': 5 };
  const primary = open(cells);
  expect(primary.cell('局控辍2', '12.3').text).toBe('2');
  expect(primary.cell('局控辍2', '09.3').text).toBe('');
  const nineYears = open(cells, { school: { ...village, type: '九年一贯制学校' } });
  expect(nineYears.cell('局控辍2', '12.3').text).toBe('7');
});

it('shows a school only the forms of its type', () => {
  const codes = (type: typeof village.type) =>
    createCalculation(definitions, calculationInput({}, { school: { ...village, type } })).forms.map(
      ({ code }) => code,
    );
  expect(codes('小学')).toContain('教基3112');
  expect(codes('初级中学')).not.toContain('教基3112');
  expect(codes('幼儿园').filter((code) => /^教基[23]/.test(code))).toEqual([
    '教基3040',
    '教基3041',
    '教基3045',
  ]);
});
