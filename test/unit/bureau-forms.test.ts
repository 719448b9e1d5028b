import { describe, expect, it } from 'vitest';
import type { ListRecord } from '../../shared/submission';
import { keysOf, open, texts } from '../support/opened';
import { changes, content, round2025old, round2026, submissionData, village } from '../support/school';

const standards = { ...round2026, targetProfiles: ['cn_dropout_control_2017', 'cn_quality_balance_2017'] };
const nineYears = { ...village, type: '九年一贯制学校' } as const;

describe('局巩固1', () => {
  const cells = { '教基3112!01.1': 101, '局巩固1!01.3': 5, '局巩固1!01.7': 3 };
  const sixYearsAgo = {
    collection: { ...round2025old, schoolYear: 2020 },
    data: submissionData({ '基础基312!12.2': 60, '基础基312!13.2': 39 }),
  };

  it('opens with those who entered six years ago, through the other edition', () => {
    const calculation = open(cells, { previous: [sixYearsAgo] });
    expect(texts(calculation, '局巩固1', ['01.1', '01.12', '01.13', '01.14'])).toEqual([
      '99',
      '101',
      '101',
      '100.00',
    ]);
    expect(keysOf(calculation, 'LGG1')).toEqual([]);
  });

  it('misses those who left without a trace', () => {
    const calculation = open(
      { ...cells, '局巩固1!01.3': 7, '局巩固1!01.11': 1 },
      { previous: [sixYearsAgo] },
    );
    expect(calculation.cell('局巩固1', '01.14').text).toBe('98.06');
    expect(keysOf(calculation, 'LGG1')).toEqual(['LGG1-07@01']);
  });
});

it('局巩固2 follows those who were there: nobody who came back makes it exceed 100', () => {
  const calculation = open({
    '教基3040!04.1': 612,
    '教基3040!04.3': 101,
    '教基3040!04.4': 6,
    '教基3040!04.5': 14,
    '教基3040!04.9': 101,
    '教基3040!04.11': 2,
    '教基3040!04.14': 19,
  });
  expect(texts(calculation, '局巩固2', ['01.1', '01.2', '01.3', '01.4', '01.5', '01.6'])).toEqual([
    ...['612', '14', '19', '2'],
    ...['605', '100.00'],
  ]);
});

it('局巩固2 says nothing of the year’s end while nobody has told who left', () => {
  const pupils = { '教基3040!04.1': 612, '教基3040!04.3': 101, '教基3040!04.9': 101 };
  expect(texts(open(pupils), '局巩固2', ['01.1', '01.5', '01.6'])).toEqual(['612', '', '']);
  const none = open({ ...pupils, '教基3040!04.14': 0 });
  expect(texts(none, '局巩固2', ['01.5', '01.6'])).toEqual(['612', '100.00']);
});

describe('局目标1', () => {
  const enrolled = { '局入学1!02.1': 100, '局入学1!02.4': 98, '教基3040!04.1': 400, '教基3040!04.12': 1 };

  it('takes target and figure from where they are, and judges', () => {
    const calculation = open(enrolled);
    expect(texts(calculation, '局目标1', ['01.1', '01.2', '01.3'])).toEqual(['100.00', '98.00', '未达标']);
    expect(texts(calculation, '局目标1', ['02.1', '02.2', '02.3'])).toEqual(['0.60', '0.25', '达标']);
    expect(keysOf(calculation, 'LMB1')).toEqual(['LMB1-04@01']);
  });

  it('judges nothing without a target or a figure, 已核对 or not', () => {
    const calculation = open(enrolled, { collection: { ...round2026, targetProfiles: [] } });
    expect(texts(calculation, '局目标1', ['01.3', '05.3', '09.3', '12.3'])).toEqual(['', '', '', '']);
    calculation.setReviewed('局目标1', true);
    expect(texts(calculation, '局目标1', ['01.3', '05.3', '09.3', '12.3'])).toEqual(['', '', '', '']);
    expect(keysOf(calculation, 'LMB1')).toEqual([]);
    const untouched = open({}, { reviewed: ['局目标1'] });
    expect(texts(untouched, '局目标1', ['02.1', '02.2', '02.3'])).toEqual(['0.60', '', '']);
  });

  it('judges a figure of zero: nothing was paid', () => {
    const unpaid = { '局经费1!01.1': 720, '局经费1!01.2': 100, '局经费1!01.5': 0 };
    const funds = { ...round2026, targetProfiles: ['cn_public_funds_2023'] };
    const calculation = open(unpaid, { collection: funds });
    expect(texts(calculation, '局目标1', ['13.2', '13.3'])).toEqual(['0.00', '未达标']);
    expect(keysOf(calculation, 'LMB1')).toContain('LMB1-04@13');
  });
});

