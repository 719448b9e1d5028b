import { cellName } from '../cell';
import type { Definitions } from '../definitions';
import { leaveToSources } from '../exchange-sources';
import { applyRecordChange } from '../record';
import type { CellContent, SubmissionData } from '../submission';
import type { Difference, ImportChange } from './compare';
import { emptySubmission } from './settle';
import type { ImportPlace } from './settle';

/** A change as it is stored, with what the difference was about. */
export interface ChosenChange {
  readonly change: ImportChange;
  /** A zero that the file prints as a blank. */
  readonly isBlank: boolean;
}

/**
 * What is stored of the differences when some are refused. A pulled cell follows its source only as long as that says
 * the same: where what the source reads was refused, the accepted value is kept as typed.
 */
export function chooseChanges(
  definitions: Definitions,
  { school, collection, stored, previous }: ImportPlace,
  differences: readonly Difference[],
  refused: ReadonlySet<string>,
): readonly ChosenChange[] {
  const chosen = differences.flatMap(({ shown, accept, refuse }): ChosenChange[] => {
    const change = refused.has(shown.key) ? refuse : accept;
    return change === null ? [] : [{ change, isBlank: shown.origin === 'blank' }];
  });
  const following = new Map(
    differences.flatMap(({ shown, follows }) =>
      follows === null || refused.has(shown.key)
        ? []
        : [[cellName(shown.form, shown.cell), follows] as const],
    ),
  );
  if (refused.size === 0 || following.size === 0) return chosen;
  const data = resulting(stored ?? emptySubmission, chosen, following);
  const left = leaveToSources(definitions, { school, collection, previous, data });
  const typed = new Set(left.cells.map(({ form, cell }) => cellName(form, cell)));
  return chosen.map((item) => {
    const { change } = item;
    if (change.kind !== 'cell') return item;
    const name = cellName(change.form, change.cell);
    const content = following.get(name);
    return content === undefined || !typed.has(name) ? item : { ...item, change: { ...change, content } };
  });
}

/** The submission with the changes made, cells that follow their source as the file says them. */
export function resulting(
  stored: SubmissionData,
  chosen: readonly Pick<ChosenChange, 'change'>[],
  following: ReadonlyMap<string, CellContent>,
): SubmissionData {
  const cells = new Map(stored.cells.map((cell) => [cellName(cell.form, cell.cell), cell]));
  const lists = { ...stored.lists };
  const reviewed = new Set(stored.reviewed);
  for (const { change } of chosen) {
    if (change.kind === 'cell') {
      const name = cellName(change.form, change.cell);
      const content = following.get(name) ?? change.content;
      if (content === null) cells.delete(name);
      else cells.set(name, { form: change.form, cell: change.cell, content });
    } else if (change.kind === 'record') {
      const { form } = change.change;
      lists[form] = applyRecordChange(lists[form] ?? [], change.change);
    } else if (change.kind === 'reviewed') {
      if (change.reviewed) reviewed.add(change.form);
      else reviewed.delete(change.form);
    }
  }
  return { ...stored, cells: [...cells.values()], lists, reviewed: [...reviewed] };
}
