import type { Definitions } from '../definitions';
import { columnLetters, columnNumber, parseAddress } from '../workbook-address';
import { isPersonal } from '../workbook-findings';
import type { MappedCell, MappedList, TemplateProblem, TemplateSheet } from './report';
import { lastFreeRow } from './sheets';
import { cellSourceName, hasMark, readCellSource, sourcesIn } from './source';

export interface FoundMarks {
  readonly cells: readonly MappedCell[];
  readonly lists: readonly MappedList[];
  readonly problems: readonly TemplateProblem[];
}

interface ListMark {
  readonly form: string;
  readonly column: string;
  readonly letters: string;
  readonly row: number;
  readonly address: string;
  readonly text: string;
}

/** Marks of one list: those of its first marked row are its columns. */
function listOf(sheet: TemplateSheet, marks: readonly ListMark[]): { list: MappedList; astray: ListMark[] } {
  const firstRow = Math.min(...marks.map(({ row }) => row));
  const columns: Record<string, string> = {};
  const astray: ListMark[] = [];
  for (const mark of marks) {
    if (mark.row !== firstRow || columns[mark.column] !== undefined) astray.push(mark);
    else columns[mark.column] = mark.letters;
  }
  const numbers = Object.values(columns).map(columnNumber);
  const lastRow = lastFreeRow(sheet, firstRow, numbers);
  const form = marks[0]?.form ?? '';
  return { list: { sheet: sheet.sheet, form, firstRow, lastRow, columns }, astray };
}

/** What the bureau typed into the cells of one sheet as `{{…}}`: a value, words around values, or a list's column. */
function marksOf(definitions: Definitions, sheet: TemplateSheet): FoundMarks {
  const cells: MappedCell[] = [];
  const problems: TemplateProblem[] = [];
  const lists = new Map<string, ListMark[]>();
  const complain = (address: string, error: TemplateProblem['error']) =>
    problems.push({ sheet: sheet.sheet, address, error });
  for (const { address, text, formula } of sheet.cells) {
    if (formula || !hasMark(text)) continue;
    const found = readCellSource(definitions, text);
    if ('unknown' in found) {
      complain(address, { code: 'template.unknownSource', params: { source: found.unknown } });
      continue;
    }
    const column = sourcesIn(found.read).find(({ kind }) => kind === 'listColumn');
    if (column?.kind !== 'listColumn') {
      cells.push({ sheet: sheet.sheet, address, source: cellSourceName(found.read), by: 'mark' });
      continue;
    }
    const form = definitions.forms[column.form];
    if (form !== undefined && isPersonal(form)) {
      complain(address, { code: 'template.personalList', params: { form: column.form } });
    } else if (found.read.kind === 'words') {
      complain(address, { code: 'template.listMark', params: { source: text } });
    } else {
      const { row, column: at } = parseAddress(address);
      const mark = { ...column, letters: columnLetters(at), row, address, text };
      lists.set(column.form, [...(lists.get(column.form) ?? []), mark]);
    }
  }
  const placed = [...lists.values()].map((marks) => listOf(sheet, marks));
  for (const { astray } of placed) {
    for (const { address, text } of astray)
      complain(address, { code: 'template.listMark', params: { source: text } });
  }
  return { cells, lists: placed.map(({ list }) => list), problems };
}

/** All marks of a template, sheet by sheet, with those that mean nothing. */
export function findMarks(definitions: Definitions, sheets: readonly TemplateSheet[]): FoundMarks {
  const found = sheets.map((sheet) => marksOf(definitions, sheet));
  return {
    cells: found.flatMap(({ cells }) => cells),
    lists: found.flatMap(({ lists }) => lists),
    problems: found.flatMap(({ problems }) => problems),
  };
}
