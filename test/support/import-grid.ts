import type { Grid, GridCell, GridSheet } from '../../shared/grid';
import { recogniseWorkbook } from '../../shared/import/recognise';
import { readImport } from '../../shared/import/read';
import type { StagedImport } from '../../shared/import/staged';
import { formatAddress, parseAddress, parseRange } from '../../shared/workbook-address';
import type { Position } from '../../shared/workbook-address';
import type { WorkbookPlan } from '../../shared/workbook-sheet';
import { shippedDefinitions } from './definitions';

export const definitions = shippedDefinitions();

/** The same for the hash in a plan's data sheet and for reading it. */
export function plainHash(text: string): string {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_000_007;
  return `hash ${text.length} ${hash}`;
}

/** What the reader gives for the workbook of a plan. */
export function gridOfPlan(plan: WorkbookPlan): Grid {
  const sheets = plan.sheets.map((template): GridSheet => {
    const cells = new Map<string, GridCell>();
    for (const { address, text } of template.texts)
      if (text !== '') cells.set(address, { kind: 'text', text, formula: null });
    for (const { sheet, address, value } of plan.cells) {
      if (sheet !== template.sheet || value.kind === 'blank') continue;
      cells.set(address, { kind: value.kind, text: value.text, formula: null });
    }
    return {
      ...{ name: template.sheet, visibility: template.visibility, cells },
      merges: template.merges.map(parseRange),
    };
  });
  return { format: 'xlsx', sheets, notices: [] };
}

export type CellEdit = string | number | null | GridCell;

function cellOf(edit: Exclude<CellEdit, null>): GridCell {
  if (typeof edit === 'object') return edit;
  return { kind: typeof edit === 'number' ? 'number' : 'text', text: String(edit), formula: null };
}

/** The workbook as somebody changed it: `{ '教基3112_小学': { F12: 5, G12: null } }`. */
export function edited(
  grid: Grid,
  edits: Readonly<Record<string, Readonly<Record<string, CellEdit>>>>,
): Grid {
  const names = new Set(grid.sheets.map(({ name }) => name));
  for (const name of Object.keys(edits)) if (!names.has(name)) throw new Error(`no sheet ${name}`);
  return {
    ...grid,
    sheets: grid.sheets.map((sheet) => {
      const cells = new Map(sheet.cells);
      for (const [address, edit] of Object.entries(edits[sheet.name] ?? {})) {
        if (edit === null) cells.delete(address);
        else cells.set(address, cellOf(edit));
      }
      return { ...sheet, cells };
    }),
  };
}

export function withoutSheet(grid: Grid, name: string): Grid {
  return { ...grid, sheets: grid.sheets.filter((sheet) => sheet.name !== name) };
}

/** The sheet with a row put in above `row`. */
export function withRowAbove(grid: Grid, name: string, row: number): Grid {
  const moved = (address: string): string =>
    address.replace(/\d+$/, (digits) => String(Number(digits) + (Number(digits) >= row ? 1 : 0)));
  return {
    ...grid,
    sheets: grid.sheets.map((sheet) =>
      sheet.name === name
        ? { ...sheet, cells: new Map([...sheet.cells].map(([address, cell]) => [moved(address), cell])) }
        : sheet,
    ),
  };
}

export function stage(grid: Grid, more: Partial<Parameters<typeof readImport>[0]> = {}): StagedImport {
  const recognition = recogniseWorkbook(definitions, grid);
  return readImport({
    ...{ definitions, fileName: 'a.xlsx', grid, recognition, hashText: plainHash },
    ...more,
  });
}

type Line = 'row' | 'column';

/** The sheet with its cells and merges renumbered: `to` says where a row or column goes, null takes it out. */
function renumbered(grid: Grid, name: string, line: Line, to: (at: number) => number | null): Grid {
  const moved = (position: Position): Position | null => {
    const at = to(position[line]);
    return at === null ? null : { ...position, [line]: at };
  };
  const sheets = grid.sheets.map((sheet): GridSheet => {
    if (sheet.name !== name) return sheet;
    const cells = [...sheet.cells].flatMap(([address, cell]) => {
      const position = moved(parseAddress(address));
      return position === null ? [] : [[formatAddress(position), cell] as const];
    });
    const merges = sheet.merges.flatMap(({ from, to: end }) => {
      const [start, stop] = [moved(from), moved(end)];
      return start === null || stop === null || start[line] > stop[line] ? [] : [{ from: start, to: stop }];
    });
    return { ...sheet, cells: new Map(cells), merges };
  });
  return { ...grid, sheets };
}

export const withLineRemoved = (grid: Grid, name: string, line: Line, gone: number): Grid =>
  renumbered(grid, name, line, (at) => (at === gone ? null : at > gone ? at - 1 : at));

export const withLineInserted = (grid: Grid, name: string, line: Line, place: number): Grid =>
  renumbered(grid, name, line, (at) => (at >= place ? at + 1 : at));

export const withLinesSwapped = (grid: Grid, name: string, line: Line, first: number): Grid =>
  renumbered(grid, name, line, (at) => (at === first ? at + 1 : at === first + 1 ? at - 1 : at));
