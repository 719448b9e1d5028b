import { columnKey } from '../cell';
import { columnLetters, parseAddress } from '../workbook-address';
import { labelKey } from './label';
import { matchAxis } from './place-axis';
import type { AxisLine } from './place-axis';
import { printedTexts } from './recognise-form';
import type { FormModel } from './recognise-form';
import { positionOf } from './recognise-sheet';
import type { SheetIndex } from './recognise-sheet';

export interface PlacedList {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly columns: ReadonlyMap<string, string>;
  readonly exact: boolean;
  readonly precision: number;
  readonly recall: number;
}

/** Below its head a blank list has room for so many records, unless something stands under it. */
const roomBelow = 1000;
const total = /^(计|本页计|本页合计)$/u;
const foot = /^(注|说明|填表|制表|审核|单位负责人|统计负责人|负责人|报出日期|填报|联系人|单位盖章|校长签)/u;

interface RowUse {
  /** Columns of the list that are filled, the running number left out. */
  filled: number;
  first: string;
}

function rowUses(index: SheetIndex, columns: ReadonlySet<number>, above: number): Map<number, RowUse> {
  const uses = new Map<number, RowUse>();
  for (const [address, { text }] of index.sheet.cells) {
    const position = positionOf(address);
    if (position === null || position.row <= above || text.trim() === '') continue;
    const use = uses.get(position.row) ?? { filled: 0, first: labelKey(text) };
    if (columns.has(position.column)) use.filled += 1;
    uses.set(position.row, use);
  }
  return uses;
}

/**
 * Records reach to the last row that fills a column next to others, or two columns anywhere, before a total or the
 * signatures; an empty list has room down to those.
 */
function lastRecord(
  index: SheetIndex,
  model: FormModel,
  columns: ReadonlySet<number>,
  firstRow: number,
): number {
  const uses = [...rowUses(index, columns, firstRow - 1)].sort((a, b) => a[0] - b[0]);
  const ends = ({ first, filled }: RowUse): boolean =>
    (foot.test(first) && filled <= 2) || (total.test(first) && model.form.totalRecords === undefined);
  const end = uses.find(([, use]) => ends(use))?.[0] ?? Infinity;
  let last = firstRow - 1;
  for (const [row, { filled }] of uses)
    if (row < end && (filled >= 2 || (filled === 1 && row === last + 1))) last = row;
  if (last >= firstRow) return last;
  return Number.isFinite(end) ? Math.max(firstRow, end - 1) : firstRow + roomBelow - 1;
}

function headRowOf(index: SheetIndex, model: FormModel): number | null {
  const own = new Set(model.columns.map(({ path }) => path.at(-1) ?? ''));
  const rows = new Map<number, Set<string>>();
  for (const key of own)
    for (const { toRow } of index.byKey.get(key) ?? [])
      rows.set(toRow, (rows.get(toRow) ?? new Set<string>()).add(key));
  const best = [...rows].sort((a, b) => b[1].size - a[1].size || a[0] - b[0])[0];
  return best === undefined || best[1].size < Math.min(3, own.size) ? null : best[0];
}

function isCodeRow(index: SheetIndex, row: number, lines: readonly AxisLine[]): boolean {
  const codes = lines.map(({ at }) => index.codeAt(row, at));
  return lines.length > 2 && codes.every((code, at) => code !== null && code === (codes[0] ?? 0) + at);
}

export function placeList(index: SheetIndex, model: FormModel): PlacedList | null {
  const headRow = headRowOf(index, model);
  if (headRow === null) return null;
  const lines: AxisLine[] = [];
  for (let column = 1; column <= index.lastColumn; column += 1) {
    const key = index.labelAt(headRow, column)?.key ?? '';
    if (key === '' || (index.isCovered(headRow, column) && index.labelAt(headRow, column)?.column !== column))
      continue;
    lines.push({ at: column, path: [key], maybe: null, code: null, foreign: !model.words.has(key) });
  }
  const match = matchAxis(model.columns, lines);
  const columns = new Map<string, string>();
  const values = new Set<number>();
  for (const [item, line] of match.lines) {
    const at = lines[line]?.at ?? 0;
    columns.set(columnKey(model.columns[item]?.code ?? ''), columnLetters(at));
    if (lines[line]?.path[0] !== '序号') values.add(at);
  }
  if (columns.size === 0) return null;
  const firstRow = headRow + (isCodeRow(index, headRow + 1, lines) ? 2 : 1);
  const anchor = parseAddress(model.form.layout.firstDataCell);
  const heads = printedTexts(model).others.filter(({ row }) => row < anchor.row);
  return {
    firstRow,
    lastRow: lastRecord(index, model, values, firstRow),
    columns,
    exact:
      firstRow === anchor.row && heads.every(({ row, column, key }) => index.wordingAt(row, column) === key),
    precision: columns.size / lines.length,
    recall: columns.size / model.columns.length,
  };
}
