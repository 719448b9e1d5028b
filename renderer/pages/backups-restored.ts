import type { BackupItem } from '../../shared/ipc-backup';

/** The page is loaded anew by a restore; what it then has to say outlives it here. */
const key = 'tianbao.restored';

export interface Restored {
  /** ISO time of the copy. */
  readonly at: string;
  /** What was there before was damaged and could not be copied. */
  readonly damaged: boolean;
}

export function rememberRestored({ at }: Pick<BackupItem, 'at'>, damaged: boolean): void {
  const restored: Restored = { at, damaged };
  sessionStorage.setItem(key, JSON.stringify(restored));
}

export function forgetRestored(): void {
  sessionStorage.removeItem(key);
}

export function restoredBefore(): Restored | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Restored);
}
