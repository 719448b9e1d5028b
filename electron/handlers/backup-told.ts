import type { Refusal } from '../../shared/error';
import { readNote, writeNote } from '../storage/backup-note';
import { isDatabaseMissing } from '../storage/backup-place';
import { notRestored } from '../storage/backup-restore';

/**
 * What the clerk is told about a copy that did not take its place. Where the old database was set aside already the page
 * is loaded anew, and finds the reason where copies are looked after.
 */
export function tellNotRestored(error: unknown, databaseFile: string): Refusal {
  const refused = notRestored(error, databaseFile);
  try {
    if (isDatabaseMissing(databaseFile)) writeNote(databaseFile, { trouble: refused.error });
  } catch {
    // On a disk that takes nothing; the refusal itself is on its way to her.
  }
  return refused;
}

/** Once another try has succeeded, or she began anew. */
export function forgetNotRestored(databaseFile: string): void {
  try {
    const code = readNote(databaseFile).trouble?.code;
    if (code === 'backup.notRestored' || code === 'backup.inUse') writeNote(databaseFile, { trouble: null });
  } catch {
    // The next copy takes it away.
  }
}
