import { describe, expect, it } from 'vitest';
import { isAsked } from '../../shared/asked-forms';
import { createCalculation } from '../../shared/calculation';
import { isPersonal } from '../../shared/workbook-findings';
import { definitions } from '../support/generated';
import { identityNumber } from '../support/identity';
import { keysOf, open, texts } from '../support/opened';
import { calculationInput, round2025, submissionData, village } from '../support/school';
import type { ListRecord } from '../../shared/submission';

type Texts = Readonly<Record<string, string>>;

const records = (rows: readonly Texts[]) =>
  rows.map((row, index): ListRecord => {
    const known = Object.entries(row).filter(([, text]) => text !== '');
    const content = (text: string) => ({ kind: /^\d{1,3}$/.test(text) ? 'number' : 'text', text }) as const;
    return {
      id: `record-${index}`,
      position: index,
      cells: Object.fromEntries(known.map(([key, text]) => [key, content(text)])),
    };
  });

const boy = identityNumber('2016-03-05', '男', 10);
const girl = identityNumber('2013-05-20', '女', 20);

const child = (change: Texts = {}): Texts => ({ c02: '安小禾', c03: boy, c09: '本校', ...change });
const children = (rows: readonly Texts[], cells: Record<string, number> = {}) =>
  open(cells, { lists: { 局控辍3: records(rows) } });

const suspect = (change: Texts = {}): Texts => ({
  ...{ c02: '安小禾', c03: girl, c05: 'G1', c06: '小学', c07: '六年级' },
  ...{ c09: '2025-11-03', c10: '3', c11: '厌学', c12: '2025-11-03', c13: '1', c15: '继续跟踪' },
  ...change,
});
const dropout = (change: Texts = {}): Texts => ({
  ...{ c03: '女', c05: 'G1', c06: '小学', c07: '六年级', c15: '2025-11-01', c16: '厌学', c21: '仍辍学' },
  ...change,
});
const suspects = (rows: readonly Texts[], dropouts: readonly Texts[] = []) =>
  open({}, { lists: { 局控辍4: records(rows), 局控辍1: records(dropouts) } });

describe('局控辍3 适龄儿童少年台账', () => {
  it('takes sex, age and stage from the identity number', () => {
    const own = (c03: string) =>
      ['c04', 'c05', 'c06'].map(
        (key) => children([child({ c03 })]).records('局控辍3')[0]?.cells[key]?.text ?? '',
      );
    expect(own(boy)).toEqual(['男', '10', '小学']);
    expect(own(girl)).toEqual(['女', '13', '初中']);
    expect(own(identityNumber('2020-09-02', '男'))).toEqual(['男', '5', '未到龄']);
    expect(own(identityNumber('2020-09-01', '男'))).toEqual(['男', '6', '小学']);
    expect(own(identityNumber('2011-09-01', '女'))).toEqual(['女', '15', '已超龄']);
    expect(own('99')).toEqual(['', '', '']);
  });

  it('begins a year later where children enter at seven', () => {
    const school = { ...village, entryAge: 7 } as const;
    const stage = (birth: string) =>
      open(
        {},
        { school, lists: { 局控辍3: records([child({ c03: identityNumber(birth, '男') })]) } },
      ).records('局控辍3')[0]?.cells['c06']?.text;
    expect(['2020-03-01', '2019-03-01', '2014-03-01', '2013-03-01'].map(stage)).toEqual([
      '未到龄',
      '小学',
      '小学',
      '初中',
    ]);
  });

  it.each([
    ['LKC3-01@record-0', { c03: `${boy.slice(0, 17)}${boy.endsWith('1') ? '2' : '1'}` }],
    ['LKC3-03#1@record-0', { c03: identityNumber('2021-03-01', '男') }],
    ['LKC3-03#2@record-0', { c03: identityNumber('2008-03-01', '男') }],
    ['LKC3-04@record-0', { c09: '' }],
    ['LKC3-05@record-0', { c09: '未入学' }],
    ['LKC3-06@record-0', { c11: '厌学' }],
    ['LKC3-06@record-0', { c12: '免学', c13: '2026-08-01' }],
    ['LKC3-07@record-0', { c09: '未入学', c12: '延缓入学' }],
    ['LKC3-08@record-0', { c09: '县外' }],
    ['LKC3-09@record-0', { c09: '未入学', c12: '免学', c13: '2026-09-02', c16: '2026-09-01' }],
  ])('%s', (key, change) => {
    expect(keysOf(children([child()]), 'LKC3')).toEqual([]);
    expect(keysOf(children([child(change)]), 'LKC3')).toEqual([key]);
  });

  it('wants each child once', () => {
    expect(keysOf(children([child(), child()]), 'LKC3')).toEqual(['LKC3-02@record-0', 'LKC3-02@record-1']);
  });

  it('is held against 局入学1 once it is kept', () => {
    const two = [child(), child({ c03: identityNumber('2017-03-05', '女') })];
    expect(keysOf(children(two, { '局入学1!02.1': 2 }), 'LKC3')).toEqual([]);
    expect(keysOf(children(two, { '局入学1!02.1': 3 }), 'LKC3')).toEqual(['LKC3-10#1']);
    expect(keysOf(children([], { '局入学1!02.1': 3 }), 'LKC3')).toEqual([]);
  });
});

