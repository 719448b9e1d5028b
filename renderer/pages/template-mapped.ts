import { cellName } from '../../shared/cell';
import type { CellView } from '../../shared/calculation';
import { type MappedPlaces } from '../../shared/template/check';
import type { MappedCell, MappedList, TemplateProblem, TemplateSheet } from '../../shared/template/report';
import { lastFreeRow } from '../../shared/template/sheets';
import { cellSourceName, readCellSource, type CellSource, type Source } from '../../shared/template/source';
import {
  cellSourceValue,
  figureValue,
  type SourceValue,
  type TemplateFigures,
} from '../../shared/template/source-value';
import { columnKey, specOf } from '../../shared/cell';
import { columnNumber, parseAddress } from '../../shared/workbook-address';
import type { SubmissionStore } from '../store/submission-store';
import { listAddress, shownRows } from './template-view';

/** What one cell of the preview takes. */
export interface MappedShown {
  readonly source: string;
  readonly read: CellSource | null;
  readonly by: MappedCell['by'] | 'list';
  readonly value: SourceValue;
}

/**
 * The open submission as a template asks for it, as of one `derived` of the store: indicators are computed once for all
 * cells.
 */
export function figuresOf(store: SubmissionStore, _derived: number): TemplateFigures {
  const { definitions, school, collection, forms } = store;
  let indicators: ReturnType<SubmissionStore['indicators']> | null = null;
  return {
    ...{ definitions, school, collection },
    calculation: {
      forms,
      cell: (form, cell) => viewOf(store, form, cell),
      indicators: () => (indicators ??= store.indicators()),
    },
  };
}

function viewOf(store: SubmissionStore, form: string, cell: string): CellView {
  return store.cells.get(cellName(form, cell)).view;
}

/** What stands in each mapped cell of one sheet, by address. */
export function mappedOn(
  { sheet, rows }: Pick<TemplateSheet, 'sheet' | 'rows'>,
  { cells, lists }: MappedPlaces,
  figures: TemplateFigures,
  store: SubmissionStore,
): ReadonlyMap<string, MappedShown> {
  const shown = new Map<string, MappedShown>();
  for (const list of lists) if (list.sheet === sheet) showList(shown, list, rows, store);
  for (const cell of cells) {
    if (cell.sheet !== sheet) continue;
    const found = readCellSource(figures.definitions, cell.source);
    const read = 'read' in found ? found.read : null;
    const value: SourceValue = read === null ? { kind: 'blank' } : cellSourceValue(read, figures);
    shown.set(cell.address, { source: cell.source, read, by: cell.by, value });
  }
  return shown;
}

function showList(
  shown: Map<string, MappedShown>,
  list: MappedList,
  sheetRows: number,
  store: SubmissionStore,
) {
  const form = store.definitions.forms[list.form];
  const filled = store.forms.some(({ code }) => code === list.form);
  const records = filled ? store.rows.get(list.form) : [];
  // Rows of the sheet that no record reaches are marked too: she sees how far the list may go.
  const recordsEnd = list.firstRow + Math.max(records.length, 1) - 1;
  const lastRow = Math.min(list.lastRow, shownRows, Math.max(recordsEnd, sheetRows));
  for (const [column, letters] of Object.entries(list.columns)) {
    const definition = form?.columns?.find(({ code }) => columnKey(code) === column);
    const source: Source = { kind: 'listColumn', form: list.form, column };
    for (let row = list.firstRow; row <= lastRow; row += 1) {
      const record = records[row - list.firstRow];
      const view = record === undefined ? null : viewOf(store, list.form, `${record}.${column}`);
      const value: SourceValue =
        view === null || definition === undefined
          ? { kind: 'blank' }
          : figureValue(specOf(definition).type, view.content, view.text, source);
      shown.set(listAddress(letters, row), {
        ...{ source: cellName(list.form, column), by: 'list', value },
        read: { kind: 'single', source },
      });
    }
  }
}

/** The mapping with a cell taking this source, or none; a column of a list joins the list of its sheet. */
export function withSource(
  places: MappedPlaces,
  sheet: TemplateSheet,
  address: string,
  source: CellSource | null,
): MappedPlaces {
  const cleared = without(places, sheet.sheet, address);
  if (source === null) return cleared;
  const column = source.kind === 'single' && source.source.kind === 'listColumn' ? source.source : null;
  if (column === null) {
    const cell: MappedCell = { sheet: sheet.sheet, address, source: cellSourceName(source), by: 'hand' };
    return { ...cleared, cells: [...cleared.cells, cell] };
  }
  const { row } = parseAddress(address);
  const letters = address.replace(/\d+$/, '');
  const here = (list: MappedList) => list.sheet === sheet.sheet && list.form === column.form;
  const before = cleared.lists.find(here);
  const columns = { ...before?.columns, [column.column]: letters };
  const firstRow = before?.firstRow ?? row;
  const free = lastFreeRow(sheet, firstRow, Object.values(columns).map(columnNumber));
  const lastRow = before === undefined ? free : Math.min(before.lastRow, free);
  const list: MappedList = { sheet: sheet.sheet, form: column.form, firstRow, lastRow, columns };
  return { ...cleared, lists: [...cleared.lists.filter((one) => !here(one)), list] };
}

/** The list that has a column through this cell. */
export function listThrough(
  lists: readonly MappedList[],
  sheet: string,
  address: string,
): { readonly list: MappedList; readonly column: string } | null {
  const { column, row } = parseAddress(address);
  for (const list of lists) {
    if (list.sheet !== sheet || row < list.firstRow || row > list.lastRow) continue;
    const found = Object.entries(list.columns).find(([, letters]) => columnNumber(letters) === column);
    if (found !== undefined) return { list, column: found[0] };
  }
  return null;
}

function without({ cells, lists }: MappedPlaces, sheet: string, address: string): MappedPlaces {
  const through = listThrough(lists, sheet, address);
  return {
    cells: cells.filter((cell) => cell.sheet !== sheet || cell.address !== address),
    lists: lists.flatMap((list) => {
      if (list !== through?.list) return [list];
      const { [through.column]: _gone, ...columns } = list.columns;
      return Object.keys(columns).length === 0 ? [] : [{ ...list, columns }];
    }),
  };
}

/** The mapping with a sheet taken for a form: what labels said of the sheet before goes, marks and hand work stay. */
export function withPlaced(places: MappedPlaces, sheet: string, placed: MappedPlaces): MappedPlaces {
  const kept = places.cells.filter((cell) => cell.sheet !== sheet || cell.by !== 'label');
  const taken = new Set(kept.filter((cell) => cell.sheet === sheet).map(({ address }) => address));
  const codes = new Set(placed.lists.map(({ form }) => form));
  return {
    cells: [...kept, ...placed.cells.filter(({ address }) => !taken.has(address))],
    lists: [...places.lists.filter((list) => list.sheet !== sheet || !codes.has(list.form)), ...placed.lists],
  };
}

export function problemsByCell(
  problems: readonly TemplateProblem[],
): ReadonlyMap<string, readonly TemplateProblem[]> {
  const byCell = new Map<string, TemplateProblem[]>();
  for (const problem of problems) {
    const place = `${problem.sheet}!${problem.address}`;
    byCell.set(place, [...(byCell.get(place) ?? []), problem]);
  }
  return byCell;
}
