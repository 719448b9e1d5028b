import type { CellHistoryEntry } from '../../shared/ipc-fill';
import type { CellContent } from '../../shared/submission';

/** A time as the clerk's clock showed it: `今天 08:05`, `9月10日 14:05`, in another year with the year. */
export function localTime(iso: string, now: Date): string {
  const at = new Date(iso);
  const clock = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
  const day = `${at.getMonth() + 1}月${at.getDate()}日`;
  if (at.getFullYear() !== now.getFullYear()) return `${at.getFullYear()}年${day} ${clock}`;
  const isToday = at.getMonth() === now.getMonth() && at.getDate() === now.getDate();
  return `${isToday ? '今天' : day} ${clock}`;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** How a value came into its cell. */
export function originWords({ origin, fileName, after }: CellHistoryEntry): string {
  const file = fileName === null ? '文件' : `《${fileName}》`;
  switch (origin) {
    case 'typed':
      return after === null ? '清空' : '填写';
    case 'imported':
      return `从${file}导入`;
    case 'importedBlank':
      return `从${file}导入（空格即 0）`;
    case 'carried':
      return '由上年带入';
    case 'roster':
      return '由名册计数填入';
  }
}

export function contentWords(content: CellContent | null): string {
  return content === null ? '（空白）' : content.text;
}

export function sameContent(a: CellContent | null, b: CellContent | null): boolean {
  return a?.kind === b?.kind && a?.text === b?.text;
}
