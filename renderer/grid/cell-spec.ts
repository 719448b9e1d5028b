import { cellsOf, columnKey, specOf as specOfColumn } from '../../shared/cell';
import type { Form } from '../../shared/form';
import type { CellSpec } from '../../shared/value';

/** `additive` is false for rates and per-pupil figures. */
export type Spec = CellSpec & { readonly additive?: false | undefined };

const specsByForm = new WeakMap<Form, ReadonlyMap<string, Spec>>();

/** By cell key in matrix and field forms, by column key in list forms. */
function specsOf(form: Form): ReadonlyMap<string, Spec> {
  const known = specsByForm.get(form);
  if (known !== undefined) return known;
  const specs: ReadonlyMap<string, Spec> =
    form.kind === 'list'
      ? new Map((form.columns ?? []).map((column) => [columnKey(column.code), specOfColumn(column)]))
      : new Map(cellsOf(form).map((cell) => [cell.key, cell.spec]));
  specsByForm.set(form, specs);
  return specs;
}

/** Column keys of a list that the program computes in each record. */
export function computedColumns(form: Form): readonly string[] {
  return (form.columns ?? []).flatMap(({ code, computed }) =>
    computed === undefined ? [] : columnKey(code),
  );
}

/** The parts of a list cell's key, `<record id>.c05`. */
export function recordCell(cell: string): { readonly record: string; readonly column: string } {
  const dot = cell.lastIndexOf('.');
  return { record: cell.slice(0, dot), column: cell.slice(dot + 1) };
}

/** What may be typed in a cell; undefined when the form has no such cell. */
export function specOf(form: Form, cell: string): Spec | undefined {
  return specsOf(form).get(form.kind === 'list' ? recordCell(cell).column : cell);
}
