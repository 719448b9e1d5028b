import type { BackupContents, BackupItem } from '../../shared/ipc-backup';

const reasons: Readonly<Record<NonNullable<BackupItem['reason']>, string>> = {
  finalise: '定稿时',
  export: '导出正式文件时',
  migration: '程序升级前',
  daily: '使用中自动',
  manual: '手工备份',
  restore: '恢复前的数据',
};

export const reasonWords = ({ reason, place }: Pick<BackupItem, 'reason' | 'place'>): string =>
  `${place === 'file' ? '所选文件' : ''}${place === 'file' && reason !== null ? ' · ' : ''}${reason === null ? '' : reasons[reason]}`;

export const placeWords: Readonly<Record<BackupItem['place'], string>> = {
  own: '本机',
  chosen: '另存文件夹',
  file: '所选文件',
};

/** In the clerk's own time zone: 2026年11月22日 18:21. */
export function timeWords(iso: string): string {
  const at = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${at.getFullYear()}年${at.getMonth() + 1}月${at.getDate()}日`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function sizeWords(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 0.95
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${megabytes < 100 ? megabytes.toFixed(1) : megabytes.toFixed(0)} MB`;
}

export function stateWords({ state, finalVersion }: BackupContents['submissions'][number]): string {
  if (state === 'finalised') return `已定稿 第 ${finalVersion} 版`;
  return finalVersion > 0 ? `草稿（定过第 ${finalVersion} 版）` : '草稿';
}

/** In one line: 3 所学校 · 5 份报表 · 名册 612 人. */
export function contentsWords({ submissions, people, lastChangeAt }: BackupContents): string {
  const schools = new Set(submissions.map(({ schoolCode }) => schoolCode)).size;
  const cells = submissions.reduce((sum, each) => sum + each.cells, 0);
  return [
    submissions.length === 0
      ? '没有报表'
      : `${schools} 所学校、${submissions.length} 份报表，填了 ${cells} 格`,
    ...(people > 0 ? [`名册 ${people} 人`] : []),
    ...(lastChangeAt === null ? [] : [`最后改动 ${timeWords(lastChangeAt)}`]),
  ].join(' · ');
}

export const sameCopy = (
  a: Pick<BackupItem, 'place' | 'name'> | null,
  b: Pick<BackupItem, 'place' | 'name'>,
): boolean => a?.place === b.place && a.name === b.name;
