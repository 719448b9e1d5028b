import { cellName } from '../../shared/cell';
import type { CellChange, SubmissionData } from '../../shared/submission';
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
  return (write.kind === 'cells' && write.carried === true) || (write.kind === 'confirm' && !write.confirmed);
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
  if (write.kind !== 'cells' || write.carried !== true) return [];
  return [...new Set(write.changes.flatMap(({ form, content }) => (content === null ? [] : form)))];
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
  if (edit.kind !== 'cells' || marked.size === 0) return [edit];
  const isCarried = ({ form, cell }: CellChange) => marked.has(cellName(form, cell)) && !isReviewed(form);
  const [carried, others] = [edit.changes.filter(isCarried), edit.changes.filter((each) => !isCarried(each))];
  return [
    ...(others.length === 0 ? [] : [{ ...edit, changes: others }]),
    ...(carried.length === 0 ? [] : [{ ...edit, changes: carried, carried: true as const }]),
  ];
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
    case 'records':
    case 'explanation':
      return before;
  }
}
