import { saveRoster } from '../../electron/storage/rosters';
import type { Database } from '../../electron/storage/database';
import type { Definitions } from '../../shared/definitions';
import { generateSchools, type GenerateOptions } from '../../shared/generator';
import { generatedYears } from '../../shared/generator/generate';
import { pupilRoster, pupilRosterBefore, staffRoster } from '../../shared/generator/roster';
import type { SchoolYear } from '../../shared/generator/school-year';
import type { RosterKind, RosterPerson } from '../../shared/roster/definition';
import type { RosterPlan } from '../../shared/roster/plan';
import { type Begun, beginYear } from './roster-filled';
import { classifyAll, confirmAll, type RosterProgram } from './roster-journey';

/** Rosters of invented people in the database itself, where a test is not about files. */

export type People = readonly RosterPerson['values'][];

export function store(database: Database, submissionId: number, kind: RosterKind, people: People): void {
  saveRoster(database, {
    ...{ submissionId, kind, people, heads: [], keepUntil: '2029-08-31' },
    files: [{ fileName: `${kind}.xlsx`, rows: people.length }],
    at: new Date('2026-09-10T04:00:00Z'),
  });
}

export interface WithRosters extends Begun {
  readonly lived: SchoolYear;
  readonly plan: RosterPlan;
}

/** An invented school with all three rosters stored, everybody's move said, what is usual confirmed and this year's forms still blank. */
export async function schoolWithRosters(
  program: RosterProgram & { readonly database: Database },
  definitions: Definitions,
  more: Partial<GenerateOptions> = {},
): Promise<WithRosters> {
  const options = { schools: 1, seed: 7, years: 2, types: ['小学' as const], schoolYear: 2026, ...more };
  const [generated] = generateSchools(definitions, options);
  const lived = [...generatedYears(options, 0)].at(-1);
  if (generated === undefined || lived === undefined) throw new Error('no school');
  const begun = await beginYear(program.value, definitions, generated);
  const values = (people: readonly RosterPerson[]): People => people.map((person) => person.values);
  store(program.database, begun.submissionId, 'pupils', values(pupilRoster(lived)));
  store(program.database, begun.submissionId, 'pupilsBefore', values(pupilRosterBefore(lived)));
  store(program.database, begun.submissionId, 'staff', values(staffRoster(lived)));
  await classifyAll(program, begun.submissionId, lived);
  return { ...begun, lived, plan: await confirmAll(program, begun.submissionId) };
}
