import { cellName, columnKey, specOf } from '../cell';
import type { Form } from '../form';
import type { GridSheet } from '../grid';
import { isPercentColumn } from '../percentage';
import type { CellContent, ListRecord } from '../submission';
import { figureIn, inUnitOf, isFigure, readFound, statedText } from './cell-text';
import { freeRecordId, longestList } from './list-rows';
import { shown, tellOddities } from './oddities';
import type { OfficialState } from './oddities';
import type { Placement } from './recognition';

/** Reads the rows of a list; a row without anything typed is none. */
export function readOfficialList(
  form: Form,
  sheet: GridSheet,
  { firstRow, lastRow, columns }: NonNullable<Placement['list']>,
  state: OfficialState,
): { readonly records: readonly ListRecord[]; readonly count: number } {
  const records: ListRecord[] = [];
  const taken = new Set<string>();
  let count = 0;
  const last = Math.min(lastRow, firstRow + longestList - 1);
  if (last < lastRow) {
    const error = { code: 'import.tooManyRows', params: { limit: longestList } } as const;
    state.report('error', { sheet: sheet.name, address: '' }, error);
  }
  for (let row = firstRow; row <= last; row += 1) {
    const id = freeRecordId(records.length, taken);
    const cells: Record<string, CellContent> = {};
    const totals = new Map<string, string>();
    for (const definition of form.columns ?? []) {
      const key = columnKey(definition.code);
      const letters = columns.get(key);
      const at = { sheet: sheet.name, address: `${letters ?? ''}${row}` };
      const seen = letters === undefined ? undefined : sheet.cells.get(at.address);
      const found = inUnitOf(seen, isPercentColumn(form, definition));
      if (found === undefined) continue;
      count += 1;
      const spec = specOf(definition);
      const name = cellName(form.code, `${id}.${key}`);
      const reading = readFound(found, spec);
      if (reading.kind === 'uncalculated') {
        state.report('error', at, {
          code: 'import.uncalculated',
          params: { formula: shown(found.formula ?? '') },
        });
      } else if (definition.computed !== undefined) {
        if (isFigure(spec) && figureIn(found.text) === null && reading.kind !== 'mark')
          state.report('error', at, { code: 'import.notTotal', params: { found: shown(found.text) } });
        else if (reading.kind !== 'mark') totals.set(name, statedText(found.text));
      } else if (reading.kind === 'content' && reading.content !== null) {
        cells[key] = reading.content;
        state.places.set(name, at);
        tellOddities(found, reading.problem !== null, at, state.report);
      }
    }
    if (Object.keys(cells).length === 0) continue;
    taken.add(id);
    records.push({ id, position: records.length + 1, cells });
    for (const [name, text] of totals) state.stated.set(name, text);
  }
  return { records, count };
}
