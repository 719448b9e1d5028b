import fs from 'node:fs';
import path from 'node:path';
import { pupilRoster, pupilRosterBefore, rosterMoves, staffRoster } from '../../shared/generator/roster';
import type { SchoolYear } from '../../shared/generator/school-year';
import { countRosters } from '../../shared/roster/counter';
import type { RosterCounts } from '../../shared/roster/counter';
import type { RosterDefinitions } from '../../shared/roster/definition';
import type { RosterSurroundings, Rosters } from '../../shared/roster/facts';
import { rosterColumnsSchema, rosterConditionsSchema, rosterCountSchema } from '../../shared/roster/schema';
import { formsFor } from '../../shared/program';
import { definitions } from './generated';
import { readResource } from './definitions';

/** Everything under `resources/rosters`, read without the main process. */
export const rosterRules: RosterDefinitions = {
  pupils: rosterColumnsSchema.parse(readResource('rosters/pupils.json')),
  staff: rosterColumnsSchema.parse(readResource('rosters/staff.json')),
  conditions: rosterConditionsSchema.parse(readResource('rosters/conditions.json')).conditions,
  counts: fs
    .readdirSync(path.resolve(import.meta.dirname, '../../resources/rosters/counts'))
    .map((name) => rosterCountSchema.parse(readResource(`rosters/counts/${name}`))),
};

/** The three rosters of an invented school. */
export const rostersOf = (year: SchoolYear): Rosters => ({
  pupils: pupilRoster(year),
  pupilsBefore: pupilRosterBefore(year),
  staff: staffRoster(year),
});

/** What the clerk knows besides: who went where. */
export const surroundingsOf = (year: SchoolYear): RosterSurroundings => ({
  school: year.character.school,
  schoolYear: year.year,
  answers: {},
  moves: rosterMoves(year),
});

/** Counts, and again with every assumption answered as is usual, until nothing new is asked. */
export function countedAsUsual(
  edition: string,
  rosters: Rosters,
  surroundings: RosterSurroundings,
): RosterCounts {
  const forms = formsFor(definitions, edition, surroundings.school);
  let answers = surroundings.answers;
  for (let round = 0; round < 5; round += 1) {
    const counts = countRosters(rosterRules, forms, rosters, { ...surroundings, answers });
    const open = counts.assumptions.filter(({ answer, usual }) => answer === null && usual !== null);
    if (open.length === 0) return counts;
    answers = { ...answers, ...Object.fromEntries(open.map(({ id, usual }) => [id, usual ?? ''])) };
  }
  throw new Error('the assumptions never end');
}
