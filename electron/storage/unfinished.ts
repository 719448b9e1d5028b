import { finishRemoval, tellUnchanged } from './access-copies';
import { removedPassword } from './access-password';
import type { Database } from './database';
import { isRestoring } from './restoring';
import { finishRosterRemovals, removedRosters } from './rosters-unfinished';

/**
 * Does to the copies what a program that was ended had done to the database only: a roster that was deleted, a password
 * that was taken away. Neither needs a key. Not while a copy is being put back: what is prepared would be taken for
 * something half done.
 */
export async function finishUnfinished(database: Database): Promise<void> {
  if (!database.open || isRestoring(database)) return;
  if (removedRosters(database).length > 0) tellUnchanged(database, await finishRosterRemovals(database));
  if (removedPassword(database) !== null) await finishRemoval(database);
}
