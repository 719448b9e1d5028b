import type { RosterPerson } from './definition';
import { type FactTable, factNames } from './facts';

/** 退休, 离职 and 调出 of a staff list are no 教职工 of the school any more; a blank says nothing. */
export const isInService = ({ status }: RosterPerson['values']): boolean =>
  status === undefined || status === '在职';

/** Leaves nothing of somebody for any form to count but the status. */
export function putAway(table: FactTable, index: number): void {
  for (const fact of factNames.staff) {
    if (fact === 'status') continue;
    const column = table.column(fact);
    column.forget(index);
    column.put(index, null);
  }
}
