import { bridgeCell } from '../../shared/bridge';
import type { CarryYear } from '../../shared/carry';
import { cellKey } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import type { CellRef } from '../../shared/finding';
import type { OpenSubmission } from '../../shared/ipc';
import type { Explanation } from '../../shared/submission';
import { createFigures, type Figures } from './figures';

type EarlierYear = OpenSubmission['previous'][number];

/** What earlier years say; asked for cell by cell, because most of it is never looked at. */
export interface LastYear {
  /** False when there is no submission of the year before. */
  readonly exists: boolean;
  /** The same cell as it was shown, through the change of edition where there was one; null when there is none. */
  readonly text: (form: string, cell: string) => string | null;
  /** School years of the submissions of earlier years, newest first, at most five; years may be missing between. */
  readonly years: readonly number[];
  /** As `text`, in any of `years`. A year that was not asked before is computed first, which takes its time. */
  readonly textIn: (schoolYear: number, form: string, cell: string) => string | null;
  /** Where that year has the cell; null where it has none. */
  readonly placeIn: (schoolYear: number, form: string, cell: string) => CellRef | null;
  /** The year's round; null when there is no submission of it. */
  readonly collectionOf: (schoolYear: number) => EarlierYear['collection'] | null;
  /** The year before as a whole, to take values over from; null when there is none. */
  readonly whole: () => CarryYear | null;
  /** What the clerk wrote about the same relation; null when she wrote nothing, or it was another edition's. */
  readonly explanation: (finding: string) => Explanation | null;
}

const mostYears = 5;

/** A year that was left out is not last year: nothing is compared with the year before it. */
export function createLastYear(definitions: Definitions, open: OpenSubmission): LastYear {
  const { collection, previous } = open;
  const before = collection.schoolYear - 1;
  const known = new Map<number, Figures>();

  function yearOf(schoolYear: number): EarlierYear | undefined {
    return previous.find((year) => year.collection.schoolYear === schoolYear);
  }

  function figuresOf(year: EarlierYear): Figures {
    const { schoolYear } = year.collection;
    const found =
      known.get(schoolYear) ??
      createFigures(definitions, { ...year, previous: previous.slice(previous.indexOf(year) + 1) });
    known.set(schoolYear, found);
    return found;
  }

  function placeIn(schoolYear: number, form: string, cell: string): CellRef | null {
    const year = yearOf(schoolYear);
    // Records of a list are other records in another year.
    if (year === undefined || definitions.forms[form]?.kind === 'list') return null;
    const { forms } = figuresOf(year).calculation;
    if (forms.some(({ code }) => code === form)) return { form, cell };
    const [row, col] = cell.split('.');
    if (row === undefined || col === undefined) return null;
    const home = bridgeCell(definitions, { form, row, col }, year.collection.edition);
    if (home === undefined || !forms.some(({ code }) => code === home.form)) return null;
    return { form: home.form, cell: cellKey(home.row, home.col) };
  }

  function textIn(schoolYear: number, form: string, cell: string): string | null {
    const year = yearOf(schoolYear);
    const place = placeIn(schoolYear, form, cell);
    return year === undefined || place === null ? null : figuresOf(year).view(place.form, place.cell).text;
  }

  function whole(): CarryYear | null {
    const year = yearOf(before);
    if (year === undefined) return null;
    const { calculation } = figuresOf(year);
    const { edition, schoolYear } = year.collection;
    return { calculation, edition, schoolYear, school: year.school };
  }

  return {
    exists: yearOf(before) !== undefined,
    text: (form, cell) => textIn(before, form, cell),
    years: previous
      .map((year) => year.collection.schoolYear)
      .sort((a, b) => b - a)
      .slice(0, mostYears),
    textIn,
    placeIn,
    collectionOf: (schoolYear) => yearOf(schoolYear)?.collection ?? null,
    whole,
    explanation: (finding) =>
      yearOf(before)?.data.explanations.find((each) => each.finding === finding) ?? null,
  };
}
