import type { RosterAssumption } from '../../shared/roster/plan';

/** What had to be supposed, as a sentence. */
export function assumptionSentence({ id }: RosterAssumption): string {
  return id;
}
