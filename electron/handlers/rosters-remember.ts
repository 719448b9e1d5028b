import { cellName } from '../../shared/cell';
import type { RosterDefinitions } from '../../shared/roster/definition';
import type { Rosters } from '../../shared/roster/facts';
import type { CountedCell } from '../../shared/roster/plan';
import type { SubmissionData } from '../../shared/submission';

/** What the rosters counted, kept in the submission so that a number typed otherwise can be asked about. */

type Counted = NonNullable<SubmissionData['counted']>;

/**
 * What is remembered once the rosters are applied: all that is counted now, and what was counted of forms whose roster
 * is gone. Filling from a roster of pupils does not forget what a deleted roster of staff once counted.
 */
export function toRemember(
  stored: Counted,
  cells: readonly CountedCell[],
  { counts }: Pick<RosterDefinitions, 'counts'>,
  rosters: Rosters,
): Counted {
  const isThere = {
    pupils: rosters.pupils !== null,
    classes: rosters.pupils !== null,
    staff: rosters.staff !== null,
  };
  const recounted = new Set(counts.flatMap(({ form, of }) => (isThere[of] ? [form] : [])));
  const names = new Set(cells.map(({ form, cell }) => cellName(form, cell)));
  return [
    ...cells.map(({ form, cell, counted }) => ({ form, cell, counted })),
    ...stored.filter(({ form, cell }) => !recounted.has(form) && !names.has(cellName(form, cell))),
  ];
}

/** How many cells are remembered otherwise, anew or no more. */
export function differences(stored: Counted, next: Counted): number {
  const known = new Map(stored.map(({ form, cell, counted }) => [cellName(form, cell), counted]));
  const same = next.filter(({ form, cell, counted }) => known.get(cellName(form, cell)) === counted).length;
  return next.length - same + stored.filter(isGone(next)).length;
}

function isGone(next: Counted): (each: Counted[number]) => boolean {
  const names = new Set(next.map(({ form, cell }) => cellName(form, cell)));
  return ({ form, cell }) => !names.has(cellName(form, cell));
}

/**
 * What is remembered, with the present count where it says what stands in the form: that difference is no more. Null
 * where there is none. `text` is what stands in a cell now; a blank says 0.
 */
export function withoutSettled(
  stored: Counted,
  cells: readonly CountedCell[],
  text: (form: string, cell: string) => string,
): Counted | null {
  const now = new Map(cells.map(({ form, cell, counted }) => [cellName(form, cell), counted]));
  let settled = false;
  const next = stored.map((each) => {
    const counted = now.get(cellName(each.form, each.cell));
    if (counted === undefined || counted === each.counted) return each;
    const stands = text(each.form, each.cell);
    if (stands !== counted && (stands !== '' || counted !== '0')) return each;
    settled = true;
    return { ...each, counted };
  });
  return settled ? next : null;
}
