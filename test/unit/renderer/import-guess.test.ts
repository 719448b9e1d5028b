import { describe, expect, it } from 'vitest';
import {
  guessTarget,
  targetFrom,
  targetProblems,
  targetWarning,
  yearChoices,
} from '../../../renderer/pages/import-guess';
import type { ImportReport } from '../../../shared/import/report';
import type { NewSchool } from '../../../shared/school';
import { village } from '../../support/school';

const editions = [{ id: 'jiaoji-2021' }, { id: 'jichuji-2018-86' }];
const other = { ...village, id: 2, code: '9900000002', name: '东庄小学' };

function report(part: Partial<ImportReport>): ImportReport {
  return {
    importId: 'a',
    fileName: '报表.xlsx',
    origin: 'official',
    edition: 'jichuji-2018-86',
    school: { code: null, name: null, type: null },
    record: null,
    schoolYear: 2019,
    state: 'draft',
    version: 0,
    sheets: [],
    edits: [],
    problems: [],
    ...part,
  };
}
const guess = (part: Partial<ImportReport>, schools = [village, other]) =>
  guessTarget(report(part), { schools, editions });

describe('the school that a file is taken for', () => {
  it('is the known one with its code, whatever its name', () => {
    expect(guess({ school: { code: '9900000002', name: '东庄完小', type: null } }).school).toBe(2);
  });

  it('is new when its code is unknown, even under a known name', () => {
    const guessed = guess({ school: { code: '9900000003', name: other.name, type: '小学教学点' } });
    expect(guessed.school).toBe('new');
    expect(guessed.entry).toMatchObject({ code: '9900000003', name: '东庄小学', type: '小学教学点' });
  });

  it('is the known one of its name where the file has no code', () => {
    expect(guess({ school: { code: null, name: '东庄小学', type: null } }).school).toBe(2);
  });

  it('is asked for where nothing says it', () => {
    expect(guess({}).school).toBeNull();
    expect(guess({ school: { code: null, name: '西庄小学', type: null } }).school).toBeNull();
  });

  it('is the only one there is, but the clerk is told to make sure', () => {
    const guessed = guess({}, [village]);
    expect(guessed.school).toBe(1);
    expect(targetWarning(report({}), guessed, [village])).toContain('不能确定');
  });

  it('is new on a computer without any school', () => {
    expect(guess({}, []).school).toBe('new');
  });

  it('takes everything from our own workbook', () => {
    const { id: _id, ...rest } = village;
    const record: NewSchool = { ...rest, code: '9900000009', system: '五四', placeType: '镇区' };
    const school = { code: record.code, name: record.name, type: record.type };
    expect(guess({ origin: 'own', record, school }).entry).toEqual(record);
  });

  it('is in the township of the schools that are there', () => {
    const entry = guess({ school: { code: '9900000003', name: '西庄小学', type: '小学' } }).entry;
    expect(entry).toMatchObject({ county: '清河县', town: '清河镇', system: '六三', entryAge: 6 });
  });
});

describe('year and edition', () => {
  it('are never guessed where the file says no year', () => {
    const guessed = guess({ schoolYear: null, edition: null });
    expect(guessed).toMatchObject({ schoolYear: null, edition: '' });
    expect(targetProblems(guessed, [village])).toHaveProperty('schoolYear');
    expect(targetFrom('a', { ...guessed, school: 1 }, [village])).toBeNull();
  });

  it('take the edition of that year where only the year is known', () => {
    expect(guess({ schoolYear: 2021, edition: null }).edition).toBe('jiaoji-2021');
    expect(guess({ schoolYear: 2020, edition: null }).edition).toBe('jichuji-2018-86');
  });

  it('offer the file’s own year however old it is', () => {
    expect(yearChoices('2026-09-01', 2009)).toEqual([
      2027, 2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019, 2018, 2017, 2016, 2009,
    ]);
  });
});

describe('the target that is sent', () => {
  it('names a known school by its id and a new one by its record, cleaned', () => {
    const known = guess({ school: { code: '9900000002', name: null, type: null } });
    expect(targetFrom('a', known, [village, other])).toEqual({
      importId: 'a',
      school: { id: 2 },
      schoolYear: 2019,
      edition: 'jichuji-2018-86',
    });
    const fresh = guess({ school: { code: null, name: ' 西庄小学 ', type: '小学' } }, []);
    const entry = { ...fresh, entry: { ...fresh.entry, code: '９９０００ ０００１０' } };
    expect(targetFrom('a', entry, [])?.school).toMatchObject({
      create: { code: '9900000010', name: '西庄小学' },
    });
  });

  it('is held back while a new school has the code of a known one', () => {
    const fresh = guess({ school: { code: '9900000003', name: '西庄小学', type: '小学' } });
    const clash = { ...fresh, entry: { ...fresh.entry, code: other.code } };
    expect(targetProblems(clash, [village, other]).code).toContain('东庄小学');
    expect(targetFrom('a', clash, [village, other])).toBeNull();
  });

  it('warns when the file is another school’s', () => {
    const found = report({ school: { code: '9900000002', name: '东庄小学', type: null } });
    const wrong = { ...guessTarget(found, { schools: [village, other], editions }), school: 1 };
    expect(targetWarning(found, wrong, [village, other])).toContain('9900000002');
    expect(targetWarning(found, { ...wrong, school: 2 }, [village, other])).toBeNull();
  });
});
