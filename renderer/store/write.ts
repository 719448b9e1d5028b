import { cellName } from '../../shared/cell';
import type { CellChange, Explanation, RecordChange } from '../../shared/submission';

/** An edit of the clerk's figures: what undo can take back. */
export type Edit =
  | { readonly kind: 'cells'; readonly changes: readonly CellChange[] }
  | { readonly kind: 'records'; readonly changes: readonly RecordChange[] };

/** Anything that is saved. */
export type Write =
  | Edit
  | { readonly kind: 'reviewed'; readonly forms: readonly string[]; readonly reviewed: boolean }
  | {
      readonly kind: 'explanation';
      readonly explanation: Omit<Explanation, 'text'> & { readonly text: string };
    };

/** Cells that a write is about, as `form!cell`; their save mark follows it. */
export function namesOf(write: Write): readonly string[] {
  switch (write.kind) {
    case 'cells':
      return write.changes.map((change) => cellName(change.form, change.cell));
    case 'records':
      return write.changes.flatMap((change) =>
        Object.keys(change.cells ?? {}).map((column) => cellName(change.form, `${change.id}.${column}`)),
      );
    case 'reviewed':
    case 'explanation':
      return [];
  }
}

/** How many things the clerk sees waiting. */
export function itemsOf(write: Write): number {
  switch (write.kind) {
    case 'cells':
    case 'records':
      return write.changes.length;
    case 'reviewed':
      return write.forms.length;
    case 'explanation':
      return 1;
  }
}

/** The two writes as one, or null when they must stay apart. Of two changes of one cell only the later counts. */
export function merged(first: Write, second: Write): Write | null {
  if (first.kind === 'records' && second.kind === 'records') {
    return { kind: 'records', changes: [...first.changes, ...second.changes] };
  }
  if (first.kind !== 'cells' || second.kind !== 'cells') return null;
  const latest = new Map<string, CellChange>();
  for (const change of [...first.changes, ...second.changes])
    latest.set(cellName(change.form, change.cell), change);
  return { kind: 'cells', changes: [...latest.values()] };
}