describe('局控辍4 疑似辍学学生台账', () => {
  it.each([
    ['LKC4-01@record-0', { c03: '990101' }],
    ['LKC4-02#1@record-0', { c03: identityNumber('2021-03-01', '男') }],
    ['LKC4-02#2@record-0', { c03: identityNumber('2009-03-01', '男') }],
    ['LKC4-04@record-0', { c09: '2026-09-02', c12: '2026-09-02' }],
    ['LKC4-04@record-0', { c09: '2025-08-31', c12: '2025-09-01' }],
    ['LKC4-05@record-0', { c10: '2' }],
    ['LKC4-06@record-0', { c12: '2025-11-02' }],
    ['LKC4-07@record-0', { c15: '已返校', c16: '2025-11-02' }],
    ['LKC4-08@record-0', { c15: '' }],
    ['LKC4-09@record-0', { c15: '已返校' }],
    ['LKC4-10@record-0', { c16: '2025-11-09' }],
    ['LKC4-11@record-0', { c15: '转入辍学台账' }],
    ['LKC4-13@record-0', { c13: '' }],
  ])('%s', (key, change) => {
    expect(keysOf(suspects([suspect()]), 'LKC4')).toEqual([]);
    expect(keysOf(suspects([suspect(change)]), 'LKC4')).toEqual([key]);
  });

  it('wants a date, without which the month is not known', () => {
    expect(keysOf(suspects([suspect({ c09: '', c12: '', c13: '' })]), 'LKC4')).toEqual(['LKC4-03@record-0']);
  });

  it('tells of two lines of one pupil', () => {
    expect(keysOf(suspects([suspect(), suspect()]), 'LKC4')).toEqual([
      'LKC4-12@record-0',
      'LKC4-12@record-1',
    ]);
  });

  it('finds who went on to 局控辍1 by the register number, also when that ledger changes later', () => {
    const moved = suspect({ c15: '转入辍学台账' });
    expect(keysOf(suspects([moved], [dropout()]), 'LKC4')).toEqual([]);
    expect(keysOf(suspects([moved], [dropout({ c05: 'G2' })]), 'LKC4')).toEqual(['LKC4-11@record-0']);
    const calculation = suspects([moved]);
    expect(keysOf(calculation, 'LKC4')).toEqual(['LKC4-11@record-0']);
    const [known] = records([dropout()]);
    if (known === undefined) throw new Error('no record');
    calculation.setRecords([{ form: '局控辍1', id: 'record-9', position: 1, cells: known.cells }]);
    expect(keysOf(calculation, 'LKC4')).toEqual([]);
  });

  it('says nothing of a ledger that stayed at the school when the workbook was imported', () => {
    const data = {
      ...submissionData({}, { lists: { 局控辍4: records([suspect({ c15: '转入辍学台账' })]) } }),
      unknownLists: ['局控辍1'],
    };
    const calculation = createCalculation(definitions, { ...calculationInput(), data });
    expect(keysOf(calculation, 'LKC4')).toEqual([]);
  });
});

