import { refusal } from '../shared/error';
import type { Desktop } from './handlers/context';
import { sessionOf } from './storage/session';
import type { Database } from './storage/database';

/**
 * A file dialog that was open when the program was locked is answered by whoever sits there then: what was to be read or
 * written by it is refused with `access.locked`. So is paper that becomes ready only then: it would lie over the lock.
 */
export function desktopWhileOpen(desktop: Desktop, database: Database): Desktop {
  function refuseIfLocked(): void {
    if (sessionOf(database).locked) throw refusal('access.locked', {});
  }
  async function ifStillOpen<T>(answer: Promise<T>): Promise<T> {
    const answered = await answer;
    refuseIfLocked();
    return answered;
  }
  const { printer } = desktop;
  return {
    ...desktop,
    chooseOpenFile: (kind) => ifStillOpen(desktop.chooseOpenFile(kind)),
    chooseOpenFiles: (kind) => ifStillOpen(desktop.chooseOpenFiles(kind)),
    chooseSaveTarget: (name) => ifStillOpen(desktop.chooseSaveTarget(name)),
    chooseFolder: () => ifStillOpen(desktop.chooseFolder()),
    printer: {
      ...printer,
      preview: (html, title, watch) => printer.preview(html, title, { ...watch, mayShow: refuseIfLocked }),
      print: (html) => printer.print(html, refuseIfLocked),
    },
  };
}
