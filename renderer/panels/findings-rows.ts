import type { FindingGroup } from '../store/finding-groups';
import type { FindingView } from '../store/finding-views';

/** One line of the panel: the head of a group, or a finding in it. */
export interface FindingRow {
  /** `group 教基3112`, or the finding's key. */
  readonly name: string;
  /** Key of the group. */
  readonly group: string;
  /** Null for the head. */
  readonly view: FindingView | null;
}

/** At most so many findings, and as many more as it takes to reach the one that is outlined. */
export function rowsToShow(
  groups: readonly FindingGroup[],
  folded: ReadonlySet<string>,
  limit: number,
  outlined: string | null,
): readonly FindingRow[] {
  const all = groups.flatMap((group): FindingRow[] => [
    { name: `group ${group.key}`, group: group.key, view: null },
    ...(folded.has(group.key)
      ? []
      : group.views.map((view) => ({ name: view.finding.key, group: group.key, view }))),
  ]);
  const wanted = all.findIndex(({ name }) => name === outlined);
  let shown = 0;
  return all.filter(({ view }, index) => {
    if (view === null) return true;
    shown += 1;
    return shown <= limit || index <= wanted;
  });
}

export type ListMove =
  | { readonly do: 'go'; readonly row: string }
  | { readonly do: 'fold'; readonly group: string; readonly folded: boolean };

/** What a key does in the list; null for keys that mean nothing there. */
export function moveTo(
  key: string,
  rows: readonly FindingRow[],
  at: number,
  folded: ReadonlySet<string>,
): ListMove | null {
  const here = rows[at];
  if (here === undefined) return null;
  const go = (index: number): ListMove | null => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    return row === undefined ? null : { do: 'go', row: row.name };
  };
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'ArrowLeft':
      if (here.view !== null) return { do: 'go', row: `group ${here.group}` };
      return { do: 'fold', group: here.group, folded: true };
    case 'ArrowRight':
      if (here.view !== null) return null;
      return folded.has(here.group) ? { do: 'fold', group: here.group, folded: false } : go(at + 1);
    default:
      return null;
  }
}
