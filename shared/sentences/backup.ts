/** Backups and what is restored from them. */
export interface BackupErrors {
  'backup.gone': { name: string };
  'backup.damaged': { name: string };
  'backup.newer': { name: string };
  'backup.failed': { folder: string; reason: string };
  'backup.noRoom': { folder: string; megabytes: number };
  'backup.chosenGone': { folder: string };
  'backup.sourceDamaged': { file: string };
  'backup.dataMissing': { file: string };
  'backup.inUse': { file: string };
  'backup.notRestored': { file: string; reason: string };
  'backup.restoring': Record<never, never>;
  'backup.practice': Record<never, never>;
  'backup.asideHeld': { folder: string };
}

export const backupSentences: { readonly [C in keyof BackupErrors]: (params: BackupErrors[C]) => string } = {
  'backup.gone': ({ name }) =>
    `找不到备份 ${name}，可能已被移走，或 U 盘没有插好。请插好后重试，或选另一份备份。`,
  'backup.damaged': ({ name }) => `备份 ${name} 已损坏，不能恢复；现在的数据没有改动。请选另一份备份。`,
  'backup.newer': ({ name }) =>
    `备份 ${name} 是由更新版本的程序做的，本程序不能恢复；现在的数据没有改动。请安装新版本程序后再试。`,
  'backup.failed': ({ folder, reason }) =>
    `没有备份成功：${folder}（${reason}）。已填的数据没有受影响；请检查磁盘空间和读写权限后再备份。`,
  'backup.noRoom': ({ folder, megabytes }) =>
    `磁盘剩余空间不够，没有备份：${folder} 所在的磁盘至少要有 ${megabytes} MB 空闲。已填的数据没有受影响；请清理磁盘后再备份。`,
  'backup.chosenGone': ({ folder }) =>
    `备份没有另存到所选文件夹：现在找不到 ${folder}。如果是 U 盘，请插好后点「立即备份」；本机的备份照常。`,
  'backup.sourceDamaged': ({ file }) =>
    `数据文件检查出问题：${file}。请不要继续填报，退出后重新打开程序，按提示从备份恢复；若没有提示，请联系技术人员。`,
  'backup.dataMissing': ({ file }) =>
    `找不到数据文件：${file}，但备份还在。文件可能被移走、改名或被杀毒软件隔离。可以从下面的备份恢复；如果数据文件还在别处，请先退出，把它放回原处再打开程序。`,
  'backup.inUse': ({ file }) =>
    `数据文件正被另一个程序占用，没有恢复：${file}。现在的数据没有改动；请关闭杀毒、同步等软件后重试。`,
  'backup.notRestored': ({ file, reason }) =>
    `没有恢复：${file}（${reason}）。现在的数据没有改动；请检查磁盘空间和读写权限，U 盘上的先复制到本机，再试一次。`,
  'backup.restoring': () => '正在恢复备份，这一步没有执行。请等恢复完成后再做。',
  'backup.asideHeld': ({ folder }) =>
    `没有删掉：${folder} 里的文件正被别的程序占用。请关闭杀毒、同步等软件，或重新开机后再删。`,
  'backup.practice': () => '现在打开的是示例学校，不做备份，也不能恢复。请先退出练习，回到自己的数据。',
};
