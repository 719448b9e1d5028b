import type { LifeStep } from '../../shared/ipc-audit';

/** A 定稿 that was taken back, where nothing was finalised since. */
export interface TakenBack {
  readonly version: number;
  readonly reason: string;
  /** Its file may be at the bureau. */
  readonly exported: boolean;
}

const isFile = ({ kind, what }: LifeStep): boolean =>
  kind === 'exported' && (what === 'workbook' || what === null);

/** Whether the 定稿 of that number left the program as a file. */
export const wasExported = (life: readonly LifeStep[], version: number): boolean =>
  life.some((step) => isFile(step) && step.version === version);

/** The last 定稿 that was taken back; null where there is none, or a later one stands. */
export function takenBack(life: readonly LifeStep[]): TakenBack | null {
  const last = life.findLast(({ kind }) => kind === 'reopened' || kind === 'finalised');
  if (last?.kind !== 'reopened' || last.version === null) return null;
  const { version, reason } = last;
  return { version, reason: reason ?? '', exported: wasExported(life, version) };
}

export function takenBackWords({ version, reason, exported }: TakenBack): string {
  const why = reason === '' ? '' : `（原因：${reason}）`;
  const left = exported ? `已导出的第 ${version} 版作废，上报以新的一版为准。` : '';
  return `第 ${version} 版已取消定稿${why}。改好后再定稿，是新的一版。${left}`;
}
