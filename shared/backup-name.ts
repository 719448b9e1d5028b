import type { BackupReason } from './ipc-backup';

const reasons: readonly BackupReason[] = ['finalise', 'export', 'migration', 'daily', 'manual', 'restore'];
const pattern = new RegExp(`^(.+)-v(\\d+)-(\\d{8}T\\d{6}Z)(?:-(${reasons.join('|')}))?(?:-\\d+)?\\.db$`);

/** What the name of a copy says. */
export interface BackupName {
  /** ISO time in UTC. */
  readonly at: string;
  readonly reason: BackupReason;
  /** Number of migrations that the database had. */
  readonly version: number;
}

/** Name without its extension: `tianbao-v8-20261122T182114Z-finalise`. */
export function backupStem(database: string, version: number, at: Date, reason: BackupReason): string {
  return `${database}-v${version}-${at.toISOString().replace(/[-:]|\.\d+/g, '')}-${reason}`;
}

/** Undefined where the file is no copy of ours. Earlier programs made copies only before a migration and did not say so. */
export function readBackupName(name: string): BackupName | undefined {
  const [, , version, stamp, reason] = pattern.exec(name) ?? [];
  if (version === undefined || stamp === undefined) return undefined;
  const at = stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6.000Z');
  if (Number.isNaN(Date.parse(at))) return undefined;
  return { at, reason: (reason as BackupReason | undefined) ?? 'migration', version: Number(version) };
}

/** A folder that cannot be reached, as it is named to the clerk: two sticks may have had the same letter. */
export const unreachedWords = (folder: string, lastCopyAt: string): string =>
  `${folder}（最后备份于 ${dayWords(lastCopyAt)}，现在找不到）`;

/** A folder that the data had before they were copied or moved by hand: it may belong to the others now. */
export const earlierWords = (folder: string, lastCopyAt: string): string =>
  `${folder}（数据文件夹搬动或复制以前的备份，最后备份于 ${dayWords(lastCopyAt)}）`;

function dayWords(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}年${at.getMonth() + 1}月${at.getDate()}日`;
}
