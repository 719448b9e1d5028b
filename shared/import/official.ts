import { cellName, cellsOf } from '../cell';
import type { FormCell } from '../cell';
import type { Definitions } from '../definitions';
import type { Form } from '../form';
import type { Grid, GridCell, GridSheet } from '../grid';
import { isPercentCell } from '../percentage';
import type { ListRecord } from '../submission';
import { closedPlaces } from './closed-cells';
import { figureIn, inUnitOf, isClosingMark, isFigure, readFound, statedText } from './cell-text';
import { shown, tellOddities } from './oddities';
import type { OfficialState } from './oddities';
import { readOfficialList } from './official-list';
import type { Placement, Recognition } from './recognition';
import type { FoundAt, FoundContent, ReportProblem } from './staged';

/** What the visible cells of a workbook say that does not carry our data. */
export interface OfficialReading {
  readonly found: FoundContent;
  readonly places: ReadonlyMap<string, FoundAt>;
  readonly marked: ReadonlyMap<string, FoundAt>;
  /** Cells with a value that were read, by sheet. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Reads every placed form. What a cell says that it cannot hold is kept and told; nothing is left out unseen. */
export function readOfficial(
  definitions: Definitions,
  grid: Grid,
  recognition: Recognition,
  report: ReportProblem,
): OfficialReading {
  const state: OfficialState = {
    ...{ cells: new Map(), stated: new Map(), places: new Map(), marked: new Map() },
    ...{ report, uncalculated: 0 },
  };
  const lists: Record<string, readonly ListRecord[]> = {};
  const sheets = new Map(grid.sheets.map((sheet) => [sheet.name, sheet]));
  const counts = new Map<string, number>();
  const first = new Map<string, string>();
  for (const placement of recognition.placements) {
    const form = definitions.forms[placement.form];
    const sheet = sheets.get(placement.sheet);
    if (form === undefined || sheet === undefined) continue;
    const fault = faultOf(definitions, placement, recognition.edition, first.get(form.code));
    if (fault !== null) {
      report('error', { sheet: sheet.name, address: '' }, fault);
      continue;
    }
    first.set(form.code, sheet.name);
    const list = placement.list === null ? null : readOfficialList(form, sheet, placement.list, state);
    if (list !== null) lists[form.code] = list.records;
    const count = list?.count ?? readCells(form, sheet, placement, state);
    counts.set(sheet.name, (counts.get(sheet.name) ?? 0) + count);
    if (placement.missing.length > 0) {
      const error = { code: 'import.noPlaces', params: { form: form.code, cells: placement.missing.length } };
      report('error', { sheet: sheet.name, address: '' }, error as Parameters<ReportProblem>[2]);
    }
  }
  const { cells, stated, places, marked, uncalculated } = state;
  if (uncalculated > 0) {
    const error = { code: 'import.totalsUncalculated', params: { cells: uncalculated } } as const;
    report('notice', { sheet: '', address: '' }, error);
  }
  const found = { cells, lists, reviewed: null, explanations: [], stated };
  return { found, places, marked, counts };
}

function faultOf(
  { editionOf }: Definitions,
  { form }: Placement,
  edition: string | null,
  first: string | undefined,
): Parameters<ReportProblem>[2] | null {
  const home = editionOf[form] ?? '';
  if (home !== edition && home !== 'local')
    return { code: 'import.formElsewhere', params: { form, edition: home } };
  return first === undefined ? null : { code: 'import.formTwice', params: { form, first } };
}

function readCells(form: Form, sheet: GridSheet, placement: Placement, state: OfficialState): number {
  const { cells } = placement;
  const closed = closedPlaces(form, placement);
  let count = 0;
  for (const cell of cellsOf(form)) {
    const address = cells.get(cell.key) ?? closed.get(cell.key);
    if (address === undefined) continue;
    const found = sheet.cells.get(address);
    if (found !== undefined && cell.kind !== 'notApplicable') count += 1;
    readCell(form, cell, { sheet: sheet.name, address }, found, state);
  }
  return count;
}

function readCell(
  form: Form,
  cell: FormCell,
  at: FoundAt,
  seen: GridCell | undefined,
  state: OfficialState,
): void {
  const { key, kind, spec } = cell;
  const found = inUnitOf(seen, isPercentCell(cell));
  const name = cellName(form.code, key);
  const { cells, marked, places, report, stated } = state;
  // 学校系统 prints -1 in its field forms for what a school does not have.
  const isNone = form.kind === 'fields' && isFigure(spec) && figureIn(found?.text ?? '') === '-1';
  if (kind === 'notApplicable') {
    if (found !== undefined && !isNone && !isEmptyMark(found.text))
      report('error', at, { code: 'import.closedCell', params: { found: shown(found.text) } });
    return;
  }
  const reading = isNone ? ({ kind: 'mark' } as const) : readFound(found, spec);
  if (reading.kind === 'uncalculated' && kind === 'computed') {
    state.uncalculated += 1;
    return;
  }
  if (reading.kind === 'uncalculated') {
    report('error', at, { code: 'import.uncalculated', params: { formula: shown(found?.formula ?? '') } });
    return;
  }
  if (kind === 'computed') {
    const text = reading.kind === 'mark' ? '' : (found?.text ?? '');
    if (text.trim() === '') places.set(name, at);
    else if (isFigure(spec) && figureIn(text) === null)
      report('error', at, { code: 'import.notTotal', params: { found: shown(text) } });
    else {
      places.set(name, at);
      stated.set(name, statedText(text));
    }
    return;
  }
  places.set(name, at);
  if (reading.kind === 'mark') {
    cells.set(name, null);
    marked.set(name, at);
    return;
  }
  cells.set(name, reading.content);
  tellOddities(found, reading.problem !== null, at, report);
}

/** A closed cell may print its mark, a zero, or nothing. */
function isEmptyMark(text: string): boolean {
  return isClosingMark(text) || text.trim() === '' || figureIn(text) === '0';
}
