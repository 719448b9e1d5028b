import type { StagedTable } from '../../shared/roster/staged';
import type { TableChange } from './roster-load-state';

/** What puts a table back as it is now. */
export function inverse(table: StagedTable, change: TableChange): TableChange {
  // Under other heads every column is recognised anew: all of them are to be put back.
  const touched = table.columns.filter(
    ({ index }) => change.headRow !== undefined || String(index) in (change.columns ?? {}),
  );
  const columns = Object.fromEntries(touched.map(({ index, field }) => [index, field]));
  return {
    ...(touched.length > 0 && { columns }),
    ...(change.headRow !== undefined && { headRow: table.headRow }),
    ...(change.ofClass !== undefined && { ofClass: table.ofClass ?? '' }),
    ...(change.used !== undefined && { used: table.used }),
  };
}

export function mapWords({ headRow, ofClass, used }: TableChange): string {
  if (used !== undefined) return used ? '恢复这张表' : '排除这张表';
  if (ofClass !== undefined) return '改动班级';
  return headRow === undefined ? '改动栏目对照' : '改动表头行';
}
