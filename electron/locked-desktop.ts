import { refusal } from '../shared/error';
import type { Desktop } from './handlers/context';
import { sessionOf } from './storage/session';
import type { Database } from './storage/database';

/**
 * A file dialog that was open when the program was locked is answered by whoever sits there then: what was to be read or
 * written by it is refused with `access.locked`.
 */
export function desktopWhileOpen(desktop: Desktop, database: Database): Desktop {
  async function ifStillOpen<T>(answer: Promise<T>): Promise<T> {
    const answered = await answer;
    if (sessionOf(database).locked) throw refusal('access.locked', {});
    return answered;
  }
  return {
    ...desktop,
    chooseOpenFile: (kind) => ifStillOpen(desktop.chooseOpenFile(kind)),
    chooseOpenFiles: (kind) => ifStillOpen(desktop.chooseOpenFiles(kind)),
    chooseSaveTarget: (name) => ifStillOpen(desktop.chooseSaveTarget(name)),
    chooseFolder: () => ifStillOpen(desktop.chooseFolder()),
  };
}
