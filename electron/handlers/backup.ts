import { Refusal, refusal } from '../../shared/error';
import { writeNote } from '../storage/backup-note';
import { discardPrepared, noteDamaged, stepsIntoPlace } from '../storage/backup-restore';
import { whileRestoring } from '../storage/restoring';
import { sessionOf } from '../storage/session';
import { removeAside } from '../storage/set-aside';
import { finishUnfinished } from '../storage/unfinished';
import { backupsOf, copyJobs } from './backup-making';
import { readingHandlers } from './backup-reading';
import { forgetNotRestored, tellNotRestored } from './backup-told';
import type { HandlerContext, Handlers } from './context';

export function backupHandlers(context: HandlerContext): Handlers<'backup'> {
  const { database, desktop, workplace, now } = context;
  const { databaseFile } = workplace;
  const backups = backupsOf(context);
  const copies = readingHandlers(desktop, databaseFile, copyJobs(context.jobs));

  function refuseInPractice(): void {
    if (workplace.practice) throw refusal('backup.practice', {});
  }

  /** False where what is there is damaged: then there is nothing that could be copied, and it is kept as it is. */
  async function copyPresent(): Promise<boolean> {
    try {
      await backups.make('restore');
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.error.code === 'backup.sourceDamaged') return false;
      throw error;
    }
  }

  return {
    ...copies.handlers,
    'backup.compare': async (item) => {
      const { key } = sessionOf(database);
      const input = { database: databaseFile, copy: copies.fileOf(item), name: item.name, key };
      return copies.jobs.run('backup.compare', input);
    },
    'backup.make': () => {
      refuseInPractice();
      return backups.make('manual');
    },
    'backup.cancel': () => {
      backups.cancel();
      return null;
    },
    'backup.discardAside': ({ names }) => {
      refuseInPractice();
      removeAside(databaseFile, names);
      return backups.list();
    },
    'backup.chooseFolder': async () => {
      refuseInPractice();
      const chosen = await desktop.chooseFolder();
      if (chosen === null) return null;
      writeNote(databaseFile, { chosen });
      await backups.make('manual');
      return backups.list();
    },
    'backup.forgetFolder': () => {
      writeNote(databaseFile, { chosen: null, trouble: null });
      return backups.list();
    },
    'backup.restore': async (item) => {
      refuseInPractice();
      // The database that takes the place of this one would know nothing of it.
      await finishUnfinished(database);
      // What were written after the copy of the present would be in neither database.
      await whileRestoring(database, async () => {
        const prepared = await copies.prepare(item, now(), { operator: sessionOf(database).operator });
        try {
          const copied = await copyPresent();
          if (!copied) noteDamaged(prepared);
          await workplace.reopen(false, () => {
            for (const step of stepsIntoPlace(databaseFile, prepared, { now: now(), aside: !copied })) step();
            forgetNotRestored(databaseFile);
          });
        } catch (error) {
          discardPrepared(prepared);
          throw tellNotRestored(error, databaseFile);
        }
      });
      return null;
    },
    'backup.startAnew': () => {
      // Only where nothing could be opened is there nothing to lose by it.
      throw refusal('app.badRequest', { method: 'backup.startAnew' });
    },
  };
}
