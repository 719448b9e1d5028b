import { formatAddress } from '../workbook-address';
import { placedCells } from '../workbook-cells';
import { labelKey } from './label';
import { printedTexts } from './recognise-form';
import type { FormModel, PrintedText } from './recognise-form';
import type { SheetIndex, SheetLabel } from './recognise-sheet';

/**
 * Field forms: first our own sheet is laid over the foreign one, row by row and column by column, where unmistakable
 * labels say how it was moved; then fields are looked for by their own label.
 */

type Moved = Map<number, number>;

function vote(votes: Map<number, Map<number, number>>, from: number, to: number): void {
  const own = votes.get(from) ?? new Map<number, number>();
  own.set(to, (own.get(to) ?? 0) + 1);
  votes.set(from, own);
}

/** Every row (column) goes where most of its labels went; where two answers are as good, nowhere; never two to one. */
function decided(votes: ReadonlyMap<number, ReadonlyMap<number, number>>): Moved {
  const moved: Moved = new Map();
  const taken = new Map<number, number>();
  for (const [from, own] of votes) {
    const [best, second] = [...own].sort((a, b) => b[1] - a[1]);
    if (best === undefined || best[1] === second?.[1]) continue;
    moved.set(from, best[0]);
    taken.set(best[0], (taken.get(best[0]) ?? 0) + 1);
  }
  for (const [from, to] of moved) if ((taken.get(to) ?? 0) > 1) moved.delete(from);
  return moved;
}

/** A row (column) without any label of its own goes with those around it when they moved alike. */
function withNeighbours(moved: Moved, last: number): Moved {
  const all = new Map(moved);
  const known = [...moved.keys()].sort((a, b) => a - b);
  for (let at = 1; at <= last; at += 1) {
    if (moved.has(at)) continue;
    const before = known.findLast((one) => one < at);
    const after = known.find((one) => one > at);
    const [back, ahead] = [before, after].map((one) =>
      one === undefined ? undefined : (moved.get(one) ?? 0) - one,
    );
    if (back !== undefined && (ahead === back || (after === undefined && before === at - 1)))
      all.set(at, at + back);
  }
  return all;
}

interface Overlay {
  readonly rows: Moved;
  readonly columns: Moved;
}

const rounds = 3;

