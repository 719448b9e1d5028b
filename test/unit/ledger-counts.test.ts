import { describe, expect, it } from 'vitest';
import type { ListRecord } from '../../shared/submission';
import { keysOf, open, texts } from '../support/opened';
import { village } from '../support/school';

/** Tables that count the records of a ledger: 局控辍2 those of 局控辍1, 局特教1 and 教基3120 those of 局特教2. */

const nineYears = { ...village, type: '九年一贯制学校' } as const;

const records = (cells: readonly Readonly<Record<string, string>>[]) =>
  cells.map((texts, index): ListRecord => {
    const known = Object.entries(texts).filter(([, text]) => text !== '');
    return {
      id: `record-${index}`,
      position: index,
      cells: Object.fromEntries(known.map(([key, text]) => [key, { kind: 'text', text } as const])),
    };
  });

describe('局控辍2', () => {
  const cases = (...pupils: readonly (readonly [stage: string, grade: string, state: string])[]) =>
    records(pupils.map(([c06, c07, c21]) => ({ c03: '女', c06, c07, c16: '厌学', c21 })));
  const counted = (calculation: ReturnType<typeof open>) => [
    ...texts(calculation, '局控辍2', ['07.5', '09.5', '01.5', '08.5', '12.5', '12.6', '12.14', '12.15']),
    ...keysOf(calculation, 'LKC2-0'),
  ];

  it('leaves out who turned out to be no dropout, and counts who has no state yet', () => {
    const states = ['劝返中', '已复学', '转学(已核实)', '送教上门', '休学', '死亡', '失踪失联', '仍辍学', ''];
    const pupils = cases(...states.map((state) => ['小学', '六年级', state] as const));
    expect(counted(open({}, { lists: { 局控辍1: pupils }, school: nineYears }))).toEqual([
      ...['5', '0', '5', '0', '5', '5', '1', '4'],
    ]);
  });

  it('has the first grade of 初中 of a 五四 school under 初中', () => {
    const lists = { 局控辍1: cases(['初中', '六年级', '仍辍学'], ['初中', '七年级', '已复学']) };
    const school = { ...nineYears, system: '五四' } as const;
    expect(counted(open({}, { lists, school }))).toEqual(['0', '2', '0', '2', '2', '2', '1', '1']);
    const junior = { ...school, type: '初级中学' } as const;
    expect(counted(open({}, { lists, school: junior }))).toEqual(['', '2', '', '2', '2', '2', '1', '1']);
  });

  it('opens with the four grades of 初中 of a 五四 school', () => {
    const school = { ...village, type: '初级中学', system: '五四' } as const;
    const grades = { '教基3115!01.5': 50, '教基3115!01.6': 60, '教基3115!01.7': 70, '教基3115!01.8': 80 };
    const column = ['09.2', '10.2', '11.2', '08.2'];
    expect(texts(open(grades, { school }), '局控辍2', column)).toEqual(['110', '70', '80', '260']);
    const sixThree = { ...school, system: '六三' } as const;
    expect(texts(open(grades, { school: sixThree }), '局控辍2', column)).toEqual(['50', '60', '70', '180']);
  });
});

describe('局特教2', () => {
  const pupil = (c08: string, c09: string, c10: string) => ({ c03: '女', c06: '视力残疾', c08, c09, c10 });
  const roster = records([
    pupil('学前', '大班', '随班就读'),
    pupil('小学', '三年级', '随班就读'),
    pupil('小学', '五年级', '送教上门'),
    pupil('小学', '', '未入学'),
  ]);

  it('keeps children of 学前, whom 局特教1 does not count', () => {
    const calculation = open({}, { lists: { 局特教2: roster } });
    expect(texts(calculation, '局特教1', ['01.6', '01.11', '02.1'])).toEqual(['2', '1', '3']);
    expect(keysOf(calculation, 'LTJ1-0')).toEqual(['LTJ1-08']);
  });

  it('counts into 教基3120 by grade', () => {
    const calculation = open({}, { lists: { 局特教2: roster } });
    const cells = ['21.8', '29.10', '02.8', '01.3', '01.4', '04.3'];
    expect(texts(calculation, '教基3120', cells)).toEqual(['1', '1', '1', '2', '2', '']);
    expect(keysOf(calculation, 'J3120')).toEqual([]);
  });

  it('counts a girl of 学前 into 教基3120 where the school has a column for her', () => {
    const school = { ...village, attachedClasses: ['附设幼儿班' as const] };
    const calculation = open({}, { lists: { 局特教2: roster }, school });
    expect(texts(calculation, '教基3120', ['21.5', '21.3', '21.4', '02.5', '01.4'])).toEqual([
      ...['1', '2', '2', '1', '3'],
    ]);
    expect(keysOf(calculation, 'J3120-0')).toEqual([]);
  });

  it('J3120-10 judges an ordinary school that sees the block of 特殊教育学校', () => {
    const typed = { '教基3120!05.8': 2 };
    expect(keysOf(open(typed), 'J3120-10')).toEqual([]);
    const school = { ...village, attachedClasses: ['附设特教班' as const] };
    expect(keysOf(open(typed, { school }), 'J3120-10')).toEqual(['J3120-10']);
  });
});

it('教基3040 takes 女 and 少数民族 from the pupil tables', () => {
  const pupils = { '教基3112!02.1': 48, '教基3112!03.1': 5, '教基3112!02.4': 3, '教基3112!03.3': 1 };
  const junior = { '教基3115!02.1': 40, '教基3115!03.1': 4, '教基3115!02.2': 39, '教基3115!03.2': 6 };
  const calculation = open({ ...pupils, ...junior }, { school: nineYears });
  const of = (column: number) =>
    texts(
      calculation,
      '教基3040',
      ['05', '06', '08', '09'].map((row) => `${row}.${column}`),
    );
  expect(of(9)).toEqual(['48', '5', '40', '4']);
  expect(of(3)).toEqual(['3', '1', '39', '6']);
});
