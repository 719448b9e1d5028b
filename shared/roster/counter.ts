import type { Form } from '../form';
import type { RosterDefinitions, RosterKind } from './definition';
import type { RosterSurroundings, Rosters } from './facts';
import type { NotCounted, RosterAssumption } from './plan';

/** A person of one of the rosters. */
export interface PersonRef {
  readonly kind: RosterKind;
  readonly id: number;
}

export interface RosterCounts {
  /** By `form!cell`; only cells of forms that the school fills. A cell that an unanswered assumption decides is not in it. */
  readonly cells: ReadonlyMap<string, number>;
  readonly assumptions: readonly RosterAssumption[];
  readonly notCounted: readonly NotCounted[];
  /** Who, or which classes, a cell counts, in the order of the roster. */
  behind(
    form: string,
    cell: string,
  ): { readonly people: readonly PersonRef[]; readonly classes: readonly { name: string; pupils: number }[] };
  /** 「小学 · 三年级 · 女」; empty where no rule counts the cell. */
  words(form: string, cell: string): string;
}

/** Counts the rosters for all forms in one pass. `forms` are those that the school fills in this round. */
export function countRosters(
  _definitions: RosterDefinitions,
  _forms: readonly Form[],
  _rosters: Rosters,
  _surroundings: RosterSurroundings,
): RosterCounts {
  return {
    cells: new Map(),
    assumptions: [],
    notCounted: [],
    behind: () => ({ people: [], classes: [] }),
    words: () => '',
  };
}