it('局经费1 asks for the full sum: 99.996 % prints as 100.00', () => {
  const due = { '局经费1!01.1': 1000, '局经费1!01.2': 250 };
  const calculation = open({ ...due, '局经费1!01.5': 249990 });
  expect(texts(calculation, '局经费1', ['07.3', '07.8'])).toEqual(['250000.00', '100.00']);
  expect(keysOf(calculation, 'LJF1-08')).toEqual(['LJF1-08']);
  calculation.setCells(changes({ '局经费1!01.5': 250000 }));
  expect(keysOf(calculation, 'LJF1-08')).toEqual([]);
});

describe('局均衡1', () => {
  const resources = {
    '教基5170!06.1': 4000,
    '教基5170!12.1': 200,
    '教基5176!03.1': 5000,
    '教基5176!13.1': 20,
    '教基5176!15.1': 150,
    '局补充1!01.4': 3,
  };
  const pupils = { '教基3113!03.4': 300, '教基3040!04.1': 300 };

  it('knows the standards and five figures of a 小学', () => {
    const calculation = open({ ...resources, ...pupils }, { collection: standards });
    const column = ['01', '02', '03', '04', '05', '06', '07'].map((row) => `${row}.3`);
    expect(texts(calculation, '局均衡1', column)).toEqual([
      ...['', '1.00', '', '13.33', '17.33', '5000.00', '6.67'],
    ]);
    expect(texts(calculation, '局均衡1', ['02.1', '02.2', '02.4', '02.5', '02.8'])).toEqual([
      ...['1.000', '0.850', '达标', '', ''],
    ]);
  });

  it('shares rooms and grounds between the stages of a school', () => {
    const both = { ...pupils, '教基3116!03.4': 180, '教基3040!07.1': 180, '局补充1!02.4': 1 };
    const calculation = open({ ...resources, ...both }, { collection: standards, school: nineYears });
    expect(texts(calculation, '局均衡1', ['04.3', '04.7', '07.3', '07.7'])).toEqual([
      ...['8.33', '8.33', '4.17', '4.17'],
    ]);
    expect(texts(calculation, '局均衡1', ['02.3', '02.4', '02.7', '02.8'])).toEqual([
      ...['1.00', '达标', '0.56', '未达标'],
    ]);
    expect(keysOf(calculation, 'LJH1-0').filter((key) => !key.startsWith('LJH1-07'))).toEqual([]);
  });

  it('judges the figure before it was rounded, and what was typed as it is typed', () => {
    const just = { '教基3113!03.4': 600, '教基3112!01.9': 600, '教基3040!04.1': 600 };
    const cells = { ...just, '教基5170!06.1': 2698, '教基5170!06.4': 2698 };
    const calculation = open(cells, { collection: standards });
    expect(texts(calculation, '局均衡1', ['04.1', '04.3', '04.4'])).toEqual(['4.500', '4.50', '基本']);
    calculation.setCells(changes({ '局均衡1!04.3': '4.50' }));
    expect(texts(calculation, '局均衡1', ['04.3', '04.4'])).toEqual(['4.50', '基本']);
    calculation.setCells(changes({ '局均衡1!04.3': '4.51' }));
    expect(texts(calculation, '局均衡1', ['04.3', '04.4'])).toEqual(['4.51', '达标']);
    const enough = open(
      { ...cells, '教基5170!06.4': 2700, '教基5170!06.1': 2700 },
      { collection: standards },
    );
    expect(texts(enough, '局均衡1', ['04.3', '04.4'])).toEqual(['4.50', '达标']);
    // Only the pupils of the edition's overview are known: no indicator, but a figure.
    const known = { '教基3040!04.1': 600, '教基5170!06.1': 2698, '教基5170!06.4': 2698 };
    const overview = open(known, { collection: standards });
    expect(texts(overview, '局均衡1', ['04.3', '04.4'])).toEqual(['4.50', '基本']);
  });

  it('judges the 85% unrounded too', () => {
    const at = (pupils: number) => {
      const cells = { '教基3113!03.4': pupils, '教基3040!04.1': pupils, '局补充1!01.4': 6 };
      return texts(open(cells, { collection: standards }), '局均衡1', ['02.2', '02.3', '02.4']);
    };
    // 6 of 709 is 0.8463 in a hundred.
    expect(at(709)).toEqual(['0.850', '0.85', '未达标']);
    expect(at(705)).toEqual(['0.850', '0.85', '基本']);
    expect(at(600)).toEqual(['0.850', '1.00', '达标']);
  });

  it('counts the items of LJH1-07 as they were judged', () => {
    const typed = [4, 1, 0.9, null, 8, 1900, 2].flatMap((value, index) =>
      value === null ? [] : [[`局均衡1!0${index + 1}.3`, value] as const],
    );
    const wanted = [4, 1, 0.9, 4.5, 8, 2000, 2].map(
      (value, index) => [`局均衡1!0${index + 1}.1`, value] as const,
    );
    const pupils = { '教基3113!03.4': 600, '教基3112!01.9': 600, '教基3040!04.1': 600 };
    const of = (area: number) =>
      open({
        ...Object.fromEntries([...typed, ...wanted]),
        ...{ ...pupils, '教基5170!06.1': area, '教基5170!06.4': area },
      });
    // 生均仪器设备值 is the one item that may miss.
    expect(keysOf(of(2700), 'LJH1-07')).toEqual([]);
    expect(keysOf(of(2698), 'LJH1-07')).toEqual(['LJH1-07#1']);
  });

  it.each([
    ['小学', 3, ['LJH1-07#1']],
    ['小学', 7, []],
    ['初级中学', 7, ['LJH1-07#2']],
    ['初级中学', 3, []],
    ['九年一贯制学校', 7, ['LJH1-07#2']],
    ['九年一贯制学校', 3, ['LJH1-07#1']],
  ] as const)('judges the stages that a %s teaches, with figures in column %i', (type, column, found) => {
    const rows = (values: readonly number[], at: number) =>
      Object.fromEntries(values.map((value, index) => [`局均衡1!0${index + 1}.${at}`, value]));
    const [wanted, low] = [
      [4, 1, 0.9, 5, 8, 2000, 2],
      [4, 1, 0.9, 5, 8, 1900, 1.9],
    ];
    const school = { ...village, type };
    const standard = rows(wanted, column - 2);
    const judged = (values: readonly number[]) =>
      keysOf(open({ ...standard, ...rows(values, column) }, { school }), 'LJH1-07');
    expect(judged(low)).toEqual(found);
    expect(judged(wanted)).toEqual([]);
    expect(keysOf(open(standard, { school }), 'LJH1-07')).toEqual([]);
  });

  it('reads the tables of the edition before', () => {
    const calculation = open(
      {
        '基础基312!12.6': 200,
        '基础基112!26.1': 3,
        '基础基512!05.2': 1500,
        '基础基512!10.2': 200,
        '基础基522!01.3': 3000,
        '基础基522!01.12': 60,
      },
      { collection: { ...standards, edition: 'jichuji-2018-86' } },
    );
    expect(texts(calculation, '局均衡1', ['02.3', '04.3', '05.3', '06.3'])).toEqual([
      ...['1.50', '7.50', '16.00', '3000.00'],
    ]);
  });
});

