import { cellKey, columnPath, rowPath } from './cell';
import type { Definitions } from './definitions';
import type { Form } from './form';

/**
 * Where the cells of one form continue in another edition, found by labels because the numbers moved. All maps are
 * of codes or cell keys (`04.15`).
 */
export interface BridgedForm {
  readonly form: string;
  readonly rows: ReadonlyMap<string, string>;
  readonly columns: ReadonlyMap<string, string>;
  /** Cells that moved on their own; they come before rows and columns. */
  readonly cells: ReadonlyMap<string, string>;
}

interface Labelled {
  readonly code: string;
  readonly path: string;
}

const rowsOf = (form: Form): readonly Labelled[] =>
  (form.rows ?? []).map((row) => ({ code: row.code, path: rowPath(form, row) }));
const columnsOf = (form: Form): readonly Labelled[] =>
  (form.columns ?? []).map((column) => ({ code: column.code, path: columnPath(column) }));

/** The code under a path; undefined when no or more than one carries it, for then the label decides nothing. */
function codeOf(all: readonly Labelled[], path: string): string | undefined {
  const found = all.filter((item) => item.path === path);
  return found.length === 1 ? found[0]?.code : undefined;
}

/**
 * Codes whose labels continue. `renamed` holds whole paths or single segments that read differently there; an empty
 * text says that a label, though printed alike, means something else.
 */
function pair(
  from: readonly Labelled[],
  to: readonly Labelled[],
  renamed: Readonly<Record<string, string>>,
): [string, string][] {
  return from.flatMap(({ code, path }): [string, string][] => {
    if (codeOf(from, path) === undefined) return [];
    const segments = path.split('·').map((segment) => renamed[segment] ?? segment);
    const match = codeOf(to, renamed[path] ?? segments.join('·'));
    return match === undefined ? [] : [[code, match]];
  });
}

function pairCells(from: Form, to: Form, cells: Readonly<Record<string, string>>): [string, string][] {
  const keyOf = (form: Form, path: string): string | undefined => {
    const [row = '', column = ''] = path.split('×');
    const [rowCode, columnCode] = [codeOf(rowsOf(form), row), codeOf(columnsOf(form), column)];
    return rowCode === undefined || columnCode === undefined ? undefined : cellKey(rowCode, columnCode);
  };
  return Object.entries(cells).flatMap(([old, next]): [string, string][] => {
    const [fromKey, toKey] = [keyOf(from, old), keyOf(to, next)];
    return fromKey === undefined || toKey === undefined ? [] : [[fromKey, toKey]];
  });
}

const reversed = (pairs: readonly [string, string][]) => new Map(pairs.map(([from, to]) => [to, from]));

const bridgesOf = new WeakMap<Definitions, ReadonlyMap<string, readonly BridgedForm[]>>();

/** Counterparts of a form in the editions next to its own, by form code; empty when its numbers do not carry over. */
export function counterparts(definitions: Definitions, form: string): readonly BridgedForm[] {
  let all = bridgesOf.get(definitions);
  if (all === undefined) {
    all = buildBridges(definitions);
    bridgesOf.set(definitions, all);
  }
  return all.get(form) ?? [];
}

function buildBridges(definitions: Definitions): ReadonlyMap<string, readonly BridgedForm[]> {
  const result = new Map<string, BridgedForm[]>();
  const put = (from: string, bridged: BridgedForm) =>
    result.set(from, [...(result.get(from) ?? []), bridged]);
  for (const link of definitions.bridges.flatMap((bridge) => bridge.forms)) {
    const [from, to] = [definitions.forms[link.from], definitions.forms[link.to]];
    if (from === undefined || to === undefined) continue;
    const rows = pair(rowsOf(from), rowsOf(to), link.rows);
    const columns = pair(columnsOf(from), columnsOf(to), link.columns);
    const cells = pairCells(from, to, link.cells ?? {});
    put(link.from, { form: link.to, rows: new Map(rows), columns: new Map(columns), cells: new Map(cells) });
    put(link.to, {
      form: link.from,
      rows: reversed(rows),
      columns: reversed(columns),
      cells: reversed(cells),
    });
  }
  return result;
}

interface CellPlace {
  readonly form: string;
  readonly row: string;
  readonly col: string;
}

/**
 * The same cell in a form of another edition, or in one of the bureau's own forms where that edition has dropped the
 * figure; undefined when neither has it.
 */
export function bridgeCell(
  definitions: Definitions,
  from: CellPlace,
  edition: string,
): CellPlace | undefined {
  const all = counterparts(definitions, from.form);
  for (const home of [edition, 'local'])
    for (const bridged of all) {
      const place = definitions.editionOf[bridged.form] === home ? placeIn(bridged, from) : undefined;
      if (place !== undefined) return place;
    }
  return undefined;
}

function placeIn(bridged: BridgedForm, { row, col }: CellPlace): CellPlace | undefined {
  const { form } = bridged;
  const moved = bridged.cells.get(cellKey(row, col));
  if (moved !== undefined) {
    const [movedRow = '', movedCol = ''] = moved.split('.');
    return { form, row: movedRow, col: movedCol };
  }
  const [rowCode, colCode] = [bridged.rows.get(row), bridged.columns.get(col)];
  return rowCode === undefined || colCode === undefined ? undefined : { form, row: rowCode, col: colCode };
}
