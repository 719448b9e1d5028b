import type { DocumentContent } from '../exchange';
import { columnKey } from '../cell';
import type { Form } from '../form';
import type { GridSheet } from '../grid';
import type { CellContent } from '../submission';
import { formatAddress, parseAddress } from '../workbook-address';
import { placedCells } from '../workbook-cells';
import { figureIn, isClosingMark, saysSame } from './cell-text';
import type { WrittenSheet } from './own-plan';
import type { Placement } from './recognition';
import type { OutsideEdit } from './report';
import type { FoundAt, ReportProblem } from './staged';

/** What the parts of the reading gather. */
export interface OwnState {
  readonly cells: Map<string, CellContent | null>;
  readonly stated: Map<string, string>;
  readonly places: Map<string, FoundAt>;
  readonly edits: OutsideEdit[];
  readonly counts: Map<string, number>;
  readonly report: ReportProblem;
  /** Totals that are formulas without a result. */
  uncalculated: number;
}

/** A form's sheet in the file beside what was written into it. */
export interface OwnSheet {
  readonly form: Form;
  readonly sheet: GridSheet;
  readonly planned: WrittenSheet;
  readonly placement: Placement | undefined;
  readonly content: DocumentContent;
}

/** Whether the labels still say where the cells are; else an address could mean another cell. */
export function isRecognisable({ form, placement, sheet, planned }: OwnSheet): boolean {
  if (placement !== undefined || form.kind === 'fields') return placement !== undefined;
  const texts = planned.template.texts.filter(({ text }) => text !== '');
  const same = texts.filter(({ address, text }) => saysSame(sheet.cells.get(address)?.text ?? '', text));
  return same.length * 2 > texts.length;
}

/** Home of each cell of a matrix or field form, of each column of a list in its first row: where the program put it. */
function homesOf({ form, content }: OwnSheet): ReadonlyMap<string, string> {
  if (form.kind !== 'list')
    return new Map(
      placedCells(form, content.school).map(({ key, position }) => [key, formatAddress(position)]),
    );
  const { column, row } = parseAddress(form.layout.firstDataCell);
  return new Map(
    (form.columns ?? []).map(({ code }, index) => [
      columnKey(code),
      formatAddress({ column: column + index, row }),
    ]),
  );
}

/** Where recognition found them; null where it did not know the sheet. */
function foundOf({ placement }: OwnSheet): ReadonlyMap<string, string> | null {
  if (placement === undefined) return null;
  const { cells, list } = placement;
  if (list === null) return cells;
  return new Map([...list.columns].map(([key, letters]) => [key, `${letters}${list.firstRow}`]));
}

/** Whether rows or columns were put in, taken out or exchanged: some cell stands elsewhere than the program put it. */
export function isShifted(own: OwnSheet): boolean {
  const found = foundOf(own);
  if (found === null || own.placement?.how === 'layout') return false;
  const homes = homesOf(own);
  return [...found].some(([key, address]) => homes.has(key) && homes.get(key) !== address);
}

/**
 * Where a cell, or a list's column in its first row, stands in the file now. Undefined where that cannot be told: in a
 * sheet whose cells have moved only recognition knows, and elsewhere the labels of row and column must still be there.
 */
export function placesIn(own: OwnSheet): (key: string) => string | undefined {
  const found = foundOf(own);
  const homes = homesOf(own);
  const shifted = isShifted(own);
  const isLabelled = labelsAround(own);
  return (key) => {
    const home = homes.get(key);
    const place = found?.get(key);
    // Nothing stands over the values of a field form that could tell whether they have moved.
    if (place !== undefined || shifted || home === undefined || own.form.kind === 'fields') return place;
    return isLabelled(home) ? home : undefined;
  };
}

/** Whether most of the texts that the program wrote into the cell's row, and into its column, still stand there. */
function labelsAround({ sheet, planned, form }: OwnSheet): (address: string) => boolean {
  const lines = new Map<string, { texts: number; same: number }>();
  for (const { address, text } of planned.template.texts) {
    if (text === '') continue;
    const same = saysSame(sheet.cells.get(address)?.text ?? '', text) ? 1 : 0;
    const { column, row } = parseAddress(address);
    // The rows of a list carry no labels of their own.
    for (const name of form.kind === 'list' ? [`column ${column}`] : [`row ${row}`, `column ${column}`]) {
      const line = lines.get(name) ?? { texts: 0, same: 0 };
      lines.set(name, { texts: line.texts + 1, same: line.same + same });
    }
  }
  const stands = (name: string): boolean => {
    const { texts, same } = lines.get(name) ?? { texts: 0, same: 0 };
    return same * 2 >= texts;
  };
  return (address) => {
    const { column, row } = parseAddress(address);
    return stands(`row ${row}`) && stands(`column ${column}`);
  };
}

/** Lines in which people sign and put the date, on paper or in the file: whatever stands there is right. */
const signature = /负责人|填表人|报出日期|草稿|定稿/;

/** Fixed texts that say something else are told once a sheet: nothing is taken from them. */
export function compareLabels(
  { sheet, planned, form }: Pick<OwnSheet, 'sheet' | 'planned'> & { readonly form: Form | null },
  state: OwnState,
): void {
  const { template, values } = planned;
  const fixed = new Map(template.texts.map(({ address, text }) => [address, text]));
  if (form === null) for (const [address, value] of values) fixed.set(address, value.text);
  const tell = (address: string, written: string, found: string): void =>
    void state.edits.push({
      ...{ sheet: sheet.name, address, form: null, cell: null },
      ...{ written, found, fate: 'label' },
    });
  for (const [address, { text }] of sheet.cells) {
    const written = fixed.get(address);
    if (written === undefined && (values.has(address) || form?.kind === 'list')) continue;
    if (saysSame(written ?? '', text) || signature.test(written ?? '')) continue;
    const closed = form !== null && written !== undefined && isClosingMark(written);
    if (closed && figureIn(text) !== null) {
      const error = { code: 'import.closedCell', params: { found: text } } as const;
      state.report('error', { sheet: sheet.name, address }, error);
      continue;
    }
    tell(address, written ?? '', text);
    return;
  }
  for (const [address, text] of fixed) {
    if (text === '' || signature.test(text) || sheet.cells.has(address)) continue;
    tell(address, text, '');
    return;
  }
}
