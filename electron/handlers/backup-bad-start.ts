import { type AppError, Refusal, refusal } from '../../shared/error';
import type { Jobs } from '../jobs/table';
import { backupFolderOf } from '../storage/backup';
import { discardPrepared, offerUnfinished, setAside, stepsIntoPlace } from '../storage/backup-restore';
import { openDatabase } from '../storage/database';
import { migrations } from '../storage/migrations';
import { copyJobs } from './backup-making';
import { readingHandlers } from './backup-reading';
import { forgetNotRestored, tellNotRestored } from './backup-told';
import type { BadStartPlace, Desktop, Handlers } from './context';

/** What can be done with copies while the database cannot be opened; the rest answers with the reason. */
export function backupHandlersAfterBadStart(
  error: AppError,
  desktop: Desktop,
  { workplace, now }: BadStartPlace,
  inline?: Jobs,
): Handlers<'backup'> {
  const { databaseFile } = workplace;
  offerUnfinished(databaseFile, migrations.length, now());
  const copies = readingHandlers(desktop, databaseFile, copyJobs(inline));
  let restoring = false;
  const instead = error.code === 'backup.dataMissing' ? 'missing' : 'damaged';
  const refuse = () => {
    throw new Refusal(error);
  };
  return {
    ...copies.handlers,
    'backup.compare': refuse,
    'backup.make': refuse,
    'backup.cancel': () => null,
    'backup.discardAside': refuse,
    'backup.chooseFolder': refuse,
    'backup.forgetFolder': refuse,
    'backup.restore': async (item) => {
      // Two at once would put one beside the database and the other in its place.
      if (restoring) throw refusal('backup.restoring', {});
      restoring = true;
      const prepared = await copies.prepare(item, now(), { instead }).finally(() => {
        restoring = false;
      });
      await workplace.reopen(false, () => {
        try {
          for (const step of stepsIntoPlace(databaseFile, prepared, { now: now(), aside: true })) step();
          forgetNotRestored(databaseFile);
        } catch (thrown) {
          discardPrepared(prepared);
          throw tellNotRestored(thrown, databaseFile);
        }
      });
      return null;
    },
    'backup.startAnew': async () => {
      await workplace.reopen(false, () => {
        setAside(databaseFile, now());
        openDatabase({ file: databaseFile, backupFolder: backupFolderOf(databaseFile), now: now() }).close();
        forgetNotRestored(databaseFile);
      });
      return null;
    },
  };
}
