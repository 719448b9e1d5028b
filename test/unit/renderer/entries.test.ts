import { describe, expect, it } from 'vitest';
import {
  blankCollection,
  collectionFrom,
  collectionProblems,
  editionFor,
} from '../../../renderer/pages/collection-entry';
import { daysUntil, dueSentence, schoolYearOn } from '../../../renderer/pages/due-date';
import { blankSchool, schoolFrom, schoolProblems } from '../../../renderer/pages/school-entry';
import { newSchoolSchema } from '../../../shared/school';
import { newCollectionSchema } from '../../../shared/submission';

const editions = [{ id: 'jiaoji-2021' }, { id: 'jichuji-2018-86' }];

describe('school entry', () => {
  it('accepts a code with spaces and full-width digits, and gives main what it expects', () => {
    const entry = { ...blankSchool, code: ' ９９００ 000001', name: ' 清河镇中心小学 ' };
    expect(schoolProblems(entry)).toEqual({});
    expect(newSchoolSchema.parse(schoolFrom(entry))).toMatchObject({
      code: '9900000001',
      name: '清河镇中心小学',
    });
  });

  it('says what is wrong with a code', () => {
    expect(schoolProblems({ ...blankSchool, name: '甲', code: '99000' }).code).toContain('现在是 5 位');
    expect(schoolProblems({ ...blankSchool, name: '甲', code: '990000000X' }).code).toContain('只能有数字');
    expect(schoolProblems(blankSchool).name).toBeDefined();
  });

  it('keeps the id of an existing school out of a new one', () => {
    const existing = { ...blankSchool, id: 3, code: '9900000001', name: '甲校' };
    expect(schoolFrom(existing)).not.toHaveProperty('id');
  });
});

describe('collection entry', () => {
  it('starts with this school year, its edition and 20 September', () => {
    const entry = blankCollection('2026-09-06', editions);
    expect(newCollectionSchema.parse(collectionFrom(entry))).toMatchObject({
      schoolYear: 2026,
      edition: 'jiaoji-2021',
      dueDate: '2026-09-20',
    });
  });

  it('takes the due date in any usual form, or none', () => {
    const entry = blankCollection('2026-09-06', editions);
    expect(collectionFrom({ ...entry, dueDate: '2026年9月5日' }).dueDate).toBe('2026-09-05');
    expect(collectionFrom({ ...entry, dueDate: '' }).dueDate).toBeNull();
    expect(collectionProblems({ ...entry, dueDate: '9月' }).dueDate).toBeDefined();
    expect(collectionProblems(entry)).toEqual({});
  });

  it('uses the older forms for years before 2021', () => {
    expect(editionFor(2020, editions)).toBe('jichuji-2018-86');
    expect(editionFor(2021, editions)).toBe('jiaoji-2021');
  });
});

describe('dates', () => {
  it('counts days to the due date and after it', () => {
    expect(daysUntil('2026-09-06', '2026-09-20')).toBe(14);
    expect(dueSentence('2026-09-06', '2026-09-20')).toBe('还有 14 天');
    expect(dueSentence('2026-09-20', '2026-09-20')).toBe('今天截止');
    expect(dueSentence('2026-10-01', '2026-09-20')).toBe('已逾期 11 天');
    expect(dueSentence('2026-10-01', null)).toContain('没有');
  });

  it('begins the school year in August, when clerks begin', () => {
    expect(schoolYearOn('2026-07-31')).toBe(2025);
    expect(schoolYearOn('2026-08-01')).toBe(2026);
  });
});
