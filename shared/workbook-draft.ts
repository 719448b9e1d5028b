import { formatAddress, formatRange, isSingleCell, positionsOf } from './workbook-address';
import type { Position, Range } from './workbook-address';
import { heightOf, linesIn, textValue } from './workbook-sheet';
import type {
  FixedText,
  PageSetup,
  PlannedCell,
  PlannedValue,
  SheetTemplate,
  SizeSpan,
} from './workbook-sheet';
import { ownStyles } from './workbook-styles';
import type { OwnStyle } from './workbook-styles';

/** A sheet together with the cells that fill it. */
export interface SheetPlan {
  readonly template: SheetTemplate;
  readonly cells: readonly PlannedCell[];
}

export const ownPage: PageSetup = {
  paper: 'A4',
  orientation: 'landscape',
  scale: null,
  fit: 'width',
  margins: { left: 0.3937, right: 0.3937, top: 0.3937, bottom: 0.3937, header: 0.315, footer: 0.1969 },
  header: null,
  footer: '&P/&N',
  centered: true,
};

/** Collects texts and values of one of our own sheets. */
export class SheetDraft {
  readonly #sheet: string;
  readonly #texts: FixedText[] = [];
  readonly #data: { address: string; style: string }[] = [];
  readonly #cells: PlannedCell[] = [];
  readonly #merges: string[] = [];
  readonly #rows: SizeSpan[] = [];
  #last: Position = { column: 1, row: 1 };

  constructor(sheet: string) {
    this.#sheet = sheet;
  }

  /** A text that does not depend on the submission. */
  fixed(range: Range, text: string, style: OwnStyle): void {
    this.#texts.push({ address: formatAddress(range.from), text, style });
    this.#cover(range, style);
  }

  value(range: Range, value: PlannedValue, style: OwnStyle): void {
    const address = formatAddress(range.from);
    this.#data.push({ address, style });
    this.#cells.push({ sheet: this.#sheet, address, value, style });
    this.#cover(range, style);
  }

  height(row: number, size: number, hidden = false): void {
    this.#rows.push({ from: row, to: row, size, hidden });
  }

  finish(rest: {
    readonly columns: readonly SizeSpan[];
    readonly page?: Partial<PageSetup>;
    readonly titleRows?: readonly [number, number];
    readonly visibility?: SheetTemplate['visibility'];
  }): SheetPlan {
    const visibility = rest.visibility ?? 'visible';
    const template: SheetTemplate = {
      sheet: this.#sheet,
      visibility,
      styles: ownStyles,
      texts: this.#texts,
      data: this.#data,
      merges: this.#merges,
      columns: rest.columns,
      rows: this.#rows,
      page: { ...ownPage, ...rest.page },
      titleRows: rest.titleRows ?? null,
      printArea:
        visibility === 'visible' ? formatRange({ from: { column: 1, row: 1 }, to: this.#last }) : null,
    };
    return { template, cells: this.#cells };
  }

  #cover(range: Range, style: OwnStyle): void {
    for (const position of positionsOf(range).slice(1)) {
      this.#texts.push({ address: formatAddress(position), text: '', style });
    }
    if (!isSingleCell(range)) this.#merges.push(formatRange(range));
    this.#last = {
      column: Math.max(this.#last.column, range.to.column),
      row: Math.max(this.#last.row, range.to.row),
    };
  }
}

/** The range of one cell. */
export function at(column: number, row: number): Range {
  return { from: { column, row }, to: { column, row } };
}

/** Neighbouring cells of one row, merged. */
export function across(fromColumn: number, toColumn: number, row: number): Range {
  return { from: { column: fromColumn, row }, to: { column: toColumn, row } };
}

export interface TableColumn {
  readonly head: string;
  readonly width: number;
  readonly style: OwnStyle;
}

export interface Table {
  readonly sheet: string;
  readonly title: string;
  /** Printed under the title. */
  readonly remark: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly PlannedValue[])[];
  /** Printed instead of rows when there are none. */
  readonly empty: string;
}

const titleRow = 1;
const remarkRow = 2;
const headRow = 3;

/** A generated list: title, remark, head and one row for each entry, high enough for its longest text. */
export function tableSheet(table: Table): SheetPlan {
  const draft = new SheetDraft(table.sheet);
  const width = table.columns.length;
  const total = table.columns.reduce((sum, column) => sum + column.width, 0);
  draft.fixed(across(1, width, titleRow), table.title, 'title');
  draft.height(titleRow, 27);
  draft.value(across(1, width, remarkRow), textValue(table.remark), 'remark');
  draft.height(remarkRow, heightOf(linesIn(table.remark, total)));
  table.columns.forEach((column, index) => draft.fixed(at(index + 1, headRow), column.head, 'head'));
  draft.height(headRow, 18);
  table.rows.forEach((row, index) => {
    let lines = 1;
    table.columns.forEach((column, place) => {
      const value = row[place] ?? textValue('');
      draft.value(at(place + 1, headRow + 1 + index), value, column.style);
      lines = Math.max(lines, linesIn(value.text, column.width));
    });
    draft.height(headRow + 1 + index, Math.min(409, heightOf(lines)));
  });
  if (table.rows.length === 0) draft.value(across(1, width, headRow + 1), textValue(table.empty), 'centre');
  const columns = table.columns.map((column, index) => ({
    from: index + 1,
    to: index + 1,
    size: column.width,
    hidden: false,
  }));
  return draft.finish({ columns, titleRows: [headRow, headRow] });
}
