import type { Form } from '../../shared/form';
import { halfWidth } from '../../shared/value';
import type { GridShape } from './shape';

/** Where a typed code leads. `cell` is null where only a form was named. */
export interface Goal {
  readonly form: Form;
  readonly cell: string | null;
}

/**
 * Reads `04.15` (row and column of the form on screen), `3113` or `教基3113` (a form), both together, or a row alone.
 * Rows of a list are counted from 1. Null when there is no such place.
 */
export function goalOf(
  typed: string,
  here: Form,
  forms: readonly Form[],
  shapeOf: (form: Form) => GridShape,
): Goal | null {
  const text = halfWidth(typed)
    .trim()
    .replace(/[!,、。:]/g, ' ');
  const cellHere = cellIn(shapeOf(here), here, text);
  if (cellHere !== null) return { form: here, cell: cellHere };
  const [name = '', ...rest] = text.split(/\s+/);
  const form = formCalled(name, forms);
  if (form === null) return null;
  const place = rest.join('.');
  if (place === '') return { form, cell: null };
  const cell = cellIn(shapeOf(form), form, place);
  return cell === null ? null : { form, cell };
}

/** By its code, by the figures of its code, or by what only its title says. */
function formCalled(name: string, forms: readonly Form[]): Form | null {
  if (name === '') return null;
  const exact = forms.find(({ code }) => code === name);
  if (exact !== undefined) return exact;
  const byFigures = forms.filter(({ code }) => code.replace(/^\D+/, '') === name);
  const byTitle = forms.filter(({ code, title }) => code.includes(name) || title.includes(name));
  const found = byFigures.length > 0 ? byFigures : byTitle;
  return found.length === 1 || byFigures.length > 0 ? (found[0] ?? null) : null;
}

const withoutZeros = (code: string) => code.replace(/^c?0+(?=.)/, '');

function cellIn(shape: GridShape, form: Form, text: string): string | null {
  const parts = /^(\w{1,6})(?:[. -](\w{1,4}))?$/.exec(text);
  if (parts === null || form.kind === 'fields') return null;
  const [, rowCode = '', columnCode] = parts;
  const row =
    form.kind === 'list'
      ? Number(rowCode) - 1
      : shape.rows.findIndex((code) => withoutZeros(code) === withoutZeros(rowCode));
  if (!(row >= 0 && row < shape.rows.length)) return null;
  const column =
    columnCode === undefined
      ? shape.columns.findIndex((_, index) => shape.kindAt({ row, column: index }) !== 'notApplicable')
      : shape.columns.findIndex((code) => withoutZeros(code) === withoutZeros(columnCode));
  return column < 0 ? null : shape.cellAt({ row, column });
}
