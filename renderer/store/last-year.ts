import { bridgeCell } from '../../shared/bridge';
import type { CarryYear } from '../../shared/carry';
import type { Definitions } from '../../shared/definitions';
import type { OpenSubmission } from '../../shared/ipc';
import type { Explanation } from '../../shared/submission';
import { createFigures, type Figures } from './figures';

/** What the year before says; asked for cell by cell, because most of it is never looked at. */
export interface LastYear {
  /** False when there is no submission of the year before. */
  readonly exists: boolean;
  /** The same cell as it was shown, through the change of edition where there was one; null when there is none. */
  text(form: string, cell: string): string | null;
  /** The whole year, to take values over from; null when there is none. */
  year(): CarryYear | null;
  /** What the clerk wrote about the same relation; null when she wrote nothing, or it was another edition's. */
  explanation(finding: string): Explanation | null;
}

/** A year that was left out is not last year: nothing is compared with the year before it. */
export function createLastYear(definitions: Definitions, open: OpenSubmission): LastYear {
  const { collection, previous } = open;
  const at = previous.findIndex((year) => year.collection.schoolYear === collection.schoolYear - 1);
  const [last, ...earlier] = at < 0 ? [] : previous.slice(at);
  let figures: Figures | null = null;

  function year(): CarryYear | null {
    if (last === undefined) return null;
    figures ??= createFigures(definitions, { ...last, previous: earlier });
    return { calculation: figures.calculation, edition: last.collection.edition, school: last.school };
  }

  function text(form: string, cell: string): string | null {
    if (last === undefined || definitions.forms[form]?.kind === 'list') return null;
    figures ??= createFigures(definitions, { ...last, previous: earlier });
    const { forms } = figures.calculation;
    if (forms.some(({ code }) => code === form)) return figures.view(form, cell).text;
    const [row, col] = cell.split('.');
    if (row === undefined || col === undefined) return null;
    const home = bridgeCell(definitions, { form, row, col }, last.collection.edition);
    if (home === undefined || !forms.some(({ code }) => code === home.form)) return null;
    return figures.view(home.form, `${home.row}.${home.col}`).text;
  }

  return {
    exists: last !== undefined,
    text,
    year,
    explanation: (finding) => last?.data.explanations.find((each) => each.finding === finding) ?? null,
  };
}
