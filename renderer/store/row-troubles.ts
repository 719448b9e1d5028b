import { recordCell } from '../grid/cell-spec';
import type { FindingView } from './finding-views';

export type RowTrouble = 'error' | 'warning';

type Troubles = ReadonlyMap<string, RowTrouble>;

const known = new WeakMap<readonly FindingView[], Map<string, Troubles>>();

/** The records of a list that have an open error, or else an open warning. */
export function rowTroubles(findings: readonly FindingView[], form: string): Troubles {
  const byForm = known.get(findings) ?? new Map<string, Troubles>();
  known.set(findings, byForm);
  const found = byForm.get(form) ?? troublesIn(findings, form);
  byForm.set(form, found);
  return found;
}

function troublesIn(findings: readonly FindingView[], form: string): Troubles {
  const troubles = new Map<string, RowTrouble>();
  for (const { finding, open } of findings) {
    if (!open) continue;
    for (const cell of finding.cells) {
      if (cell.form !== form) continue;
      const { record } = recordCell(cell.cell);
      if (troubles.get(record) !== 'error') troubles.set(record, finding.severity);
    }
  }
  return troubles;
}
