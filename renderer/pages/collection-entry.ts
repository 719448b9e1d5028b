import type { Edition } from '../../shared/form';
import { problemSentence } from '../../shared/messages';
import type { Collection, NewCollection } from '../../shared/submission';
import { readCell } from '../../shared/value';
import { schoolYearOn, schoolYearText } from './due-date';

/** What stands in the collection dialog; the due date as it was typed. */
export interface CollectionEntry {
  readonly title: string;
  readonly schoolYear: number;
  readonly edition: string;
  readonly targetProfiles: readonly string[];
  readonly dueDate: string;
  /** Readings chosen for the round on another page; they stay. */
  readonly methods?: Collection['methods'];
}

export type CollectionProblems = Partial<Record<'title' | 'dueDate', string>>;

export function entryOf({
  title,
  schoolYear,
  edition,
  targetProfiles,
  dueDate,
  methods,
}: Collection): CollectionEntry {
  const chosen = methods === undefined ? {} : { methods };
  return { title, schoolYear, edition, targetProfiles, dueDate: dueDate ?? '', ...chosen };
}

export function collectionProblems({ title, dueDate }: CollectionEntry): CollectionProblems {
  const { problem } = readCell(dueDate, { type: 'date' });
  return {
    ...(title.trim() === '' ? { title: '请填写任务名称' } : {}),
    ...(problem === null ? {} : { dueDate: problemSentence(problem) }),
  };
}

export function titleFor(schoolYear: number): string {
  return `${schoolYearText(schoolYear)}初教育统计年报`;
}

/** The ministry changed the forms in 2021. */
export function editionFor(schoolYear: number, editions: readonly Pick<Edition, 'id'>[]): string {
  const usual = schoolYear >= 2021 ? 'jiaoji-2021' : 'jichuji-2018-86';
  return editions.some(({ id }) => id === usual) ? usual : (editions[0]?.id ?? usual);
}

export function blankCollection(today: string, editions: readonly Pick<Edition, 'id'>[]): CollectionEntry {
  const schoolYear = schoolYearOn(today);
  return {
    title: titleFor(schoolYear),
    schoolYear,
    edition: editionFor(schoolYear, editions),
    targetProfiles: [],
    dueDate: `${schoolYear}-09-20`,
  };
}

/** A round of another school year set up as the newest one is, due on the same day of its own year. */
export function collectionLike(
  last: Collection,
  schoolYear: number,
  editions: readonly Pick<Edition, 'id'>[],
): CollectionEntry {
  const [before, now] = [schoolYearText(last.schoolYear), schoolYearText(schoolYear)];
  // An edition is kept for as long as it is in use, and not for a year before it.
  const same = last.schoolYear >= 2021 && schoolYear >= last.schoolYear;
  const known = editions.some(({ id }) => id === last.edition);
  return {
    title: last.title.includes(before) ? last.title.replace(before, now) : titleFor(schoolYear),
    schoolYear,
    edition: same && known ? last.edition : editionFor(schoolYear, editions),
    targetProfiles: last.targetProfiles,
    ...(last.methods !== undefined && { methods: last.methods }),
    dueDate: last.dueDate === null ? '' : laterBy(last.dueDate, schoolYear - last.schoolYear),
  };
}

/** The newest school year that can be chosen. */
export function newestYear(today: string): number {
  return schoolYearOn(today) + 1;
}

/** The same day some years later; of 29 February the 28th where the year has none. */
function laterBy(date: string, years: number): string {
  const later = `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;
  return readCell(later, { type: 'date' }).problem === null ? later : later.replace(/-29$/, '-28');
}

export function collectionFrom(entry: CollectionEntry): NewCollection {
  const { schoolYear, edition, methods } = entry;
  const dueDate = readCell(entry.dueDate, { type: 'date' }).content?.text ?? null;
  return {
    title: entry.title.trim(),
    schoolYear,
    edition,
    targetProfiles: [...entry.targetProfiles],
    dueDate,
    ...(methods !== undefined && { methods }),
  };
}
