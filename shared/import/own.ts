import { cellApplies, teachingOf } from '../applicability';
import { cellName, cellsOf } from '../cell';
import type { Definitions } from '../definitions';
import type { DocumentContent } from '../exchange';
import type { Form } from '../form';
import type { Grid } from '../grid';
import type { CellContent, ListRecord } from '../submission';
import { isPersonal } from '../workbook-findings';
import { sheetName } from '../workbook-template';
import { readOwnList } from './own-list';
import { readOwnCells } from './own-cells';
import { writtenWorkbook } from './own-plan';
import { compareLabels, isRecognisable, isShifted } from './own-sheet';
import type { OwnState } from './own-sheet';
import type { Recognition } from './recognition';
import type { OutsideEdit } from './report';
import type { FoundAt, FoundContent, ReportProblem } from './staged';

/** What a workbook of our own says now, and what it said when the program wrote it. */
export interface OwnReading {
  readonly found: FoundContent;
  readonly written: FoundContent;
  readonly edits: readonly OutsideEdit[];
  readonly places: ReadonlyMap<string, FoundAt>;
  /** Cells with a value that were read, by the name of the sheet in the file. */
  readonly counts: ReadonlyMap<string, number>;
}

export interface OwnInput {
  readonly definitions: Definitions;
  readonly grid: Grid;
  readonly recognition: Recognition;
  readonly content: DocumentContent;
}

/**
 * Reads our own workbook: the document tells what was written, and every visible cell is compared with it. Cells that
 * say something else were changed in another program and become part of `found`, totals and labels excepted.
 */
export function readOwn(
  { definitions, grid, recognition, content }: OwnInput,
  report: ReportProblem,
): OwnReading {
  const workbook = writtenWorkbook(definitions, content);
  const forms = workbook.forms.filter((form) => !isPersonal(form));
  const cells = documentCells(forms, content);
  const written: FoundContent = {
    cells,
    lists: documentLists(forms, content),
    reviewed: content.data.reviewed,
    explanations: content.data.explanations,
    ...(content.data.counted !== undefined && { counted: content.data.counted }),
    stated: content.stated,
  };
  const state: OwnState = {
    cells: new Map(cells),
    stated: new Map(content.stated),
    ...{ places: new Map(), edits: [], counts: new Map(), report, uncalculated: 0 },
  };
  const lists: Record<string, readonly ListRecord[]> = { ...written.lists };
  const sheets = new Map(grid.sheets.map((sheet) => [sheet.name, sheet]));
  const read = new Set<string>();
  for (const form of forms) {
    const name = sheetName(form, content.school);
    const placement = recognition.placements.find((candidate) => candidate.form === form.code);
    const planned = workbook.sheets.get(name);
    const sheet = sheets.get(placement?.sheet ?? name);
    read.add(name);
    if (planned === undefined) continue;
    if (sheet === undefined) {
      report('error', { sheet: name, address: '' }, { code: 'import.sheetGone', params: {} });
      continue;
    }
    const place = { form, sheet, planned, placement, content };
    if (!isRecognisable(place)) {
      report('error', { sheet: sheet.name, address: '' }, { code: 'import.sheetUnread', params: {} });
      continue;
    }
    if (form.kind === 'list') lists[form.code] = readOwnList(place, written.lists[form.code] ?? [], state);
    else readOwnCells(place, state);
    if (!isShifted(place)) compareLabels(place, state);
  }
  for (const [name, planned] of workbook.sheets) {
    const sheet = sheets.get(name);
    if (!read.has(name) && sheet !== undefined) compareLabels({ sheet, planned, form: null }, state);
  }
  const { edits, places, counts, stated, uncalculated } = state;
  if (uncalculated > 0) {
    const error = { code: 'import.totalsUncalculated', params: { cells: uncalculated } } as const;
    report('notice', { sheet: '', address: '' }, error);
  }
  return { found: { ...written, cells: state.cells, lists, stated }, written, edits, places, counts };
}

/** Every open cell of the forms that the document is about, a blank as null. */
function documentCells(
  forms: readonly Form[],
  { school, data }: DocumentContent,
): ReadonlyMap<string, CellContent | null> {
  const teaching = teachingOf(school);
  const cells = new Map<string, CellContent | null>();
  for (const form of forms) {
    for (const cell of cellsOf(form)) {
      const open = cell.kind === 'input' || cell.kind === 'pulled';
      if (open && cellApplies(cell, teaching)) cells.set(cellName(form.code, cell.key), null);
    }
  }
  const codes = new Set(forms.map(({ code }) => code));
  for (const { form, cell, content } of data.cells)
    if (codes.has(form)) cells.set(cellName(form, cell), content);
  return cells;
}

function documentLists(forms: readonly Form[], { data }: DocumentContent): FoundContent['lists'] {
  const lists = forms.filter((form) => form.kind === 'list');
  return Object.fromEntries(lists.map(({ code }) => [code, data.lists[code] ?? []]));
}
