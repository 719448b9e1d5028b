import { cellName } from '../../shared/cell';
import type { CellRef } from '../../shared/finding';
import type { CellChange, Explanation, RecordChange, SubmissionData } from '../../shared/submission';

/** An edit of the clerk's figures: what undo can take back. */
export type Edit =
  | {
      readonly kind: 'cells';
      readonly changes: readonly CellChange[];
      /** Values taken over from last year: they are 待核. */
      readonly carried?: true;
      /** Numbers that the rosters count: the cell's history says so. */
      readonly counted?: true;
      /** What the rosters have counted once this is done: taking a fill back takes that back, too. */
      readonly remembers?: NonNullable<SubmissionData['counted']>;
    }
  | {
      readonly kind: 'records';
      readonly changes: readonly RecordChange[];
      /** Records taken over from last year: their cells are 待核. */
      readonly carried?: true;
    };

/** The clerk has looked at cells that were 待核, or takes that back. */
export interface Confirmation {
  readonly kind: 'confirm';
  readonly cells: readonly CellRef[];
  readonly confirmed: boolean;
}

/** Anything that is saved. */
export type Write =
  | Edit
  | Confirmation
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
    case 'confirm':
      return write.cells.map(({ form, cell }) => cellName(form, cell));
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
    case 'confirm':
      return write.cells.length;
    case 'reviewed':
      return write.forms.length;
    case 'explanation':
      return 1;
  }
}

/** The two writes as one, or null when they must stay apart. Of two changes of one cell only the later counts. */
export function merged(first: Write, second: Write): Write | null {
  if (first.kind === 'records' && second.kind === 'records') {
    if (first.carried !== second.carried) return null;
    return { ...first, changes: [...first.changes, ...second.changes] };
  }
  if (first.kind !== 'cells' || second.kind !== 'cells') return null;
  if (first.carried !== second.carried || first.counted !== second.counted) return null;
  if (first.remembers !== second.remembers) return null;
  const latest = new Map<string, CellChange>();
  for (const change of [...first.changes, ...second.changes])
    latest.set(cellName(change.form, change.cell), change);
  return { ...first, changes: [...latest.values()] };
}

/** The write in parts of at most so many changes, in their order: main takes no longer list in one call. */
export function inParts(write: Write, most: number): readonly Write[] {
  if (itemsOf(write) <= most) return [write];
  switch (write.kind) {
    case 'cells':
      return sliced(write.changes, most).map((changes) => ({ ...write, changes }));
    case 'records':
      return sliced(write.changes, most).map((changes) => ({ ...write, changes }));
    case 'confirm':
      return sliced(write.cells, most).map((cells) => ({ ...write, cells }));
    case 'reviewed':
    case 'explanation':
      return [write];
  }
}

function sliced<T>(list: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, part) =>
    list.slice(part * most, (part + 1) * most),
  );
}

/** The change of one cell on its own, and the rest; null when there are no such two parts. */
export function apart(write: Write, form: string, cell: string): readonly [Write, Write] | null {
  if (write.kind !== 'cells') return null;
  const isIt = (change: CellChange) => change.form === form && change.cell === cell;
  const its = write.changes.filter(isIt);
  const others = write.changes.filter((change) => !isIt(change));
  if (its.length === 0 || others.length === 0) return null;
  return [
    { ...write, changes: its },
    { ...write, changes: others },
  ];
}

/** What of a write still counts after a later one; null when nothing does. */
export function outlived(write: Write, later: Write): Write | null {
  switch (write.kind) {
    case 'cells': {
      if (later.kind !== 'cells') return write;
      const names = new Set(namesOf(later));
      const changes = write.changes.filter(({ form, cell }) => !names.has(cellName(form, cell)));
      if (changes.length === write.changes.length) return write;
      return changes.length === 0 ? null : { ...write, changes };
    }
    case 'records': {
      if (later.kind !== 'records') return write;
      const changes = later.changes.reduce(recordsOutliving, write.changes);
      if (changes === write.changes) return write;
      return changes.length === 0 ? null : { ...write, changes };
    }
    case 'reviewed': {
      if (later.kind !== 'reviewed') return write;
      const forms = write.forms.filter((form) => !later.forms.includes(form));
      if (forms.length === write.forms.length) return write;
      return forms.length === 0 ? null : { ...write, forms };
    }
    case 'confirm': {
      if (later.kind !== 'confirm' && later.kind !== 'cells') return write;
      const names = new Set(namesOf(later));
      const cells = write.cells.filter(({ form, cell }) => !names.has(cellName(form, cell)));
      if (cells.length === write.cells.length) return write;
      return cells.length === 0 ? null : { ...write, cells };
    }
    case 'explanation':
      return later.kind === 'explanation' && later.explanation.finding === write.explanation.finding
        ? null
        : write;
  }
}

function recordsOutliving(changes: readonly RecordChange[], later: RecordChange): readonly RecordChange[] {
  if (!changes.some(({ form, id }) => form === later.form && id === later.id)) return changes;
  return changes.flatMap((change) => {
    if (change.form !== later.form || change.id !== later.id) return [change];
    if (change.cells === null || later.cells === null) return [];
    const { cells } = later;
    const left = Object.entries(change.cells).filter(([column]) => !(column in cells));
    const placed = change.position !== undefined && later.position === undefined;
    return left.length === 0 && !placed ? [] : [{ ...change, cells: Object.fromEntries(left) }];
  });
}