describe('figures of the worked examples', () => {
  const figures = (calculation: ReturnType<typeof open>, indicator: string) =>
    calculation
      .indicators()
      .filter((result) => result.indicator === indicator)
      .map(({ method, display, verdict }) => [method, display, verdict]);

  it('E07: one cohort, three readings', () => {
    const cohort = { '03.1': 182, '03.3': 23, '03.7': 31, '03.9': 1, '03.11': 5, '03.13': 168 };
    const cells = Object.fromEntries(
      Object.entries(cohort).map(([cell, value]) => [`局巩固1!${cell}`, value]),
    );
    const school = { ...village, type: '初级中学' } as const;
    expect(figures(open(cells, { school, collection: standards }), 'junior_3yr_cohort_retention')).toEqual([
      ['luanchuan', '96.55%(168/174)', 'met'],
      ['luanchuan_minus_death', '97.11%(168/173)', 'met'],
      ['simple', '92.31%(168/182)', 'missed'],
      ['form', '97.11%(168/173)', 'met'],
    ]);
  });

  it('E10: more children in kindergarten than live in the township', () => {
    const cells = { '局普及1!01.1': 2700, '局普及1!01.2': 2754 };
    const calculation = open(cells, { school: { ...village, townshipCentre: true } });
    expect(figures(calculation, 'preschool_gross_enrollment_rate')).toEqual([
      ['standard', '102.00%(2754/2700)', 'no-target'],
    ]);
    expect(keysOf(calculation, 'LPJ1')).toEqual([]);
  });

  it('E19: what only rounding would let pass', () => {
    const cells = { '局经费2!06.1': 14319, '局经费2!11.1': 272081 };
    const calculation = open(cells, { collection: standards });
    expect(figures(calculation, 'training_fund_share')[0]).toEqual([
      'budget',
      '5.00%(14319/286400)',
      'borderline',
    ]);
    expect(keysOf(calculation, 'LJF2')).toEqual(['LJF2-03']);
  });
});

