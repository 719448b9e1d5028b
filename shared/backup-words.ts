import { readBackupName } from './backup-name';
import type { BackupReason } from './ipc-backup';

export const backupReasonNames: Readonly<Record<BackupReason, string>> = {
  finalise: '定稿时',
  export: '导出正式文件时',
  migration: '程序升级前',
  daily: '使用中自动',
  manual: '手工备份',
  restore: '恢复前的数据',
};

/** In the clerk's own time zone: 2026年11月22日 18:21. */
export function timeWords(iso: string): string {
  const at = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${at.getFullYear()}年${at.getMonth() + 1}月${at.getDate()}日`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** A copy by its file name: 2026年9月6日 08:00 手工备份. One that was renamed keeps its name. */
export function copyWords(name: string): string {
  const said = readBackupName(name);
  return said === undefined ? name : `${timeWords(said.at)} ${backupReasonNames[said.reason]}`;
}
