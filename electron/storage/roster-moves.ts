import type { RosterKind } from '../../shared/roster/definition';
import type { Move } from '../../shared/roster/plan';
import type { Database } from './database';
import { recordEvent } from './events';
import { rosterPlaces } from './rosters';

/**
 * What the clerk says, in this submission, happened to people of its rosters; null takes the word back. All of them or
 * none; the answer is false where a roster or one of the people is not there any more.
 */
export function setMoves(
  database: Database,
  submissionId: number,
  people: readonly { readonly kind: RosterKind; readonly person: number }[],
  move: Move | null,
  at = new Date(),
): boolean {
  const places = rosterPlaces(database, submissionId);
  const stands = database
    .prepare<[number, number], number>('SELECT 1 FROM roster_people WHERE roster_id = ? AND person = ?')
    .pluck();
  const upsert = database.prepare<[number, number, number, string]>(
    `INSERT INTO roster_moves (submission_id, roster_id, person, move) VALUES (?, ?, ?, ?)
     ON CONFLICT (submission_id, roster_id, person) DO UPDATE SET move = excluded.move`,
  );
  const remove = database.prepare<[number, number, number]>(
    'DELETE FROM roster_moves WHERE submission_id = ? AND roster_id = ? AND person = ?',
  );
  return database
    .transaction(() => {
      const found = people.map(({ kind, person }) => ({ roster: places[kind]?.id, person }));
      if (
        found.some(({ roster, person }) => roster === undefined || stands.get(roster, person) === undefined)
      )
        return false;
      for (const { roster = 0, person } of found) {
        if (move === null) remove.run(submissionId, roster, person);
        else upsert.run(submissionId, roster, person, move);
      }
      const count = String(people.length);
      const counted = move === null ? { before: count } : { about: move, after: count };
      recordEvent(database, { at, submissionId, kind: 'rosterMoved', ...counted });
      return true;
    })
    .immediate();
}
