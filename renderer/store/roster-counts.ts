import type { SubmissionData } from '../../shared/submission';
import { cellName } from '../../shared/cell';
import { createValue, type Observable } from './observable';

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
