import { cellApplies, rowApplies, teachingOf } from './applicability';
import type { Teaching } from './applicability';
import { cellsOf, columnPath } from './cell';
import type { FormCell } from './cell';
import type { Definitions } from './definitions';
import type { Form } from './form';
import { formsFor } from './program';
import type { School } from './school';
import type { Collection, SubmissionData } from './submission';

/** A form that disappears or appears; `values` counts what was filled in it (records in a list). */
export interface ChangedForm {
  readonly form: string;
  readonly title: string;
  readonly values: number;
}

/** Filled cells that disappear from a form that stays; `labels` are those of their rows, or of columns in rows that stay. */
export interface HiddenRows extends ChangedForm {
  readonly labels: readonly string[];
}

/** What another school record would do to one draft. */
export interface SubmissionChange {
  readonly collection: string;
  readonly hidden: readonly ChangedForm[];
  readonly hiddenRows: readonly HiddenRows[];
  /** `values` are those of an earlier time, which come back. */
  readonly added: readonly ChangedForm[];
}

/** What saving a changed school record would do; empty lists when nothing of it can be seen. */
export interface SchoolChange {
  readonly drafts: readonly SubmissionChange[];
  /** Titles of the collections whose finalised figures keep the record that they were finalised with. */
  readonly finalised: readonly string[];
}

interface Draft {
  readonly collection: Collection;
  readonly data: Pick<SubmissionData, 'cells' | 'lists'>;
}

/** Null when the draft keeps its forms and loses no filled cell. Values are never touched, only shown or not. */
export function changeOfDraft(
  definitions: Definitions,
  before: School,
  after: School,
  { collection, data }: Draft,
): SubmissionChange | null {
  const [old, now] = [before, after].map((school) => formsFor(definitions, collection.edition, school));
  const [oldForms, newForms] = [new Set(old), new Set(now)];
  const values = (form: Form) =>
    form.kind === 'list'
      ? (data.lists[form.code]?.length ?? 0)
      : data.cells.filter((cell) => cell.form === form.code).length;
  const named = (form: Form): ChangedForm => ({ form: form.code, title: form.title, values: values(form) });

  const hidden = [...oldForms].filter((form) => !newForms.has(form)).map(named);
  const added = [...newForms].filter((form) => !oldForms.has(form)).map(named);
  const hiddenRows = [...oldForms].flatMap((form): HiddenRows[] => {
    if (!newForms.has(form)) return [];
    const lost = cellsLost(form, before, after);
    const filled = data.cells.flatMap((cell) => (cell.form === form.code ? (lost.get(cell.cell) ?? []) : []));
    return filled.length === 0
      ? []
      : [{ ...named(form), values: filled.length, labels: [...new Set(filled)] }];
  });
  if (hidden.length + hiddenRows.length + added.length === 0) return null;
  return { collection: collection.title, hidden, hiddenRows, added };
}

/** Cells that the school sees before and not afterwards, with the label of what takes them away. */
function cellsLost(form: Form, before: School, after: School): ReadonlyMap<string, string> {
  const [old, now] = [teachingOf(before), teachingOf(after)];
  const lost = cellsOf(form).filter((cell) => cellApplies(cell, old) && !cellApplies(cell, now));
  return new Map(lost.map((cell) => [cell.key, labelOf(cell, now)]));
}

function labelOf({ row, column }: FormCell, now: Teaching): string {
  if (row !== null && !rowApplies(row, now)) return row.label;
  return column === null ? '' : columnPath(column);
}
