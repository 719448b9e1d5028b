import { describe, expect, it } from 'vitest';
import { assumptionSentence } from '../../shared/sentences/roster-assumptions';
import { asked, cell, count, people, pupil } from '../support/small-roster';
import { village } from '../support/school';

describe('a grade without a pupil', () => {
  const grades = (...all: number[]) =>
    people(...all.map((grade) => pupil({ grade: String(grade), register: `G${grade}`, mixed: '否' })));
  const open = { 'grades.empty.小学': '' };

  it('is asked about before its cells are 0 and the stage is added up; the other grades are counted', () => {
    const counts = count({ pupils: grades(1, 2, 3, 6) }, open);
    const question = asked(counts, 'grades.empty.小学');
    expect(question).toMatchObject({ usual: null, answer: null, params: { grades: '四年级、五年级' } });
    expect(question?.forms).toEqual(expect.arrayContaining(['教基3112', '教基3113', '教基2106']));
    expect(question && assumptionSentence(question)).toBe(
      '名册里四年级、五年级没有学生。是真的没有，还是名册不全？',
    );
    const cells = (answers: Record<string, string>) => {
      const answered = count({ pupils: grades(1, 2, 3, 6) }, { 'mixed.none': 'none', ...answers });
      return ['教基3112!01.7', '教基3112!01.11', '教基3112!01.12', '教基2106!01.4', '教基2106!01.5'].map(
        (key) => cell(answered, key),
      );
    };
    expect(cells(open)).toEqual([undefined, 1, undefined, 1, undefined]);
    expect(cells({ 'grades.empty.小学': 'none' })).toEqual([4, 1, 0, 1, 0]);
    expect(cells({ 'grades.empty.小学': 'skip' })).toEqual([undefined, 1, undefined, 1, undefined]);
  });

  it('of last year leaves 毕业 and the opening number open', () => {
    const rosters = { pupils: grades(1, 2, 3, 4, 5, 6), pupilsBefore: grades(1, 2, 3, 4, 5) };
    const cells = (answer: string) => {
      const counts = count(rosters, { 'grades.empty.before.小学': answer, 'entered.gradeOne': 'all' });
      return ['教基3112!01.1', '教基3040!04.1', '教基3112!01.7'].map((key) => cell(counts, key));
    };
    expect(cells('')).toEqual([undefined, undefined, 6]);
    expect(cells('none')).toEqual([0, 5, 6]);
  });

  it('is none of a school that does not teach it', () => {
    const school = { ...village, system: '五四' as const };
    expect(asked(count({ pupils: grades(1, 2, 3, 4, 5) }, open, { school }), 'grades.empty.小学')).toBe(
      undefined,
    );
    const six = count({ pupils: grades(1, 2, 3, 4, 5) }, open);
    expect(asked(six, 'grades.empty.小学')).toMatchObject({ params: { grades: '六年级' } });
  });

  it('is not asked about where somebody has no grade, who may be of it', () => {
    const { grade: _, ...values } = pupil();
    const pupils = people(values, pupil({ grade: '2' }));
    expect(asked(count({ pupils }, open), 'grades.empty.小学')).toBe(undefined);
    expect(cell(count({ pupils }, open), '教基3112!01.12')).toBe(undefined);
  });
});
