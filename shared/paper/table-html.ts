import type { Style } from '../layout';
import type { Position, Range } from '../workbook-address';
import { type CellClasses, indentPoints, paddingPoints } from './css';
import { fittedFont } from './fit';
import { drawn } from './measure';
import { type PaperPage, sizeOf } from './pages';
import type { PaperCell, PaperTable, Track } from './table';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** The part of a merge that stands on the page, as tracks; a cell of its own is one of each. */
interface Block {
  readonly rows: readonly Track[];
  readonly columns: readonly Track[];
  readonly range: Range;
}

const noLines: Style['border'] = ['none', 'none', 'none', 'none'];

/** Each edge of a merge is drawn by the cells along it. */
function bordersOf({ cellAt }: PaperTable, { from, to }: Range): Style['border'] {
  const at = (position: Position): Style['border'] => cellAt(position)?.style.border ?? noLines;
  const right = at({ column: to.column, row: from.row });
  const bottom = at({ column: from.column, row: to.row });
  const first = at(from);
  return [first[0], right[1], first[2], bottom[3]];
}

/** A text that is not wrapped runs on over blank cells at its right, as in a workbook program. */
function roomAtRight(page: PaperPage, block: Block, cell: PaperCell): number {
  const startsLeft = cell.style.align === 'left' || (cell.style.align === 'general' && !cell.isNumber);
  if (cell.style.wrap === true || !startsLeft) return 0;
  let room = 0;
  for (const column of page.columns) {
    if (column.index <= block.range.to.column) continue;
    const position = { column: column.index, row: block.range.from.row };
    const isFree =
      (page.table.cellAt(position)?.text ?? '') === '' && page.table.mergeAt(position) === undefined;
    if (!isFree) break;
    room += column.size;
  }
  return room;
}

function cellHtml(page: PaperPage, block: Block, classes: CellClasses): string {
  const { table, scale } = page;
  const cell = table.cellAt(block.range.from);
  const spans =
    (block.rows.length > 1 ? ` rowspan="${block.rows.length}"` : '') +
    (block.columns.length > 1 ? ` colspan="${block.columns.length}"` : '');
  if (cell === undefined) return `<td${spans}></td>`;
  const { style, isNumber } = cell;
  const text = style.wrap === true ? cell.text : cell.text.replaceAll('\n', ' ');
  const aside = 2 * paddingPoints + (style.indent ?? 0) * indentPoints;
  const fitted = fittedFont(text, style, scale, {
    width: Math.max(1, sizeOf(block.columns) + roomAtRight(page, block, cell) - aside) * scale,
    height: sizeOf(block.rows) * scale,
  });
  const name = classes.nameOf({ style, border: bordersOf(table, block.range), isNumber, fitted, scale });
  return `<td class="${name}"${spans}>${escapeHtml(text)}</td>`;
}

function rowHtml(page: PaperPage, section: readonly Track[], row: Track, classes: CellClasses): string {
  const cells: string[] = [];
  for (const column of page.columns) {
    const position = { column: column.index, row: row.index };
    const range = page.table.mergeAt(position) ?? { from: position, to: position };
    const rows = section.filter(({ index }) => index >= range.from.row && index <= range.to.row);
    const columns = page.columns.filter(
      ({ index }) => index >= range.from.column && index <= range.to.column,
    );
    // The first visible cell of a merge stands for it; of one that runs over the page's edge, on each page again.
    if (rows[0] !== row || columns[0] !== column) continue;
    cells.push(cellHtml(page, { rows, columns, range }, classes));
  }
  return `<tr style="height:${drawn(row.size * page.scale)}">${cells.join('')}</tr>`;
}

function sectionHtml(page: PaperPage, element: string, rows: readonly Track[], classes: CellClasses): string {
  if (rows.length === 0) return '';
  return `<${element}>${rows.map((row) => rowHtml(page, rows, row, classes)).join('\n')}</${element}>`;
}

/** The sheet's part on the page; rows that are repeated are its head. */
export function tableHtml(page: PaperPage, classes: CellClasses): string {
  const { columns, scale, table } = page;
  const widths = columns.map(({ size }) => `<col style="width:${drawn(size * scale)}">`).join('');
  const centered = table.template.page.centered ? ' class="centered"' : '';
  return [
    `<table${centered} style="width:${drawn(sizeOf(columns) * scale)}"><colgroup>${widths}</colgroup>`,
    sectionHtml(page, 'thead', page.head, classes),
    sectionHtml(page, 'tbody', page.rows, classes),
    '</table>',
  ].join('\n');
}
