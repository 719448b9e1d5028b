import { cellName } from '../../shared/cell';
import type { CellChange, RecordChange, SubmissionData } from '../../shared/submission';
import { splitName } from './cell-snapshot';
import { createValue, type Observable } from './observable';
import { namesOf, type Confirmation, type Edit, type Write } from './write';

/** The cells that are 待核, kept in step with what is written: the same rules as in main. */
export interface ToConfirm {
  /** Names, `form!cell`. */
  readonly current: Observable<ReadonlySet<string>>;
  has(name: string): boolean;
  /** Takes a write over; returns the names of the cells that look different now. */
  follow(write: Write): readonly string[];
  replace(data: SubmissionData): void;
}

export function createToConfirm(data: SubmissionData): ToConfirm {
  const current = createValue(namesIn(data));

  function set(next: ReadonlySet<string>): readonly string[] {
    const before = current.get();
    const changed = [
      ...[...next].filter((name) => !before.has(name)),
      ...[...before].filter((name) => !next.has(name)),
    ];
    if (changed.length > 0) current.set(next);
    return changed;
  }

  return {
    current,
    has: (name) => current.get().has(name),
    follow(write) {
      const before = current.get();
      if (before.size === 0 && !marks(write)) return [];
      return set(after(before, write));
    },
    replace: (fresh) => void set(namesIn(fresh)),
  };
}

function marks(write: Write): boolean {
  if (write.kind === 'confirm') return !write.confirmed;
  return isEdit(write) && write.carried === true;
}

const counted = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, number>>();

/** How many cells of each form are 待核. */
export function toConfirmByForm(names: ReadonlySet<string>): ReadonlyMap<string, number> {
  const known = counted.get(names);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  for (const name of names) {
    const { form } = splitName(name);
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  counted.set(names, counts);
  return counts;
}

/** Forms whose 已核对 a write takes back: they get values that nobody has looked at yet. */
export function unreviewedBy(write: Write): readonly string[] {
  if (!isEdit(write) || write.carried !== true) return [];
  if (write.kind === 'records') return [...new Set(write.changes.map(({ form }) => form))];
  return [...new Set(write.changes.flatMap(({ form, content }) => (content === null ? [] : form)))];
}

function isEdit(write: Write): write is Edit {
  return write.kind === 'cells' || write.kind === 'records';
}

/** Names of those that are 待核 and that an edit is about, also of cells that go with their record. */
export function markedBy(edit: Edit, names: ReadonlySet<string>): ReadonlySet<string> {
  if (names.size === 0) return names;
  const marked = namesOf(edit).filter((name) => names.has(name));
  const gone = edit.kind === 'records' ? edit.changes.filter(({ cells }) => cells === null) : [];
  return new Set([...marked, ...namesOfRecords(names, gone)]);
}

function namesOfRecords(names: ReadonlySet<string>, records: readonly RecordChange[]): readonly string[] {
  if (records.length === 0) return [];
  const ids = new Set(records.map(({ form, id }) => cellName(form, id)));
  return [...names].filter((name) => ids.has(name.slice(0, name.lastIndexOf('.'))));
}

/**
 * A step that is taken back leaves 待核 what was 待核 before it; nobody has looked at that meanwhile, unless the form
 * is 已核对.
 */
export function keepingMarks(
  edit: Edit | Confirmation,
  marked: ReadonlySet<string>,
  isReviewed: (form: string) => boolean,
): readonly (Edit | Confirmation)[] {
  if (edit.kind === 'confirm') {
    const cells = edit.cells.filter(({ form }) => !isReviewed(form));
    return cells.length === 0 ? [] : [{ ...edit, cells }];
  }
  if (marked.size === 0) return [edit];
  if (edit.kind === 'records') {
    const carried = edit.changes.flatMap((change) => carriedAgain(change, marked, isReviewed));
    return carried.length === 0 ? [edit] : [edit, { kind: 'records', changes: carried, carried: true }];
  }
  const isCarried = ({ form, cell }: CellChange) => marked.has(cellName(form, cell)) && !isReviewed(form);
  const [carried, others] = [edit.changes.filter(isCarried), edit.changes.filter((each) => !isCarried(each))];
  return [
    ...(others.length === 0 ? [] : [{ ...edit, changes: others }]),
    ...(carried.length === 0 ? [] : [{ ...edit, changes: carried, carried: true as const }]),
  ];
}

/** The cells of a record that were 待核, once more, so that they are it again. */
function carriedAgain(
  { form, id, cells }: RecordChange,
  marked: ReadonlySet<string>,
  isReviewed: (form: string) => boolean,
): readonly RecordChange[] {
  if (cells === null || isReviewed(form)) return [];
  const its = Object.entries(cells).filter(
    ([column, content]) => content !== null && marked.has(cellName(form, `${id}.${column}`)),
  );
  return its.length === 0 ? [] : [{ form, id, cells: Object.fromEntries(its) }];
}

function namesIn({ toConfirm = [] }: SubmissionData): ReadonlySet<string> {
  return new Set(toConfirm.map(({ form, cell }) => cellName(form, cell)));
}

function after(before: ReadonlySet<string>, write: Write): ReadonlySet<string> {
  const next = new Set(before);
  switch (write.kind) {
    case 'cells':
      for (const { form, cell, content } of write.changes) {
        if (write.carried === true && content !== null) next.add(cellName(form, cell));
        else next.delete(cellName(form, cell));
      }
      return next;
    case 'confirm':
      for (const name of namesOf(write)) {
        if (write.confirmed) next.delete(name);
        else next.add(name);
      }
      return next;
    case 'reviewed':
      for (const name of before) {
        if (write.reviewed && write.forms.includes(splitName(name).form)) next.delete(name);
      }
      return next;
    case 'records': {
      const gone = write.changes.filter(({ cells }) => cells === null);
      for (const name of namesOfRecords(next, gone)) next.delete(name);
      for (const { form, id, cells } of write.changes)
        for (const [column, content] of Object.entries(cells ?? {})) {
          if (write.carried === true && content !== null) next.add(cellName(form, `${id}.${column}`));
          else next.delete(cellName(form, `${id}.${column}`));
        }
      return next;
    }
    case 'explanation':
      return before;
  }
}
