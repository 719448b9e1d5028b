import { type RosterKind, rosterOf } from '../../shared/roster/definition';
import { giveAccess } from './access-copies';
import { databasesIn, placesElsewhere } from './backup-elsewhere';
import { readNote } from './backup-note';
import { forgetOwed } from './backup-owed';
import { readMark } from './backup-place';
import type { Database } from './database';
import { removeRostersFrom } from './rosters-traces';
import { sessionOf } from './session';

/**
 * On sticks that were away when a roster was deleted or a password was set, and are there again: does to their copies what
 * was not done then. Before another copy is put there: one made since may have a roster that was loaded anew. Gives the
 * copies that could not be changed. Main answers other calls between two of them.
 */
export async function settleOwed(database: Database): Promise<readonly string[]> {
  const { owed } = readNote(database.name);
  const unchanged: string[] = [];
  for (const folder of owed.length === 0 ? [] : placesElsewhere(database.name)) {
    const mark = readMark(folder);
    const due = owed.find((each) => each.mark === mark);
    // While it is locked nobody has the key.
    if (mark === null || due === undefined || (due.seal && sessionOf(database).locked)) continue;
    const rosters = due.rosters.map((each) => ({ ...each, of: rosterOf(each.kind as RosterKind) }));
    for (const file of databasesIn(folder)) {
      await new Promise(setImmediate);
      const isClean = rosters.length === 0 || removeRostersFrom(database, file, rosters);
      const isSealed = !due.seal || giveAccess(database, file);
      if (!isClean || !isSealed) unchanged.push(file);
    }
    forgetOwed(database.name, mark);
  }
  return unchanged;
}
