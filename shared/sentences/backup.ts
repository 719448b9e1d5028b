/** Backups and what is restored from them. */
export interface BackupErrors {
  'backup.gone': { name: string };
  'backup.damaged': { name: string };
  'backup.newer': { name: string };
  'backup.failed': { folder: string; reason: string };
}

export const backupSentences: { readonly [C in keyof BackupErrors]: (params: BackupErrors[C]) => string } = {
  'backup.gone': ({ name }) =>
    `找不到备份 ${name}，可能已被移走，或 U 盘没有插好。请插好后重试，或选另一份备份。`,
  'backup.damaged': ({ name }) => `备份 ${name} 已损坏，不能恢复；现在的数据没有改动。请选另一份备份。`,
  'backup.newer': ({ name }) =>
    `备份 ${name} 是由更新版本的程序做的，本程序不能恢复；现在的数据没有改动。请安装新版本程序后再试。`,
  'backup.failed': ({ folder, reason }) =>
    `没有备份成功：${folder}（${reason}）。已填的数据没有受影响；请检查磁盘空间和读写权限后再备份。`,
};
