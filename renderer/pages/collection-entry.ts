import type { Edition } from '../../shared/form';
import type { NewCollection } from '../../shared/submission';
import { schoolYearOn, schoolYearText } from './due-date';

export type CollectionEntry = Readonly<Omit<NewCollection, 'targetProfiles'>> & {
  readonly targetProfiles: readonly string[];
};

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

export function collectionFrom(entry: CollectionEntry): NewCollection {
  const { schoolYear, edition, dueDate } = entry;
  return {
    title: entry.title.trim(),
    schoolYear,
    edition,
    targetProfiles: [...entry.targetProfiles],
    dueDate,
  };
}
