import type { StagedTable } from '../../shared/roster/staged';
import type { TableChange } from './roster-load-state';

/** What puts a table back as it is now. */
export function inverse(table: StagedTable, change: TableChange): TableChange {
  // What nobody has said of a column cannot be said again: all are recognised anew, then what she said is repeated.
  const isMapped = change.columns !== undefined || change.headRow !== undefined;
  const byHand = table.columns.filter(({ by }) => by === 'hand');
  return {
    ...(isMapped && {
      recognise: true,
      columns: Object.fromEntries(byHand.map(({ index, field }) => [index, field])),
    }),
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
