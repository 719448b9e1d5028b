import { refusal } from '../../shared/error';
import type { Grid, GridCell } from '../../shared/grid';
import { openArchive } from './archive';
import { readGrid } from './open';
import { contentOf } from './patch-cell';
import type { CellContent } from './patch-cell';
import type { FilledPackage } from './patch-template';

function says(found: GridCell | undefined, planned: CellContent): boolean {
  if (planned.kind === 'blank') return found === undefined;
  // A number under a date format is read as that date; the bytes of the part were compared before.
  if (planned.kind === 'number' && found?.kind === 'date') return true;
  if (found?.formula !== null || found.kind !== planned.kind) return false;
  return planned.kind === 'number'
    ? Number(found.text) === Number(planned.text)
    : found.text === planned.text;
}

const isSame = (before: GridCell | undefined, after: GridCell | undefined): boolean =>
  before?.kind === after?.kind && before?.text === after?.text && before?.formula === after?.formula;

/** A formula without its stored result, or a cell that showed a part of one. */
function isForgotten(before: GridCell | undefined, after: GridCell | undefined, formula: boolean): boolean {
  if (!formula) return after === undefined;
  return after?.kind === 'uncalculated' && after.formula === before?.formula;
}

/** Place of the first cell that says something else than planned or, where nothing was planned, than before. */
function differenceOf(before: Grid, after: Grid, { written, forgotten }: FilledPackage): string | undefined {
  const planned = new Map(written.map((value) => [`${value.sheet}!${value.address}`, contentOf(value)]));
  const results = new Map(forgotten.map(({ sheet, address, formula }) => [`${sheet}!${address}`, formula]));
  for (const [index, sheet] of before.sheets.entries()) {
    const found = after.sheets[index];
    if (found?.name !== sheet.name) return sheet.name;
    for (const address of new Set([...sheet.cells.keys(), ...found.cells.keys()])) {
      const place = `${sheet.name}!${address}`;
      const content = planned.get(place);
      const [was, is] = [sheet.cells.get(address), found.cells.get(address)];
      const formula = results.get(place);
      if (content !== undefined) {
        if (!says(is, content)) return place;
      } else if (formula === undefined ? !isSame(was, is) : !isForgotten(was, is, formula)) return place;
      planned.delete(place);
    }
  }
  return [...planned].find(([, { kind }]) => kind !== 'blank')?.[0];
}

/**
 * Compares what reached the disk with the template: the same parts in the same order, the filled ones as planned, every
 * other one byte for byte the template's; and by the program's reader, that each filled cell says what was planned
 * every other cell what it said, and a formula that reads them no result of the blank. Refused with `fill.changed`.
 */
export async function verifyFilled(
  template: Uint8Array,
  written: Uint8Array,
  filling: FilledPackage,
  file: string,
): Promise<void> {
  const [before, after] = [await openArchive(template, file), await openArchive(written, file)];
  if (before.names.join('\n') !== after.names.join('\n')) throw refusal('fill.changed', { file, part: file });
  for (const part of before.names) {
    const expected = filling.parts.get(part) ?? (await before.read(part));
    if (Buffer.compare(expected, await after.read(part)) !== 0) throw refusal('fill.changed', { file, part });
  }
  const difference = differenceOf(await readGrid(template, file), await readGrid(written, file), filling);
  if (difference !== undefined) throw refusal('fill.changed', { file, part: difference });
}
