import { firstArrangement, type Arrangement } from '../pages/schools-table';
import type { Slice } from '../pages/across-view';
import { createValue } from './observable';

/** How she arranged the pages about several schools: coming back from a school she finds them as she left them. */

export const arrangement = createValue<Arrangement>(firstArrangement);

export interface AcrossChoice {
  /** Null until she chose one, or came from one. */
  readonly form: string | null;
  readonly slice: Slice | null;
}

export const acrossChoice = createValue<AcrossChoice>({ form: null, slice: null });
