import type { Pupil } from './pupils';

/** What happened between two 1 Septembers; who came is in this year's grade, who left in last year's. */
export interface PupilMoves {
  readonly entered: readonly Pupil[];
  readonly returned: readonly Pupil[];
  readonly transferredIn: readonly Pupil[];
  readonly otherIn: readonly Pupil[];
  readonly graduated: readonly Pupil[];
  readonly suspended: readonly Pupil[];
  readonly quit: readonly Pupil[];
  readonly died: readonly Pupil[];
  readonly transferredOut: readonly Pupil[];
  readonly otherOut: readonly Pupil[];
}
export type Leaving = 'suspended' | 'quit' | 'died' | 'transferredOut' | 'otherOut';
export type Drafts = Record<keyof PupilMoves, Pupil[]>;

/** 九年一贯制: who went on elsewhere after grade six, and who came from another primary school, by year of entry. */
export interface Crossing {
  readonly left: readonly Pupil[];
  readonly came: readonly Pupil[];
}