it('局缺口1 finds the school that is missing in a total', () => {
  const board = (id: string, school: string, gap: number): ListRecord => ({
    id,
    position: Number(id),
    cells: {
      c02: { kind: 'text', text: school },
      c04: { kind: 'text', text: '电子白板' },
      c09: content(String(gap)),
      ...(school === '合计' ? {} : { c10: content('30000') }),
    },
  });
  const schools = [board('1', '甲', 12), board('2', '乙', 2), board('3', '丙', 5), board('4', '丁', 6)];
  const of = (total: number) => open({}, { lists: { 局缺口1: [...schools, board('5', '合计', total)] } });
  expect(keysOf(of(25), 'LQK1')).toEqual([]);
  expect(keysOf(of(26), 'LQK1')).toEqual(['LQK1-04@5']);
  expect(of(25).records('局缺口1')[1]?.cells.c11?.text).toBe('60000');
});

it('holds a figure to a target that wants more than a number, not at least that number', () => {
  const school = { ...village, townshipCentre: true, attachedClasses: ['附设幼儿班' as const] };
  const collection = { ...round2026, targetProfiles: ['cn_145_2025'] };
  const found = (children: number) =>
    open({ '局普及1!01.1': 100, '局普及1!01.2': children }, { school, collection })
      .findings()
      .filter(({ check }) => check === 'LPJ1-05')
      .map(({ left, op, right }) => `${left} ${op} ${right}`);
  expect(found(91)).toEqual([]);
  expect(found(90)).toEqual(['90 > 90']);
});
