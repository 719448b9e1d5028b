import type { SubmissionData } from '../../shared/submission';
import { cellName } from '../../shared/cell';
import type { Step } from './history';
import { createValue, type Observable } from './observable';
import type { SaveQueue } from './save-queue';

type Counted = NonNullable<SubmissionData['counted']>;

/** What the rosters counted for cells when they were last applied; the rosters themselves may be gone by now. */
export interface RosterCounts {
  readonly current: Observable<Counted>;
  /** A plain integer as text; null where no roster was counted for the cell. */
  of(form: string, cell: string): string | null;
  replace(data: SubmissionData): void;
}

const none: Counted = [];

/** Looked up by name only when a cell is asked for: the start needs none of it. */
export function createRosterCounts(data: SubmissionData): RosterCounts {
  const current = createValue<Counted>(data.counted ?? none);
  let named: ReadonlyMap<string, string> | null = null;

  return {
    current,
    of(form, cell) {
      named ??= new Map(current.get().map((each) => [cellName(each.form, each.cell), each.counted]));
      return named.get(cellName(form, cell)) ?? null;
    },
    replace(fresh) {
      named = null;
      current.set(fresh.counted ?? none);
    },
  };
}

/** A fill as a step that takes back, or does again, also what is remembered of the counts. */
export function remembering(step: Step, before: Counted, after: Counted): Step {
  const { forward, backward } = step;
  if (forward.kind !== 'cells' || backward.kind !== 'cells') return step;
  return { ...step, forward: { ...forward, remembers: after }, backward: { ...backward, remembers: before } };
}

/** What is asked about numbers that differ follows what main remembers, once that is written. */
export async function recounted(
  queue: Pick<SaveQueue, 'settled' | 'rebase'>,
  reload: () => Promise<number>,
): Promise<void> {
  try {
    if (await queue.settled()) queue.rebase(await reload());
  } catch {
    // What could not be read is shown by the next call: nothing that she entered hangs on it.
  }
}
