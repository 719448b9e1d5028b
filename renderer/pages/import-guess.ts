import type { Edition } from '../../shared/form';
import type { ImportReport } from '../../shared/import/report';
import type { ImportTarget } from '../../shared/ipc-import';
import type { School } from '../../shared/school';
import type { Collection } from '../../shared/submission';
import { editionFor } from './collection-entry';
import { schoolYearOn } from './due-date';
import { blankSchool, cleanCode, schoolFrom, schoolProblems, type SchoolEntry } from './school-entry';

/** Whose figures the file is taken for, as far as it is settled. */
export interface TargetEntry {
  /** Id of a known school; null until one is chosen. */
  readonly school: number | 'new' | null;
  /** The new school, filled in from what is known even while another is chosen. */
  readonly entry: SchoolEntry;
  readonly schoolYear: number | null;
  /** Empty until it is chosen. */
  readonly edition: string;
}

interface Known {
  readonly schools: readonly School[];
  readonly editions: readonly Pick<Edition, 'id'>[];
}

/**
 * The school and year that the file and this computer suggest. A year is never guessed: figures filed under a wrong
 * one would spoil the next year's opening balances.
 */
export function guessTarget(report: ImportReport, { schools, editions }: Known): TargetEntry {
  const { schoolYear } = report;
  const usual = schoolYear === null ? '' : editionFor(schoolYear, editions);
  return {
    school: guessSchool(report, schools),
    entry: newSchool(report, schools),
    schoolYear,
    edition: report.edition ?? usual,
  };
}

function guessSchool({ school }: ImportReport, schools: readonly School[]): TargetEntry['school'] {
  const { code, name } = school;
  const sameCode = schools.find((known) => known.code === code);
  if (sameCode !== undefined) return sameCode.id;
  if (code !== null || schools.length === 0) return 'new';
  const sameName = schools.filter((known) => known.name === name);
  const [only] = name === null ? schools : sameName;
  const certain = (name === null ? schools : sameName).length === 1;
  return certain && only !== undefined ? only.id : null;
}

/** Schools of one clerk are of one township: what the file does not say is as in the schools she has. */
function newSchool({ record, school }: ImportReport, [neighbour]: readonly School[]): SchoolEntry {
  if (record !== null) return record;
  const { code, name, type } = school;
  const shared =
    neighbour === undefined
      ? {}
      : {
          system: neighbour.system,
          entryAge: neighbour.entryAge,
          county: neighbour.county,
          town: neighbour.town,
        };
  return {
    ...blankSchool,
    ...shared,
    code: code ?? '',
    name: name ?? '',
    type: type ?? blankSchool.type,
  };
}

export type TargetProblems = Partial<Record<'school' | 'code' | 'name' | 'schoolYear' | 'edition', string>>;

export function targetProblems(entry: TargetEntry, schools: readonly School[]): TargetProblems {
  const code = cleanCode(entry.entry.code);
  const taken = schools.find((known) => known.code === code);
  return {
    ...(entry.school === null ? { school: '请选择这个文件是哪所学校的' } : {}),
    ...(entry.school === 'new' ? schoolProblems(entry.entry) : {}),
    ...(entry.school === 'new' && taken !== undefined
      ? { code: `标识码与「${taken.name}」相同，请在上面选择该校` }
      : {}),
    ...(entry.schoolYear === null ? { schoolYear: '文件里没有写学年，请选择' } : {}),
    ...(entry.edition === '' ? { edition: '请选择报表版本' } : {}),
  };
}

/** The target as main takes it; null while something is not settled. */
export function targetFrom(
  importId: string,
  entry: TargetEntry,
  schools: readonly School[],
): ImportTarget | null {
  const { school, schoolYear, edition } = entry;
  if (school === null || schoolYear === null) return null;
  if (Object.keys(targetProblems(entry, schools)).length > 0) return null;
  return {
    importId,
    school: school === 'new' ? { create: schoolFrom(entry.entry) } : { id: school },
    schoolYear,
    edition,
  };
}

/** What the clerk should look at before she goes on; the file and her choice disagree. */
export function targetWarning(
  report: ImportReport,
  { school }: TargetEntry,
  schools: readonly School[],
): string | null {
  const chosen = schools.find(({ id }) => id === school);
  const { code, name } = report.school;
  if (chosen === undefined) return null;
  if (code !== null && code !== chosen.code)
    return `文件里是${name ?? '另一所学校'}（${code}），与所选的${chosen.name}（${chosen.code}）不同。请确认没有选错文件。`;
  if (code === null && name !== chosen.name)
    return `文件里没有学校标识码，不能确定是${chosen.name}的。请打开文件核对后再导入。`;
  return null;
}

/** The collection that the figures go into; undefined when it has to be made. */
export function collectionOf(
  { schoolYear, edition }: TargetEntry,
  collections: readonly Collection[],
): Collection | undefined {
  return collections.find((known) => known.schoolYear === schoolYear && known.edition === edition);
}

/** School years to choose from, the newest first, the file's own among them. */
export function yearChoices(today: string, found: number | null): readonly number[] {
  const newest = schoolYearOn(today) + 1;
  const usual = Array.from({ length: 12 }, (_, back) => newest - back);
  return found === null || usual.includes(found) ? usual : [...usual, found].sort((a, b) => b - a);
}
