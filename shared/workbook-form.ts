import type { CellView } from './calculation';
import { specOf } from './cell';
import type { Edition, Form, FormColumn } from './form';
import type { School } from './school';
import type { Collection } from './submission';
import { formatAddress } from './workbook-address';
import { placedCells, recordCellKey } from './workbook-cells';
import type { CalculatedSubmission } from './workbook-data';
import type { SheetPlan } from './workbook-draft';
import { blank, numberValue, textValue } from './workbook-sheet';
import type { PlannedCell, PlannedValue } from './workbook-sheet';
import { dataStyler, sheetTemplate } from './workbook-template';
import { zeroless, zerolessStyles } from './workbook-zeroless';

/** Totals as figures, or as formulas with their results; then all figures are numbers, also where the edition prints text. */
export type Totals = 'numbers' | 'formulas';

/** How a value is written: zeros and numbers as the edition prints them, everything that is no number as text. */
export function printedValue(
  edition: Edition,
  type: FormColumn['type'],
  view: Pick<CellView, 'content' | 'text'>,
  totals: Totals = 'numbers',
): PlannedValue {
  const isFigure = type === 'integer' || type === 'decimal';
  if (!isFigure || view.content?.kind === 'raw') return textValue(view.text);
  const value = numberValue(view.text);
  // A formula adds numbers only; a zero that is not printed is then hidden by its format.
  if (value.kind !== 'number' || totals === 'formulas') return value;
  if (edition.zero === 'blank' && Number(value.text) === 0) return blank;
  return edition.numbersAs === 'text' ? { kind: 'text', text: value.text } : value;
}

function listValues(
  edition: Edition,
  form: Form,
  calculation: CalculatedSubmission,
  totals: Totals | undefined,
): ReadonlyMap<string, PlannedValue> {
  const values = new Map<string, PlannedValue>();
  calculation.records(form.code).forEach((record, index) => {
    for (const column of form.columns ?? []) {
      const key = recordCellKey(index, column.code);
      const content = record.cells[key.slice(key.indexOf('.') + 1)] ?? null;
      const view = { content, text: content?.text ?? '' };
      values.set(key, printedValue(edition, specOf(column).type, view, totals));
    }
  });
  return values;
}

export interface FormSheetInput {
  readonly school: School;
  readonly collection: Collection;
  readonly calculation: CalculatedSubmission;
  /** As numbers when absent. */
  readonly totals?: Totals;
}

/** The form's sheet with this submission's values. */
export function formSheet(edition: Edition, form: Form, input: FormSheetInput): SheetPlan {
  const { school, collection, calculation, totals } = input;
  const isList = form.kind === 'list';
  // An empty list still shows a row to write on.
  const records = isList ? Math.max(1, calculation.records(form.code).length) : 0;
  const { schoolYear } = collection;
  const template = sheetTemplate(edition, form, { school, schoolYear, records });
  const listed = isList ? listValues(edition, form, calculation, totals) : null;
  const styleOf = dataStyler(edition, form);
  const hidesZeros = totals === 'formulas' && edition.zero === 'blank';
  const cells: PlannedCell[] = [];
  for (const placed of placedCells(form, school, records)) {
    if (placed.kind === 'notApplicable') continue;
    const view = isList ? null : calculation.cell(form.code, placed.key);
    const value =
      view === null ? (listed?.get(placed.key) ?? blank) : printedValue(edition, placed.type, view, totals);
    // Rows of a stage that the school does not teach are there, blank and white, as on the official sheets.
    const kind = view === null || view.kind === 'notApplicable' ? placed.kind : view.kind;
    cells.push({
      sheet: template.sheet,
      address: formatAddress(placed.position),
      value,
      style: hidesZeros && value.kind === 'number' ? zeroless(styleOf(placed, kind)) : styleOf(placed, kind),
    });
  }
  return { template: hidesZeros ? { ...template, styles: zerolessStyles(edition) } : template, cells };
}
