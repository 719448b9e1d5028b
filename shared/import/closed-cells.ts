import { cellsOf } from '../cell';
import type { Form } from '../form';
import { formatAddress, parseAddress } from '../workbook-address';
import { placedCells } from '../workbook-cells';
import type { Placement } from './recognition';

/**
 * Addresses of cells that nobody fills, by cell key: a placement tells only where the others are. In a table a closed
 * cell stands where its row and its column meet; in a field form only the definition's own layout tells.
 */
export function closedPlaces(form: Form, { cells, how }: Placement): ReadonlyMap<string, string> {
  const closed = cellsOf(form).filter(({ kind }) => kind === 'notApplicable');
  if (form.kind === 'fields') {
    if (how !== 'layout') return new Map();
    const at = new Map(placedCells(form, null).map(({ key, position }) => [key, formatAddress(position)]));
    return new Map(closed.flatMap(({ key }) => (at.has(key) ? [[key, at.get(key) ?? '']] : [])));
  }
  const rows = new Map<string, number>();
  const columns = new Map<string, number>();
  for (const [key, address] of cells) {
    const [row = '', column = ''] = key.split('.');
    const position = parseAddress(address);
    rows.set(row, position.row);
    columns.set(column, position.column);
  }
  const taken = new Set(cells.values());
  return new Map(
    closed.flatMap(({ key }) => {
      const [code = '', number = ''] = key.split('.');
      const [row, column] = [rows.get(code), columns.get(number)];
      if (row === undefined || column === undefined) return [];
      const address = formatAddress({ row, column });
      return taken.has(address) ? [] : [[key, address] as const];
    }),
  );
}
