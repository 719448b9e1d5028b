import type { Definitions } from '../definitions';
import { columnLetters, columnNumber, parseAddress } from '../workbook-address';
import { isPersonal } from '../workbook-findings';
import type { MappedCell, MappedList, TemplateSheet } from './report';
import { lastFreeRow } from './sheets';
import { cellSourceName, hasMark, readCellSource, sourcesIn } from './source';

export interface FoundMarks {
  readonly cells: readonly MappedCell[];
  readonly lists: readonly MappedList[];
}

interface ListMark {
  readonly column: string;
  readonly letters: string;
  readonly row: number;
}

/** Marks of one list: those of its first marked row are its columns; the check tells of the others. */
function listOf(sheet: TemplateSheet, form: string, marks: readonly ListMark[]): MappedList {
  const firstRow = Math.min(...marks.map(({ row }) => row));
  const columns: Record<string, string> = {};
  for (const mark of marks) if (mark.row === firstRow) columns[mark.column] ??= mark.letters;
  const lastRow = lastFreeRow(sheet, firstRow, Object.values(columns).map(columnNumber));
  return { sheet: sheet.sheet, form, firstRow, lastRow, columns };
}

/** What the bureau typed into the cells of one sheet as `{{…}}`: a value, words around values, or a list's column. */
function marksOf(definitions: Definitions, sheet: TemplateSheet): FoundMarks {
  const cells: MappedCell[] = [];
  const lists = new Map<string, ListMark[]>();
  for (const { address, text, formula } of sheet.cells) {
    if (formula || !hasMark(text)) continue;
    const found = readCellSource(definitions, text);
    if ('unknown' in found) continue;
    const column = sourcesIn(found.read).find(({ kind }) => kind === 'listColumn');
    if (column?.kind !== 'listColumn') {
      cells.push({ sheet: sheet.sheet, address, source: cellSourceName(found.read), by: 'mark' });
      continue;
    }
    const form = definitions.forms[column.form];
    if (form === undefined || isPersonal(form) || found.read.kind === 'words') continue;
    const { row, column: at } = parseAddress(address);
    const mark = { column: column.column, letters: columnLetters(at), row };
    lists.set(column.form, [...(lists.get(column.form) ?? []), mark]);
  }
  return { cells, lists: [...lists].map(([form, marks]) => listOf(sheet, form, marks)) };
}

/** All marks of a template that mean something; `mappingProblems` tells of the others. */
export function findMarks(definitions: Definitions, sheets: readonly TemplateSheet[]): FoundMarks {
  const found = sheets.map((sheet) => marksOf(definitions, sheet));
  return {
    cells: found.flatMap(({ cells }) => cells),
    lists: found.flatMap(({ lists }) => lists),
  };
}
