import { cellName, columnKey, specOf } from '../cell';
import type { FormColumn } from '../form';
import type { CellContent, ListRecord } from '../submission';
import { columnLetters, parseAddress } from '../workbook-address';
import { isSignatureLine } from '../workbook-signatures';
import { readFound, saysSameIn, statedText } from './cell-text';
import { freeRecordId, longestList } from './list-rows';
import { tellOddities } from './oddities';
import { placesIn } from './own-sheet';
import type { OwnSheet, OwnState } from './own-sheet';

/** A column of the list where it stands in the file, and where the program put it. */
interface Column {
  readonly definition: FormColumn;
  readonly key: string;
  readonly letters: string;
  readonly home: string;
}

/**
 * Compares the records of a list form with what was written. A row that was emptied takes its record away; a row that
 * was filled below them is a new record.
 */
export function readOwnList(
  own: OwnSheet,
  records: readonly ListRecord[],
  state: OwnState,
): readonly ListRecord[] {
  const { form, sheet, placement } = own;
  const anchor = parseAddress(form.layout.firstDataCell);
  const placeOf = placesIn(own);
  const firstRow = placement?.list?.firstRow ?? anchor.row;
  const columns = (form.columns ?? []).flatMap((definition, index): Column[] => {
    const key = columnKey(definition.code);
    const home = columnLetters(anchor.column + index);
    const place = placeOf(key);
    if (place === undefined) return [];
    return [{ definition, key, letters: columnLetters(parseAddress(place).column), home }];
  });
  const lost = (form.columns?.length ?? 0) - columns.length;
  if (lost > 0) {
    const error = { code: 'import.noColumns', params: { form: form.code, columns: lost } } as const;
    state.report('error', { sheet: sheet.name, address: '' }, error);
  }
  const taken = new Set(records.map(({ id }) => id));
  const result: ListRecord[] = [];
  let count = 0;
  const rows = rowsOf(own, columns, firstRow, firstRow + records.length);
  if (rows.length > longestList) {
    const error = { code: 'import.tooManyRows', params: { limit: longestList } } as const;
    state.report('error', { sheet: sheet.name, address: '' }, error);
  }
  for (const row of rows.slice(0, longestList)) {
    const index = row - firstRow;
    const before = records[index];
    const id = before?.id ?? freeRecordId(index, taken);
    taken.add(id);
    const cells = readRow(own, { columns, row, home: anchor.row + index, id, before }, state);
    count += columns.filter(({ letters }) => sheet.cells.has(`${letters}${row}`)).length;
    if (Object.keys(cells).length > 0)
      result.push({ id, position: before?.position ?? (result.at(-1)?.position ?? 0) + 1, cells });
  }
  state.counts.set(sheet.name, (state.counts.get(sheet.name) ?? 0) + count);
  // What was not looked at is as it was written, never gone.
  return [...result, ...records.slice(longestList)];
}

/** Rows of the records, then those below in which something was written; the sheet's own texts are no record. */
function rowsOf(
  { sheet, planned }: OwnSheet,
  columns: readonly Column[],
  from: number,
  until: number,
): readonly number[] {
  const texts = new Set(planned.template.texts.map(({ text }) => text));
  const letters = new Set(columns.map((column) => column.letters));
  const below = new Set<number>();
  for (const [address, { text }] of sheet.cells) {
    const [, column = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    if (Number(digits) < until || !letters.has(column)) continue;
    if (text !== '' && !texts.has(text) && !isSignatureLine(text)) below.add(Number(digits));
  }
  const records = Array.from({ length: until - from }, (_, index) => from + index);
  return [...records, ...[...below].sort((a, b) => a - b)];
}

interface Row {
  readonly columns: readonly Column[];
  readonly row: number;
  /** Row of the same record in the plan. */
  readonly home: number;
  readonly id: string;
  readonly before: ListRecord | undefined;
}

function readRow(
  { form, sheet, planned }: OwnSheet,
  { columns, row, home, id, before }: Row,
  state: OwnState,
): Record<string, CellContent> {
  const cells: Record<string, CellContent> = { ...before?.cells };
  for (const column of columns) {
    const { definition, key, letters } = column;
    const at = { sheet: sheet.name, address: `${letters}${row}` };
    const found = sheet.cells.get(at.address);
    const text = found?.text ?? '';
    const written = planned.values.get(`${column.home}${home}`)?.text ?? '';
    const cell = `${id}.${key}`;
    state.places.set(cellName(form.code, cell), at);
    const spec = specOf(definition);
    if (found?.kind !== 'uncalculated' && saysSameIn(spec, written, text)) continue;
    const edit = { ...at, form: form.code, cell, written, found: text };
    const reading = readFound(found, spec);
    if (reading.kind === 'uncalculated' && definition.computed !== undefined) {
      state.uncalculated += 1;
      continue;
    }
    if (reading.kind === 'uncalculated') {
      state.report('error', at, { code: 'import.uncalculated', params: { formula: found?.formula ?? '' } });
      continue;
    }
    const content = reading.kind === 'mark' ? null : reading.content;
    if (definition.computed !== undefined) {
      const name = cellName(form.code, cell);
      if (content === null) state.stated.delete(name);
      else state.stated.set(name, statedText(content.text));
      state.edits.push({ ...edit, fate: 'computed' });
      continue;
    }
    if (content === null) delete cells[key];
    else cells[key] = content;
    state.edits.push({ ...edit, fate: 'taken' });
    if (reading.kind === 'content') tellOddities(found, reading.problem !== null, at, state.report);
  }
  return cells;
}
