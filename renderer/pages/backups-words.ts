import { backupReasonNames, timeWords } from '../../shared/backup-words';
import type { BackupComparison, BackupContents, BackupItem } from '../../shared/ipc-backup';

export { timeWords };

export const reasonWords = ({ reason, place }: Pick<BackupItem, 'reason' | 'place'>): string =>
  `${place === 'file' ? '所选文件' : ''}${place === 'file' && reason !== null ? ' · ' : ''}${reason === null ? '' : backupReasonNames[reason]}`;

export const placeWords: Readonly<Record<BackupItem['place'], string>> = {
  own: '本机',
  chosen: '另存文件夹',
  file: '所选文件',
};

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

/** The 定稿 of one school's round that a restore takes away, and whether files of them may be at the bureau. */
export function lostWords({ school, schoolYear, versions }: BackupComparison['lostFinals'][number]): string {
  const numbers = (of: typeof versions) => `第 ${of.map(({ version }) => version).join('、')} 版`;
  const exported = versions.filter((each) => each.exported);
  const all = versions.length > 1 ? '都' : '';
  const left =
    exported.length === 0
      ? '没有导出过'
      : exported.length === versions.length
        ? `${all}已导出`
        : `其中${numbers(exported)}已导出`;
  return `${school} ${schoolYear}—${schoolYear + 1} 学年${numbers(versions)}定稿（${left}）是那以后做的，恢复后就没有了；以后再定稿，版本号接着往后排，不会重复。`;
}

/** The schools with their years, as what a restore brings: 甲校 2026—2027、2025—2026，乙校 2026—2027. */
export function schoolsWords({ submissions }: Pick<BackupContents, 'submissions'>): string {
  const years = new Map<string, string[]>();
  for (const { school, schoolYear } of submissions)
    years.set(school, [...(years.get(school) ?? []), `${schoolYear}—${schoolYear + 1}`]);
  return [...years].map(([school, each]) => `${school} ${each.join('、')} 学年`).join('，');
}

/** In one line: 3 所学校 · 5 份报表 · 名册 612 人. */
export function contentsWords({ submissions, people, lastChangeAt }: BackupContents): string {
  const schools = new Set(submissions.map(({ schoolCode }) => schoolCode)).size;
  const cells = submissions.reduce((sum, each) => sum + each.cells, 0);
  return [
    submissions.length === 0
      ? '没有学校的报表'
      : `${schools} 所学校、${submissions.length} 份报表，填了 ${cells} 格`,
    ...(people > 0 ? [`名册 ${people} 人`] : []),
    ...(lastChangeAt === null ? [] : [`最后改动 ${timeWords(lastChangeAt)}`]),
  ].join(' · ');
}

export const sameCopy = (
  a: Pick<BackupItem, 'place' | 'name'> | null,
  b: Pick<BackupItem, 'place' | 'name'>,
): boolean => a?.place === b.place && a.name === b.name;
