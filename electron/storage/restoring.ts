import type { Method } from '../../shared/ipc';
import { type Refusal, refusal } from '../../shared/error';
import type { Database } from './database';

const restoring = new WeakSet<Database>();

/** What reads, locks or ends. Anything else could be acknowledged and then be in neither database. */
const meanwhile: ReadonlySet<Method> = new Set<Method>([
  'access.lock',
  'access.state',
  'access.unlock',
  'app.quit',
  'app.start',
  'backup.list',
]);

export const isRestoring = (database: Database): boolean => restoring.has(database);

/** Refuses with `backup.restoring` what may not be done while a copy is being put in the database's place. */
export function refuseWhileRestoring(database: Database, method: Method): void {
  if (isRestoring(database) && !meanwhile.has(method)) throw refusal('backup.restoring', {});
}

/** What work that had begun before is told about a write that the database did not take meanwhile. */
export function refusedWriteOf(database: Database, known: Refusal | undefined): Refusal | undefined {
  return known?.error.code === 'database.writeFailed' && isRestoring(database)
    ? refusal('backup.restoring', {})
    : known;
}

/** Nothing is written while `act` runs: neither by calls that come now, nor by work that had begun before. */
export async function whileRestoring<T>(database: Database, act: () => Promise<T>): Promise<T> {
  restoring.add(database);
  database.pragma('query_only = 1');
  try {
    return await act();
  } finally {
    restoring.delete(database);
    if (database.open) database.pragma('query_only = 0');
  }
}
