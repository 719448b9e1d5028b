import { cellName, cellsOf } from '../cell';
import type { Definitions } from '../definitions';
import type { Form } from '../form';
import type { Placement } from '../import/recognition';
import { columnNumber, parseAddress } from '../workbook-address';
import { isPersonal } from '../workbook-findings';
import { findMarks } from './marks';
import type { MappedCell, MappedList, TemplateProblem, TemplateSheet } from './report';
import { indexOf, isBlankOrFigure, lastFreeRow, sheetIndexes } from './sheets';
import type { SheetIndex } from './sheets';

/** Which cells take which values, as far as it can be told without asking. */
export interface FoundMapping {
  readonly cells: readonly MappedCell[];
  readonly lists: readonly MappedList[];
  readonly problems: readonly TemplateProblem[];
}

/** A blank cell or one with a figure is there to be filled; words, `—` and `*` are the bureau's own. */
function isFree({ cells, coveredBy }: SheetIndex, address: string): boolean {
  const cell = cells.get(address);
  if (cell?.formula === true || coveredBy(parseAddress(address)) !== null) return false;
  return cell === undefined || isBlankOrFigure(cell.text);
}

function placedCells(
  index: SheetIndex,
  form: Form,
  placement: Placement,
  by: 'label' | 'hand',
): MappedCell[] {
  const fillable = new Set(cellsOf(form).flatMap(({ key, kind }) => (kind === 'notApplicable' ? [] : [key])));
  return [...placement.cells].flatMap(([key, address]): MappedCell[] => {
    if (!fillable.has(key) || !isFree(index, address)) return [];
    return [{ sheet: placement.sheet, address, source: cellName(form.code, key), by }];
  });
}

/** Columns that the bureau computes by formulas of its own are left to it. */
function placedList({ sheet, cells }: SheetIndex, form: Form, { list }: Placement): MappedList[] {
  if (list === null) return [];
  const { firstRow } = list;
  const columns = [...list.columns].filter(
    ([, letters]) => cells.get(`${letters}${firstRow}`)?.formula !== true,
  );
  if (columns.length === 0) return [];
  const numbers = columns.map(([, letters]) => columnNumber(letters));
  const lastRow = lastFreeRow(sheet, firstRow, numbers);
  return [{ sheet: sheet.sheet, form: form.code, firstRow, lastRow, columns: Object.fromEntries(columns) }];
}

/** What one form's places on a sheet say; nothing of a name list. */
export function placementMapping(
  definitions: Definitions,
  sheet: TemplateSheet,
  placement: Placement,
  by: 'label' | 'hand',
): FoundMapping {
  const form = definitions.forms[placement.form];
  if (form === undefined) return { cells: [], lists: [], problems: [] };
  if (isPersonal(form)) {
    const error = { code: 'template.personalList', params: { form: form.code } } as const;
    return { cells: [], lists: [], problems: [{ sheet: sheet.sheet, address: '', error }] };
  }
  const index = indexOf(sheet);
  const isList = form.kind === 'list';
  return {
    cells: isList ? [] : placedCells(index, form, placement, by),
    lists: isList ? placedList(index, form, placement) : [],
    problems: [],
  };
}

/** The bureau's marks, and for all other cells what their labels say. */
export function automaticMapping(
  definitions: Definitions,
  sheets: readonly TemplateSheet[],
  placements: readonly Placement[],
): FoundMapping {
  const marks = findMarks(definitions, sheets);
  const indexes = sheetIndexes(sheets);
  const marked = new Set(marks.lists.map(({ sheet, form }) => `${sheet}!${form}`));
  const byLabel = placements.flatMap((placement) => {
    const index = indexes.get(placement.sheet);
    return index === undefined ? [] : [placementMapping(definitions, index.sheet, placement, 'label')];
  });
  // A cell with a mark is never free, so no label can claim it.
  return {
    cells: [...marks.cells, ...byLabel.flatMap(({ cells }) => cells)],
    lists: [
      ...marks.lists,
      ...byLabel.flatMap(({ lists }) => lists.filter(({ sheet, form }) => !marked.has(`${sheet}!${form}`))),
    ],
    problems: byLabel.flatMap(({ problems }) => problems),
  };
}
