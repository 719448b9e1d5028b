import { cellName, cellsOf } from '../cell';
import type { Definitions } from '../definitions';
import type { AppError, ErrorCode, ErrorParams } from '../error';
import { columnNumber, formatAddress, parseAddress } from '../workbook-address';
import { isPersonal } from '../workbook-findings';
import type { MappedCell, MappedList, TemplateProblem, TemplateSheet } from './report';
import { isBlankOrFigure, sheetIndexes } from './sheets';
import type { SheetIndex } from './sheets';
import { brokenMark, hasMark, readCellSource, readSource, sourcesIn } from './source';
import type { Source } from './source';

/** The part of a mapping that can be right or wrong. */
export interface MappedPlaces {
  readonly cells: readonly MappedCell[];
  readonly lists: readonly MappedList[];
}

type Complain = <C extends ErrorCode>(
  sheet: string,
  address: string,
  code: C,
  params: ErrorParams[C],
) => void;

/** Limits of the file format: XFD1048576. */
const lastColumn = 16_384;
const lastRow = 1_048_576;

function sourceFault(definitions: Definitions, source: Source): AppError | null {
  if (source.kind === 'listColumn') return { code: 'template.listMark', params: { source: nameOf(source) } };
  if (source.kind !== 'cell') return null;
  const form = definitions.forms[source.form];
  const cell = form === undefined ? undefined : cellsOf(form).find(({ key }) => key === source.cell);
  if (cell?.kind !== 'notApplicable') return null;
  return { code: 'template.closedSource', params: { source: nameOf(source) } };
}

function nameOf(source: Extract<Source, { kind: 'cell' | 'listColumn' }>): string {
  return cellName(source.form, source.kind === 'cell' ? source.cell : source.column);
}

/** Why a cell of the template cannot take a value; null where it can. */
export function placeFault(index: SheetIndex, address: string): AppError | null {
  const position = parseAddress(address);
  if (position.column > lastColumn || position.row > lastRow)
    return { code: 'template.noSuchCell', params: {} };
  const range = index.coveredBy(position);
  if (range !== null) return { code: 'template.coveredCell', params: { range } };
  return index.cells.get(address)?.formula === true ? { code: 'template.formulaCell', params: {} } : null;
}

/** Why nothing was made of a mark. */
function markFault(definitions: Definitions, text: string): AppError {
  const found = readCellSource(definitions, text);
  if ('unknown' in found) return { code: 'template.unknownMark', params: { source: found.unknown } };
  const column = sourcesIn(found.read).find(({ kind }) => kind === 'listColumn');
  if (column?.kind !== 'listColumn')
    return { code: 'template.markLeft', params: { text: text.slice(0, 60) } };
  const form = definitions.forms[column.form];
  return form !== undefined && isPersonal(form)
    ? { code: 'template.personalList', params: { form: column.form } }
    : { code: 'template.listMark', params: { source: nameOf(column) } };
}

function checkCell(definitions: Definitions, index: SheetIndex, cell: MappedCell, complain: Complain): void {
  const { sheet, address, source } = cell;
  const found = readCellSource(definitions, source);
  if ('unknown' in found) complain(sheet, address, 'template.unknownSource', { source: found.unknown });
  else {
    for (const name of sourcesIn(found.read)) {
      const fault = sourceFault(definitions, name);
      if (fault !== null) complain(sheet, address, fault.code, fault.params);
    }
  }
  const fault = placeFault(index, address);
  if (fault !== null) complain(sheet, address, fault.code, fault.params);
}