function overlay(index: SheetIndex, printed: readonly PrintedText[]): Overlay {
  const words = printed.filter(({ key }) => !/^\d+$/.test(key));
  const times = new Map<string, number>();
  for (const { key } of words) times.set(key, (times.get(key) ?? 0) + 1);
  let rows: Moved = new Map();
  let columns: Moved = new Map();
  for (let round = 0; round < rounds; round += 1) {
    const rowVotes = new Map<number, Map<number, number>>();
    const columnVotes = new Map<number, Map<number, number>>();
    for (const text of words) {
      const found = (index.byKey.get(text.key) ?? []).filter(
        ({ row, column }) =>
          (rows.get(text.row) ?? row) === row && (columns.get(text.column) ?? column) === column,
      );
      const narrowed = rows.has(text.row) || columns.has(text.column);
      const [only] = found;
      if (only === undefined || found.length > 1 || ((times.get(text.key) ?? 0) > 1 && !narrowed)) continue;
      vote(rowVotes, text.row, only.row);
      vote(columnVotes, text.column, only.column);
    }
    rows = decided(rowVotes);
    columns = decided(columnVotes);
  }
  const lastRow = Math.max(0, ...printed.map(({ toRow }) => toRow)) + 1;
  const lastColumn = Math.max(0, ...printed.map(({ toColumn }) => toColumn)) + 1;
  return { rows: withNeighbours(rows, lastRow), columns: withNeighbours(columns, lastColumn) };
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** The nearest labels at the left and above: they must be where the cell goes too, with nothing else between. */
function guards(printed: readonly PrintedText[], { row, column }: Place): readonly PrintedText[] {
  const words = printed.filter(({ key }) => !/^\d+$/.test(key));
  const left = words
    .filter((text) => text.row <= row && row <= text.toRow && text.toColumn < column)
    .sort((a, b) => b.toColumn - a.toColumn)[0];
  const above = words
    .filter((text) => text.column <= column && column <= text.toColumn && text.toRow < row)
    .sort((a, b) => b.toRow - a.toRow)[0];
  return [left, above].filter((text) => text !== undefined);
}

function isGuarded(
  index: SheetIndex,
  words: ReadonlySet<string>,
  moved: Overlay,
  own: PrintedText,
  from: Place,
  to: Place,
): boolean {
  const row = moved.rows.get(own.row);
  const column = moved.columns.get(own.column);
  if (row === undefined || column === undefined || index.wordingAt(row, column) !== own.key) return false;
  // The same steps from label to cell; between them a row may have been put in, a label may not.
  const isLeft = own.toColumn < from.column;
  if (isLeft) {
    for (let at = column + 1; at < to.column; at += 1) {
      const other = index.labelAt(to.row, at);
      if (other !== undefined && other.key !== own.key && words.has(other.key)) return false;
    }
    return row <= to.row && column < to.column;
  }
  return row < to.row && column <= to.column;
}

function placeByOverlay(index: SheetIndex, model: FormModel): Map<string, Place> {
  const texts = printedTexts(model);
  const printed = [texts.title, texts.code, ...texts.others].filter((text) => text !== null);
  const words = new Set(printed.map(({ key }) => key));
  const moved = overlay(index, printed);
  const cells = new Map<string, Place>();
  for (const { key, position } of placedCells(model.form, null)) {
    const row = moved.rows.get(position.row);
    const column = moved.columns.get(position.column);
    if (row === undefined || column === undefined || index.isCovered(row, column)) continue;
    const own = guards(printed, position);
    if (own.length === 0) continue;
    const to = { row, column };
    if (own.every((text) => isGuarded(index, words, moved, text, position, to))) cells.set(key, to);
  }
  return cells;
}

/** Labels of the fields that no other field of the form has. */
function fieldWords(model: FormModel): ReadonlyMap<string, string> {
  const ids = new Map<string, string[]>();
  for (const { id, label } of model.form.fields ?? []) {
    const key = labelKey(label);
    ids.set(key, [...(ids.get(key) ?? []), id]);
  }
  return new Map([...ids].flatMap(([key, own]) => (own.length === 1 ? [[key, own[0] ?? '']] : [])));
}

function isWord(index: SheetIndex, words: ReadonlySet<string>, row: number, column: number): boolean {
  const label = row < 1 || column < 1 ? undefined : index.labelAt(row, column);
  return label !== undefined && words.has(label.key);
}

/**
 * The value beside or under a label. Labels above each other have their values at the right, labels beside each other
 * below; where both or neither are there, it is not known.
 */
function valuePlace(index: SheetIndex, words: ReadonlySet<string>, label: SheetLabel): Place | null {
  const right = { row: label.row, column: label.toColumn + 1 };
  const below = { row: label.toRow + 1, column: label.column };
  const stacked =
    isWord(index, words, below.row, label.column) || isWord(index, words, label.row - 1, label.column);
  const lined =
    isWord(index, words, right.row, right.column) || isWord(index, words, label.row, label.column - 1);
  if (stacked === lined) return null;
  const to = stacked ? right : below;
  const beyond = stacked ? { ...to, column: to.column + 1 } : { ...to, row: to.row + 1 };
  const end = index.endOf(to.row, to.column);
  const isAsWide = stacked ? end.row === label.toRow : end.column === label.toColumn;
  const isFree = isAsWide && !index.isCovered(to.row, to.column) && !isWord(index, words, to.row, to.column);
  // Nothing beside the label, but something one further: the label may belong to that.
  const isSkipped =
    !index.isFilled(to.row, to.column) &&
    index.isFilled(beyond.row, beyond.column) &&
    !isWord(index, words, beyond.row, beyond.column);
  const isLabelRow = !stacked && index.labels.some(({ row, key }) => row === to.row && words.has(key));
  return isFree && !isSkipped && !isLabelRow ? to : null;
}

function placeByWords(
  index: SheetIndex,
  model: FormModel,
  taken: ReadonlyMap<string, Place>,
): Map<string, Place> {
  const words = new Set([...model.words, ...fieldWords(model).keys()]);
  const found = new Map<string, Place>();
  for (const [key, id] of fieldWords(model)) {
    const labels = index.byKey.get(key) ?? [];
    const [label] = labels;
    if (taken.has(id) || label === undefined || labels.length > 1) continue;
    const place = valuePlace(index, words, label);
    if (place !== null) found.set(id, place);
  }
  return found;
}

/** Addresses by field id. Two fields that would share a cell get none. */
export function placeFields(index: SheetIndex, model: FormModel): ReadonlyMap<string, string> {
  const overlaid = placeByOverlay(index, model);
  const places = [...overlaid, ...placeByWords(index, model, overlaid)].map(
    ([key, place]) => [key, formatAddress(place)] as const,
  );
  const times = new Map<string, number>();
  for (const [, address] of places) times.set(address, (times.get(address) ?? 0) + 1);
  const fillable = new Set(model.fillable);
  return new Map(places.filter(([key, address]) => times.get(address) === 1 && fillable.has(key)));
}
