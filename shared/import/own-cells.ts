import { cellName, cellsOf } from '../cell';
import { isPercentCell } from '../percentage';
import type { CellSpec } from '../value';
import { formatAddress } from '../workbook-address';
import { placedCells } from '../workbook-cells';
import { figureIn, inUnitOf, readFound, saysSameIn, statedText } from './cell-text';
import { tellOddities } from './oddities';
import { placesIn } from './own-sheet';
import type { OwnSheet, OwnState } from './own-sheet';

/** Compares the cells of a matrix or field form with what was written into them. */
export function readOwnCells(own: OwnSheet, state: OwnState): void {
  const { form, sheet, planned, content } = own;
  const placeOf = placesIn(own);
  const isDoubtful = doubtsIn(own);
  const definitions = new Map(cellsOf(form).map((cell) => [cell.key, cell]));
  let count = 0;
  let lost = 0;
  for (const { key, position, kind } of placedCells(form, content.school)) {
    const definition = definitions.get(key);
    const home = formatAddress(position);
    if (kind === 'notApplicable' || definition === undefined) continue;
    const address = placeOf(key);
    const written = planned.values.get(home)?.text ?? '';
    if (address === undefined || isDoubtful(sheet.cells.get(address)?.text ?? '', written)) {
      lost += 1;
      continue;
    }
    const at = { sheet: sheet.name, address };
    const percentage = isPercentCell(definition);
    const cell = {
      ...{ form: form.code, cell: key, spec: definition.spec },
      ...{ computed: kind === 'computed', percentage },
    };
    readOwnCell(own, { ...cell, at, written }, state);
    // Zeros that the edition prints as blanks stand in the data sheet alone, and are stored like the others.
    const stored = state.cells.get(cellName(form.code, key)) ?? null;
    if (stored !== null || sheet.cells.has(address)) count += 1;
  }
  if (lost > 0) {
    const error = { code: 'import.noPlaces', params: { form: form.code, cells: lost } } as const;
    state.report('error', { sheet: sheet.name, address: '' }, error);
  }
  state.counts.set(sheet.name, (state.counts.get(sheet.name) ?? 0) + count);
}

/**
 * In a field form whose labels have moved a label, or nothing, may stand where a value is looked for: neither is taken
 * for a change that somebody made.
 */
function doubtsIn({ form, placement, planned }: OwnSheet): (found: string, written: string) => boolean {
  if (form.kind !== 'fields' || placement?.how === 'layout') return () => false;
  const labels = new Set(planned.template.texts.map(({ text }) => text));
  return (found, written) => found !== written && (found === '' || labels.has(found));
}

interface WrittenCell {
  readonly form: string;
  readonly cell: string;
  readonly spec: CellSpec;
  readonly computed: boolean;
  readonly percentage: boolean;
  readonly at: { readonly sheet: string; readonly address: string };
  readonly written: string;
}

function readOwnCell({ sheet }: OwnSheet, cell: WrittenCell, state: OwnState): void {
  const { at, written } = cell;
  const name = cellName(cell.form, cell.cell);
  state.places.set(name, at);
  const seen = sheet.cells.get(at.address);
  if (seen?.kind !== 'uncalculated' && saysSameIn(cell.spec, written, seen?.text ?? '')) return;
  const found = inUnitOf(seen, cell.percentage);
  const text = found?.text ?? '';
  if (saysSameIn(cell.spec, written, text) && found?.percent !== seen?.percent) return;
  const edit = { ...at, form: cell.form, cell: cell.cell, written, found: text };
  const reading = readFound(found, cell.spec);
  if (reading.kind === 'uncalculated' && cell.computed) {
    // Saved by a program that computes nothing: nobody changed what the total said.
    state.uncalculated += 1;
    return;
  }
  if (reading.kind === 'uncalculated') {
    state.report('error', at, { code: 'import.uncalculated', params: { formula: found?.formula ?? '' } });
    return;
  }
  if (cell.computed) {
    // A total is compared with the recomputed one and never used; what is no value at all cannot even be compared.
    const stated = reading.kind === 'mark' ? null : reading.content;
    // Written as a formula, a total of blanks is 0 where the edition prints a blank.
    if (isNothing(written) && isNothing(stated?.text ?? '')) return;
    if (stated === null) state.stated.delete(name);
    else state.stated.set(name, statedText(stated.text));
    state.edits.push({ ...edit, fate: 'computed' });
    return;
  }
  const content = reading.kind === 'mark' ? null : reading.content;
  const before = state.cells.get(name) ?? null;
  // An edition that prints zeros as blanks says the same with a zero that somebody typed.
  if (before?.kind === content?.kind && before?.text === content?.text) return;
  state.cells.set(name, content);
  state.edits.push({ ...edit, fate: 'taken' });
  if (reading.kind === 'content') tellOddities(found, reading.problem !== null, at, state.report);
}

const isNothing = (text: string): boolean => text === '' || figureIn(text) === '0';