function checkList(definitions: Definitions, index: SheetIndex, list: MappedList, complain: Complain): void {
  const { sheet, form: code, firstRow, columns } = list;
  const first = (letters: string) => `${letters}${firstRow}`;
  const at = first(Object.values(columns)[0] ?? 'A');
  const form = definitions.forms[code];
  if (form?.kind !== 'list') return complain(sheet, at, 'template.unknownSource', { source: code });
  if (isPersonal(form)) return complain(sheet, at, 'template.personalList', { form: code });
  if (list.lastRow < firstRow) return complain(sheet, at, 'template.listBackwards', { form: code });
  for (const [column, letters] of Object.entries(columns)) {
    if (readSource(definitions, cellName(code, column)) === null)
      complain(sheet, first(letters), 'template.unknownSource', { source: cellName(code, column) });
  }
  const wanted = new Set(Object.values(columns).map(columnNumber));
  for (const { address, text, formula } of index.cells.values()) {
    const { column, row } = parseAddress(address);
    if (!wanted.has(column) || row < firstRow || row > list.lastRow) continue;
    if (formula) complain(sheet, address, 'template.formulaCell', {});
    else if (!hasMark(text) && !isBlankOrFigure(text))
      complain(sheet, address, 'template.listOverText', { form: code, text: text.slice(0, 30) });
  }
}

/** Cells of the template that a mapping fills, with what from; of a list its first row stands for all. */
function claims({
  cells,
  lists,
}: MappedPlaces): readonly { sheet: string; address: string; source: string }[] {
  return [
    ...cells,
    ...lists.flatMap(({ sheet, form, firstRow, columns }) =>
      Object.entries(columns).map(([column, letters]) => ({
        sheet,
        address: `${letters}${firstRow}`,
        source: cellName(form, column),
      })),
    ),
  ];
}

function listAt({ lists }: MappedPlaces, { sheet, address }: MappedCell): MappedList | undefined {
  const { column, row } = parseAddress(address);
  return lists.find(
    (list) =>
      list.sheet === sheet &&
      row > list.firstRow &&
      row <= list.lastRow &&
      Object.values(list.columns).some((letters) => columnNumber(letters) === column),
  );
}

/**
 * What is wrong with a mapping on this template: sheets and cells that are not there, formulas, cells under a merge, two
 * sources for one cell, sources that mean nothing, name lists, and marks that nothing was made of.
 */
export function mappingProblems(
  definitions: Definitions,
  sheets: readonly TemplateSheet[],
  mapping: MappedPlaces,
): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const complain: Complain = (sheet, address, code, params) =>
    problems.push({ sheet, address, error: { code, params } as AppError });
  const indexes = sheetIndexes(sheets);
  const absent = new Set<string>();
  const indexFor = (sheet: string): SheetIndex | undefined => {
    const index = indexes.get(sheet);
    if (index === undefined && !absent.has(sheet)) {
      absent.add(sheet);
      complain(sheet, '', 'template.noSheet', { sheet });
    }
    return index;
  };
  for (const cell of mapping.cells) {
    const index = indexFor(cell.sheet);
    if (index !== undefined) checkCell(definitions, index, cell, complain);
    const list = listAt(mapping, cell);
    if (list !== undefined)
      complain(cell.sheet, cell.address, 'template.twoSources', { first: cell.source, second: list.form });
  }
  for (const list of mapping.lists) {
    const index = indexFor(list.sheet);
    if (index !== undefined) checkList(definitions, index, list, complain);
  }
  const taken = new Map<string, string>();
  for (const { sheet, address, source } of claims(mapping)) {
    const place = `${sheet}!${formatAddress(parseAddress(address))}`;
    const first = taken.get(place);
    if (first === undefined) taken.set(place, source);
    else complain(sheet, address, 'template.twoSources', { first, second: source });
  }
  const sources = new Map(mapping.cells.map(({ sheet, address, source }) => [`${sheet}!${address}`, source]));
  for (const { sheet, cells } of sheets) {
    for (const { address, text, formula } of cells) {
      // What will stand in the cell, where it is filled.
      const broken = brokenMark(definitions, sources.get(`${sheet}!${address}`) ?? text);
      if (formula && text.startsWith('=') && hasMark(text))
        complain(sheet, address, 'template.formulaMark', {});
      else if (!formula && broken !== null)
        complain(sheet, address, 'template.brokenMark', { text: broken.slice(0, 60) });
      if (formula || !hasMark(text) || taken.has(`${sheet}!${address}`)) continue;
      const error = markFault(definitions, text);
      complain(sheet, address, error.code, error.params);
    }
  }
  return problems;
}
