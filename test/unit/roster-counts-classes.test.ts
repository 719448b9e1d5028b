import { describe, expect, it } from 'vitest';
import type { RosterPerson } from '../../shared/roster/definition';
import { asked, cell, count, people, pupil } from '../support/small-roster';
import type { Values } from '../support/small-roster';

describe('classes', () => {
  const many = (size: number, values: Values): Values[] => Array.from({ length: size }, () => pupil(values));

  it('are counted by grade and size, and named', () => {
    const pupils = people(...many(26, { mixed: '否' }), ...many(3, { class: '2', mixed: '否' }));
    const counts = count({ pupils });
    expect(['01', '02', '03', '04'].map((row) => cell(counts, `教基2106!${row}.2`))).toEqual([2, 1, 1, 0]);
    const { classes, people: members } = counts.behind('教基2106', '03.2');
    expect(classes).toEqual([{ name: '一年级1班', pupils: 26 }]);
    expect(members).toHaveLength(26);
    expect(counts.words('教基2106', '03.2')).toBe('小学 · 一年级 · 26-30人');
  });

  it('without a column for 复式班 are asked about', () => {
    const pupils = people(pupil());
    expect(cell(count({ pupils }), '教基2106!02.2')).toBeUndefined();
    const answered = count({ pupils }, { 'mixed.none': 'none' });
    expect([cell(answered, '教基2106!02.2'), cell(answered, '教基3112!04.7')]).toEqual([1, 0]);
  });

  it('with a name of their own and pupils of two grades are 复式班 once confirmed', () => {
    const pupils = people(pupil({ class: '启智班' }), pupil({ grade: '2', class: '启智班' }));
    expect(asked(count({ pupils }), 'mixed.twoGrades')).toMatchObject({
      people: 2,
      params: { classes: '启智班' },
    });
    const mixed = count({ pupils }, { 'mixed.twoGrades': 'mixed' });
    expect([
      cell(mixed, '教基2106!01.8'),
      cell(mixed, '教基2106!01.1'),
      cell(mixed, '教基3112!04.9'),
    ]).toEqual([1, 1, 1]);
    const apart = count({ pupils }, { 'mixed.twoGrades': 'apart' });
    expect([cell(apart, '教基2106!01.8'), cell(apart, '教基2106!01.1')]).toEqual([0, 2]);
  });

  it('of four grades and one name are one 复式班 or two, and nobody knows which', () => {
    const own = (grade: string, name = '1') => pupil({ grade, class: name, mixed: '是' });
    const cells = (all: Values[], answers: Record<string, string> = {}) =>
      ['01.8', '02.8'].map((key) => cell(count({ pupils: people(...all) }, answers), `教基2106!${key}`));
    const four = ['1', '2', '3', '4'].map((grade) => own(grade));
    const counts = count({ pupils: people(...four) });
    expect(asked(counts, 'mixed.manyGrades')).toMatchObject({ people: 4, usual: null });
    expect(asked(counts, 'mixed.manyGrades')?.choices.map(({ id }) => id)).toEqual(['one', 'pairs', 'skip']);
    expect(cells(four)).toEqual([undefined, undefined]);
    expect(cells(four, { 'mixed.manyGrades': 'one' })).toEqual([1, 1]);
    expect(cells(four, { 'mixed.manyGrades': 'pairs' })).toEqual([2, 2]);
    const pairs = count({ pupils: people(...four) }, { 'mixed.manyGrades': 'pairs' });
    expect(pairs.behind('教基2106', '01.8').classes).toEqual([
      { name: '复式1班（一年级、二年级）', pupils: 2 },
      { name: '复式1班（三年级、四年级）', pupils: 2 },
    ]);
    // Of two names, or of two and three grades, there is nothing to ask.
    expect(cells([own('1'), own('2'), own('3', '2'), own('4', '2')])).toEqual([2, 2]);
    expect(cells([own('1'), own('2'), own('3')])).toEqual([1, 1]);
    // Grades that do not pair offer no pairs.
    const odd = count({ pupils: people(...['1', '3', '4', '6'].map((grade) => own(grade))) });
    expect(asked(odd, 'mixed.manyGrades')?.choices.map(({ id }) => id)).toEqual(['one', 'skip']);
  });

  it('of grades without a class are one each only when confirmed, which is not usual for a large grade', () => {
    const small = count({ pupils: people(pupil({ class: '', mixed: '否' })).map(withoutClass) });
    expect(asked(small, 'classes.whole')).toMatchObject({ people: 1, usual: 'one' });
    expect(cell(small, '教基2106!01.2')).toBeUndefined();
    const large = people(...many(46, { mixed: '否' })).map(withoutClass);
    expect(asked(count({ pupils: large }), 'classes.whole')).toMatchObject({ usual: null });
    const one = count({ pupils: large }, { 'classes.whole': 'one' });
    expect([cell(one, '教基2106!01.2'), cell(one, '教基2106!07.2')]).toEqual([1, 1]);
  });

  it('of a grade in which some have no class are not counted', () => {
    const some = people(pupil({ mixed: '否' }), pupil({ mixed: '否', class: '' }));
    const counts = count({ pupils: some.map((one, index) => (index === 1 ? withoutClass(one) : one)) });
    expect(cell(counts, '教基2106!01.2')).toBeUndefined();
    expect(counts.notCounted.find(({ form }) => form === '教基2106')).toMatchObject({
      reason: 'noField',
      label: '班级',
    });
  });
});

const withoutClass = ({ id, values }: RosterPerson): RosterPerson => ({
  id,
  values: Object.fromEntries(Object.entries(values).filter(([field]) => field !== 'class')),
});

describe('staff', () => {
  const teacher = {
    post: '专任教师',
    stage: '小学',
    sex: '女',
    birth: '1990-01-01',
    subject: '语文',
    degree: '本科',
  };

  it('is not counted without its roster', () => {
    const counts = count({ pupils: people(pupil()) });
    expect([...counts.cells.keys()].some((key) => key.startsWith('教基41'))).toBe(false);
    expect(counts.notCounted.find(({ form }) => form === '教基4149')).toMatchObject({
      reason: 'noRoster',
      label: '教职工名册',
    });
  });

  it('of whom a title is blank has none once that is confirmed', () => {
    const staff = people({ ...teacher, title: '中级' }, teacher, { ...teacher, post: '工勤人员' });
    const counts = count({ staff });
    expect(asked(counts, 'blank.staff.title')).toMatchObject({ people: 1, usual: '未定职级' });
    expect([cell(counts, '教基4153!18.1'), cell(counts, '教基4153!10.1')]).toEqual([undefined, 2]);
    expect(cell(count({ staff }, { 'blank.staff.title': '未定职级' }), '教基4153!18.6')).toBe(1);
  });

  it('teaches 艺术 whether or not music or painting is told', () => {
    const staff = people({ ...teacher, subject: '艺术' }, { ...teacher, subject: '音乐' });
    const counts = count({ staff });
    expect(['18', '19', '20'].map((column) => cell(counts, `教基4155!02.${column}`))).toEqual([2, 1, 0]);
    expect(counts.words('教基4155', '07.18')).toBe('小学 · 专任教师 · 本科 · 艺术');
  });

  it('whose stage is not written is asked about', () => {
    const { stage, ...none } = teacher;
    const counts = count({ staff: people(none) });
    expect(asked(counts, 'blank.staff.stage')).toMatchObject({ usual: stage, people: 1 });
    expect(cell(counts, '教基4149!01.2')).toBeUndefined();
    expect(cell(count({ staff: people(none) }, { 'blank.staff.stage': '小学' }), '教基4149!01.2')).toBe(1);
  });
});
