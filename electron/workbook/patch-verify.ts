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

/** Place of the first cell that says something else than planned or, where nothing was planned, than before. */
function differenceOf(before: Grid, after: Grid, { written }: FilledPackage): string | undefined {
  const planned = new Map(written.map((value) => [`${value.sheet}!${value.address}`, contentOf(value)]));
  for (const [index, sheet] of before.sheets.entries()) {
    const found = after.sheets[index];
    if (found?.name !== sheet.name) return sheet.name;
    for (const address of new Set([...sheet.cells.keys(), ...found.cells.keys()])) {
      const place = `${sheet.name}!${address}`;
      const content = planned.get(place);
      const [was, is] = [sheet.cells.get(address), found.cells.get(address)];
      if (content === undefined ? !isSame(was, is) : !says(is, content)) return place;
      planned.delete(place);
    }
  }
  return [...planned].find(([, { kind }]) => kind !== 'blank')?.[0];
}

/**
 * Compares what reached the disk with the template: the same parts in the same order, the filled ones as planned, every
 * other one byte for byte the template's; and by the program's reader, that each filled cell says what was planned
 * and every other cell what it said. Refused with `fill.changed`.
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