describe('局控辍5 控辍保学月报', () => {
  const column = (calculation: ReturnType<typeof open>, code: number) =>
    texts(
      calculation,
      '局控辍5',
      Array.from({ length: 13 }, (_, index) => `${String(index + 1).padStart(2, '0')}.${code}`),
    );
  const monthly = (values: Readonly<Record<number, string>>, total: string) => [
    ...[9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8].map((month) => values[month] ?? '0'),
    total,
  ];

  it('is blank while no ledger is kept', () => {
    expect([1, 2, 3, 4, 5, 6].map((code) => new Set(column(open({}), code)))).toEqual(
      Array.from({ length: 6 }, () => new Set([''])),
    );
  });

  it('counts by the dates of the school year that ended, and of no other', () => {
    const calculation = suspects([
      suspect({ c09: '2025-09-01', c05: 'A' }),
      suspect({ c09: '2025-09-30', c05: 'B', c15: '已返校', c16: '2025-10-02' }),
      suspect({ c09: '2026-08-31', c05: 'C', c15: '已返校', c16: '2026-09-01' }),
      suspect({ c09: '2026-09-01', c05: 'D' }),
      suspect({ c09: '2025-08-31', c05: 'E', c15: '已返校', c16: '2026-01-15' }),
    ]);
    expect(column(calculation, 1)).toEqual(monthly({ 9: '2', 8: '1' }, '3'));
    expect(column(calculation, 2)).toEqual(monthly({ 10: '1', 1: '1' }, '2'));
  });

  it('carries dropouts from month to month, those of earlier years first', () => {
    const calculation = suspects(
      [],
      [
        dropout({ c15: '2024-05-01' }),
        dropout({ c15: '2024-05-01', c21: '已复学', c22: '2024-06-01' }),
        dropout({ c15: '2024-05-01', c21: '已复学', c22: '2025-12-10' }),
        dropout({ c15: '2025-10-20' }),
        dropout({ c15: '2026-03-01', c21: '已复学', c22: '2026-03-20' }),
        dropout({ c15: '2026-03-01', c21: '休学' }),
        dropout({ c15: '2026-09-03' }),
      ],
    );
    expect(column(calculation, 4)).toEqual(monthly({ 10: '1', 3: '1' }, '2'));
    expect(column(calculation, 5)).toEqual(monthly({ 12: '1', 3: '1' }, '2'));
    expect(column(calculation, 3)).toEqual(['2', '2', '3', '3', '2', '2', '2', '2', '2', '2', '2', '2', '2']);
    expect(column(calculation, 6)).toEqual(['2', '3', '3', '2', '2', '2', '2', '2', '2', '2', '2', '2', '2']);
  });

  it('belongs to the year of its round', () => {
    const lists = { 局控辍4: records([suspect({ c09: '2024-11-03' })]) };
    const of2025 = createCalculation(definitions, {
      ...calculationInput({}, { lists }),
      collection: round2025,
    });
    expect(column(of2025, 1)).toEqual(monthly({ 11: '1' }, '1'));
  });

  it('is judged only once somebody means to hand it in', () => {
    const more = { lists: { 局控辍1: records([dropout({ c15: '2026-09-03' })]) } };
    expect(keysOf(open({}, more), 'LKC5')).toEqual([]);
    expect(keysOf(open({}, { ...more, reviewed: ['局控辍5'] }), 'LKC5')).toEqual(['LKC5-05']);
    const calculation = open({}, more);
    expect(keysOf(calculation, 'LKC5')).toEqual([]);
    calculation.setReviewed('局控辍5', true);
    expect(keysOf(calculation, 'LKC5')).toEqual(['LKC5-05']);
    calculation.setReviewed('局控辍5', false);
    expect(keysOf(calculation, 'LKC5')).toEqual([]);
    calculation.setCells([{ form: '局控辍5', cell: '03.1', content: { kind: 'number', text: '1' } }]);
    expect(keysOf(calculation, 'LKC5')).toEqual(['LKC5-05']);
  });

  it('finds months that do not follow from one another', () => {
    const reviewed = { reviewed: ['局控辍5', '局控辍1'] };
    expect(keysOf(open({ '局控辍5!04.3': 5 }, reviewed), 'LKC5-03')).toEqual(['LKC5-03#3']);
    expect(keysOf(open({ '局控辍5!04.5': 1 }, reviewed), 'LKC5-04')).toContain('LKC5-04@04');
  });
});

describe('forms that may be left alone', () => {
  it('are asked for once anything stands in them', () => {
    expect(isAsked({ optional: true }, false)).toBe(false);
    expect(isAsked({ optional: true }, true)).toBe(true);
    expect(isAsked({}, false)).toBe(true);
  });

  it('are these, and the name lists among them are in no workbook', () => {
    const optional = Object.values(definitions.forms).filter((form) => form.optional === true);
    expect(optional.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['局控辍3', '局控辍4', '局控辍5', '局补充2', '局补充3']),
    );
    expect(optional.filter(isPersonal).map(({ code }) => code)).toEqual(['局控辍3', '局控辍4']);
  });
});
