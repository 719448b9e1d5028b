import { columnPath, rowPath } from './cell';
import type { Definitions } from './definitions';
import type { Form } from './form';

/** Where a cell of one edition continues in another, found by labels because the numbers moved. */
export interface BridgedForm {
  readonly form: string;
  readonly rows: ReadonlyMap<string, string>;
  readonly columns: ReadonlyMap<string, string>;
}

function pair(
  from: readonly { code: string; path: string }[],
  to: readonly { code: string; path: string }[],
  renamed: Readonly<Record<string, string>>,
): [string, string][] {
  return from.flatMap(({ code, path }) => {
    const segments = path.split('·').map((segment) => renamed[segment] ?? segment);
    const wanted = renamed[path] ?? segments.join('·');
    const match = to.find((candidate) => candidate.path === wanted);
    return match === undefined ? [] : [[code, match.code]];
  });
}

const rowsOf = (form: Form) => (form.rows ?? []).map((row) => ({ code: row.code, path: rowPath(form, row) }));
const columnsOf = (form: Form) =>
  (form.columns ?? []).map((column) => ({ code: column.code, path: columnPath(column) }));
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
    put(link.from, { form: link.to, rows: new Map(rows), columns: new Map(columns) });
    put(link.to, { form: link.from, rows: reversed(rows), columns: reversed(columns) });
  }
  return result;
}

/** The same cell in a form of another edition; undefined when that edition has no such cell. */
export function bridgeCell(
  definitions: Definitions,
  from: { readonly form: string; readonly row: string; readonly col: string },
  edition: string,
): { form: string; row: string; col: string } | undefined {
  for (const bridged of counterparts(definitions, from.form)) {
    if (definitions.editionOf[bridged.form] !== edition) continue;
    const [row, col] = [bridged.rows.get(from.row), bridged.columns.get(from.col)];
    if (row !== undefined && col !== undefined) return { form: bridged.form, row, col };
  }
  return undefined;
}
