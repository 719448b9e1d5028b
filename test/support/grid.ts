import type { GridSheet } from '../../shared/grid';
import { parseRange } from '../../shared/workbook-address';

/** A sheet of a template: a text beginning with `=` is a formula. */
export function gridSheet(
  name: string,
  cells: Readonly<Record<string, string | number>>,
  merges: readonly string[] = [],
): GridSheet {
  return {
    name,
    visibility: 'visible',
    merges: merges.map(parseRange),
    cells: new Map(
      Object.entries(cells).map(([address, value]) => {
        const text = String(value);
        const formula = text.startsWith('=') ? text.slice(1) : null;
        const kind = typeof value === 'number' ? 'number' : formula === null ? 'text' : 'uncalculated';
        return [address, { kind, text: formula === null ? text : '', formula }];
      }),
    ),
  };
}
