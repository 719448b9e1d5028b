import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { readBackupName } from '../../shared/backup-name';
import { Refusal, refusal } from '../../shared/error';
import type { BackupItem } from '../../shared/ipc-backup';
import type { Jobs } from '../jobs/table';
import { backupFolderOf } from '../storage/backup';
import { readNote } from '../storage/backup-note';
import { chosenFolderOf, copiesIn, openedFolderOf } from '../storage/backup-place';
import { type PrepareRequest, preparedFileOf, type Restored } from '../storage/backup-restore';
import { migrations } from '../storage/migrations';
import { listBackups } from './backup-making';
import type { Desktop, Handlers } from './context';

const known = migrations.length;

/** Finding copies and looking into them; none of it comes near the database. */
export function readingHandlers(desktop: Desktop, databaseFile: string, jobs: Pick<Jobs, 'run'>) {
  let opened: BackupItem | null = null;
  const openedFolder = openedFolderOf(databaseFile);
  const openedFile = path.join(openedFolder, 'opened.db');
  // Of a program that was ended while she looked.
  rmSync(openedFolder, { recursive: true, force: true });

  function fileOf({ place, name }: Pick<BackupItem, 'place' | 'name'>): string {
    const { chosen } = readNote(databaseFile);
    const folder =
      place === 'own'
        ? backupFolderOf(databaseFile)
        : chosen === null
          ? null
          : chosenFolderOf(databaseFile, chosen);
    if (place === 'file' ? opened?.name !== name : readBackupName(name) === undefined)
      throw refusal('backup.gone', { name });
    const file = place === 'file' ? openedFile : folder === null ? null : path.join(folder, name);
    if (file === null || !existsSync(file)) throw refusal('backup.gone', { name });
    return file;
  }

  async function chooseFile(): Promise<BackupItem | null> {
    const file = await desktop.chooseOpenFile('backup');
    if (file === null) return null;
    const { mtime, size } = statSync(file);
    const name = path.basename(file);
    // A copy of the copy: what is looked into must not change, nor leave anything on her stick.
    opened = null;
    await prepareNamed({ source: file, prepared: openedFile }, name, null);
    const said = readBackupName(name);
    const at = said?.at ?? mtime.toISOString();
    opened = { place: 'file', name, at, reason: said?.reason ?? null, bytes: size };
    return opened;
  }

  async function prepareNamed(
    { source, prepared }: Pick<PrepareRequest, 'source' | 'prepared'>,
    name: string,
    restored: PrepareRequest['restored'],
    others: readonly string[] = [],
  ): Promise<void> {
    try {
      await jobs.run('backup.prepare', { source, prepared, known, restored, others });
    } catch (error) {
      // She knows it by the name that she chose.
      if (error instanceof Refusal && 'name' in error.error.params)
        throw new Refusal({ ...error.error, params: { ...error.error.params, name } } as typeof error.error);
      throw error;
    }
  }

  /** Puts the copy beside the database, verified, with a word in its own log of who put it there and why. */
  async function prepare(
    item: Pick<BackupItem, 'place' | 'name'>,
    at: Date,
    who: Pick<Restored, 'operator' | 'instead'>,
  ): Promise<string> {
    const prepared = preparedFileOf(databaseFile);
    const restored = { ...who, at: at.toISOString(), name: item.name };
    const source = fileOf(item);
    await prepareNamed({ source, prepared }, item.name, restored, [databaseFile, ...othersBeside(source)]);
    return prepared;
  }

  /** The other copies: of a database that cannot be read any more they know what it gave away. */
  function othersBeside(source: string): readonly string[] {
    const folders = new Set([backupFolderOf(databaseFile), path.dirname(source)]);
    return [...folders].flatMap((folder) =>
      copiesIn(folder, 'own').map(({ name }) => path.join(folder, name)),
    );
  }

  const handlers: Pick<
    Handlers<'backup'>,
    'backup.list' | 'backup.contents' | 'backup.showFolder' | 'backup.chooseFile'
  > = {
    'backup.list': () => listBackups(databaseFile),
    'backup.contents': (item) => jobs.run('backup.contents', { copy: fileOf(item), known }),
    'backup.showFolder': async (which) => {
      const { chosen } = readNote(databaseFile);
      const folder = which === 'own' ? backupFolderOf(databaseFile) : chosen;
      if (folder === null || !existsSync(folder))
        throw refusal('backup.chosenGone', { folder: folder ?? '' });
      await desktop.openFolder(folder);
      return null;
    },
    'backup.chooseFile': chooseFile,
  };
  return { handlers, fileOf, prepare, jobs };
}
