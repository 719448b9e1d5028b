import type { RosterSurroundings, Rosters } from './facts';
import type { Arrival, Departure } from './plan';

/** What two rosters a year apart tell of each pupil. */
export interface RosterMoves {
  /** This year's person id → last year's, where the pupil is in both. */
  readonly same: ReadonlyMap<number, number>;
  /** Of this year's roster: how a pupil who is new in the school, or new in 初中 here, came. Null: not told. */
  readonly came: ReadonlyMap<number, Arrival | null>;
  /** Of last year's: how one who has left went, and 毕业 of those who went on to 初中 here. Null: not told. */
  readonly went: ReadonlyMap<number, Departure | null>;
}

/** The clerk's word first, then the roster's own column (增加方式), then what grades suggest; never a guess beyond that. */
export function movesOf(_rosters: Rosters, _surroundings: RosterSurroundings): RosterMoves {
  return { same: new Map(), came: new Map(), went: new Map() };
}
