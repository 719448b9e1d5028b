import { columnPath, plainLabel } from '../../shared/cell';
import type { CellKind } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import type { Form, FormColumn, FormRow } from '../../shared/form';
import { problemSentence } from '../../shared/messages';
import { agreesWithSource, overwrittenWords, sourceKindAt } from '../../shared/pulled-source';
import type { CellSnapshot } from '../store/cell-snapshot';
import type { Spec } from './cell-spec';

export const kindNames: Record<CellKind, string> = {
  input: '输入',
  computed: '计算',
  pulled: '引用',
  notApplicable: '不填',
};

/** `exception`: an error that goes out with a 特殊情况说明. */
export type CellTrouble = 'error' | 'warning' | 'exception' | null;

/** The worst that is open on a cell. */
export function troubleOf({ view, findings }: CellSnapshot): CellTrouble {
  if (view.problem !== null) return 'error';
  const open = findings.filter((each) => each.open);
  if (open.some(({ finding }) => finding.severity === 'error')) return 'error';
  if (open.length > 0) return 'warning';
  return findings.some((each) => each.excepted) ? 'exception' : null;
}

/** `台账 12 / 填报 13` on a pulled cell in which something else was typed than what stands at its source. */
export function overwrittenAt(form: Form, cell: string, { view }: CellSnapshot): string | null {
  if (view.kind !== 'pulled' || view.content === null || view.source === null) return null;
  if (agreesWithSource(form, cell, view.source, view.text)) return null;
  return overwrittenWords(sourceKindAt(form, cell), view.source, view.text);
}

/** What a screen reader says on a cell. */
export function cellLabel(place: string, snapshot: CellSnapshot, overwritten: string | null): string {
  // The name takes the place of what stands in the cell, so the figure is part of it.
  const parts = [place, kindNames[snapshot.view.kind], snapshot.view.text].filter((part) => part !== '');
  if (snapshot.toConfirm) parts.push('待核，沿用上年的数');
  if (overwritten !== null) parts.push(overwritten);
  if (snapshot.view.problem !== null) parts.push(problemSentence(snapshot.view.problem));
  for (const { finding, open, excepted } of snapshot.findings) {
    if (excepted) parts.push(`特殊情况：${finding.text}`);
    if (open) parts.push(`${finding.severity === 'error' ? '错误' : '需说明'}：${finding.text}`);
  }
  if (snapshot.save === 'failed') parts.push('未保存');
  return parts.join('，');
}

export function matrixPlace(row: FormRow, column: FormColumn): string {
  return `${plainLabel(row.label)} ${columnPath(column)}`;
}

/** Mark of the form's edition in cells that are not to be filled. */
export function closedMarkOf(
  { editions, editionOf }: Pick<Definitions, 'editions' | 'editionOf'>,
  { code }: Form,
): string {
  return editions.find(({ id }) => id === editionOf[code])?.notApplicableMark ?? '—';
}

/** A sum of money or an area, which needs more room than a count or a rate. */
export function isAmount(spec: Spec): boolean {
  return spec.type === 'decimal' && !('additive' in spec && spec.additive === false);
}

export function isNumeric(spec: Spec): boolean {
  return spec.type === 'integer' || spec.type === 'decimal';
}
