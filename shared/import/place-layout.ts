import { cellKey } from '../cell';
import { formatAddress, parseAddress } from '../workbook-address';
import { lastTableColumn, placedCells } from '../workbook-cells';
import { printedTexts } from './recognise-form';
import type { FormModel, PrintedText } from './recognise-form';
import type { SheetIndex } from './recognise-sheet';

/** Fewer labels do not tell one form from another; then title and code must be there too. */
const tellingLabels = 4;

const isThere = (index: SheetIndex, { row, column, key }: PrintedText, down = 0): boolean =>
  index.wordingAt(row + down, column) === key;

/** Labels beside the table in its head: a wider table than this one. */
function isWider(index: SheetIndex, model: FormModel): boolean {
  const last = lastTableColumn(model.form);
  const { headRows } = model.form.layout;
  if (headRows === undefined) return false;
  const [top, bottom] = headRows;
  return index.labels.some(
    ({ row, column, key }) => row >= top && row <= bottom && column > last && key !== '',
  );
}

/**
 * Rows of a table whose blocks depend on the school's stages, as the sheet prints them: index of the form's row by row
 * of the sheet. Null where the sheet prints anything else than whole blocks.
 */
function printedBlocks(
  index: SheetIndex,
  model: FormModel,
  byRow: ReadonlyMap<number, readonly PrintedText[]>,
): readonly number[] | null {
  const { form } = model;
  const first = parseAddress(form.layout.firstDataCell).row;
  const rows = form.rows ?? [];
  const printed: number[] = [];
  for (const [at] of rows.entries()) {
    const down = printed.length - at;
    const texts = byRow.get(first + at) ?? [];
    if (texts.every((text) => isThere(index, text, down))) printed.push(at);
    else if (form.layout.blocks !== 'ownStages' || rows[at]?.stage === undefined) return null;
  }
  const stages = new Set(printed.flatMap((at) => rows[at]?.stage ?? []));
  const whole = rows.every(
    ({ stage }, at) => printed.includes(at) === (stage === undefined || stages.has(stage)),
  );
  // What follows the last row must not be one more row of a table.
  return whole && printed.length > 0 ? printed : null;
}

/** Address of every cell that is filled, where all labels stand exactly where the definition has them; else null. */
export function placeByLayout(index: SheetIndex, model: FormModel): ReadonlyMap<string, string> | null {
  const { form } = model;
  const { title, code, others } = printedTexts(model);
  const words = others.filter(({ key }) => !/^\d+$/.test(key));
  const named = [title, code].every((text) => text === null || isThere(index, text));
  if (words.length < tellingLabels && !named) return null;
  const first = parseAddress(form.layout.firstDataCell).row;
  const isTable = form.kind === 'matrix';
  const byRow = new Map<number, PrintedText[]>();
  for (const text of others) {
    if (!isTable || text.row < first) {
      if (!isThere(index, text)) return null;
    } else byRow.set(text.row, [...(byRow.get(text.row) ?? []), text]);
  }
  if (isWider(index, model)) return null;
  const fillable = new Set(model.fillable);
  const cells = new Map<string, string>();
  const put = (key: string, row: number, column: number): void => {
    if (fillable.has(key) && !index.isCovered(row, column)) cells.set(key, formatAddress({ row, column }));
  };
  if (!isTable) {
    for (const { key, position } of placedCells(form, null)) put(key, position.row, position.column);
    return cells;
  }
  const printed = printedBlocks(index, model, byRow);
  if (printed === null) return null;
  const anchor = parseAddress(form.layout.firstDataCell);
  for (const [down, at] of printed.entries())
    for (const [right, column] of (form.columns ?? []).entries())
      put(cellKey(form.rows?.[at]?.code ?? '', column.code), anchor.row + down, anchor.column + right);
  return cells;
}
