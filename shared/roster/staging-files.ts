import type { RosterFile } from './plan';
import type { StagingRow } from './staging-table';

/**
 * The files of a roster as they are stored, in their order. A row that is left out counts only if it is no duplicate: then
 * its pupil is missing from the roster, and looks as if he had left the school.
 */
export function filesOf(
  people: Iterable<StagingRow>,
  isDuplicate: (row: StagingRow) => boolean,
): readonly RosterFile[] {
  const files = new Map<string, { rows: number; leftOut: number }>();
  for (const row of people) {
    const { fileName } = row.table.source;
    const file = files.get(fileName) ?? { rows: 0, leftOut: 0 };
    files.set(fileName, file);
    if (!row.leftOut) file.rows += 1;
    else if (!isDuplicate(row)) file.leftOut += 1;
  }
  return [...files].map(([fileName, { rows, leftOut }]) => ({
    ...{ fileName, rows },
    ...(leftOut > 0 && { leftOut }),
  }));
}
