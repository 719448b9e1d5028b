import type { CellRef } from '../../shared/finding';
import { createValue, type Observable } from './observable';
import type { Confirmation, Edit } from './write';

/** One step that undo takes back: what was done, what that restores what was before, and where it happened. */
export interface Step {
  readonly forward: Edit | Confirmation;
  readonly backward: Edit | Confirmation;
  readonly place: CellRef | null;
  /** Cells that were 待核 before the edit, as `form!cell`. */
  readonly marked: ReadonlySet<string>;
  /** Done in the same step, before it: records and cells are written apart. */
  readonly along?: Step;
}

export interface History {
  readonly available: Observable<{ readonly undo: boolean; readonly redo: boolean }>;
  push(step: Step): void;
  /** The step to take back; null when there is none. */
  undo(): Step | null;
  redo(): Step | null;
}

export function createHistory(): History {
  const available = createValue({ undo: false, redo: false });
  const done: Step[] = [];
  let undone: Step[] = [];

  function publish() {
    const next = { undo: done.length > 0, redo: undone.length > 0 };
    const before = available.get();
    if (next.undo !== before.undo || next.redo !== before.redo) available.set(next);
  }

  return {
    available,
    push(step) {
      done.push(step);
      undone = [];
      publish();
    },
    undo() {
      const step = done.pop() ?? null;
      if (step !== null) undone.push(step);
      publish();
      return step;
    },
    redo() {
      const step = undone.pop() ?? null;
      if (step !== null) done.push(step);
      publish();
      return step;
    },
  };
}
