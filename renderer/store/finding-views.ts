import type { CellRef, Finding } from '../../shared/finding';
import { cellName } from '../../shared/cell';
import { isExcepted, isStale, sameValues } from '../../shared/explanation';
import type { OpenSubmission } from '../../shared/ipc';
import { isOpen } from '../../shared/standing';
import type { Explanation } from '../../shared/submission';

/** A finding with what the clerk has said about it. */
export interface FindingView {
  readonly finding: Finding;
  readonly explanation: string;
  /** The explanation with what it was written about; null where there is none. */
  readonly written: Explanation | null;
  /** A value that the explanation was written about has changed since. */
  readonly stale: boolean;
  /** Still to be dealt with: an error, or a warning without a valid explanation. */
  readonly open: boolean;
  /** Code of a form that has to be filled before the finding means anything; such a finding is not open. */
  readonly waitsFor: string | null;
  /** An error that goes out with a 特殊情况说明: not open, but an error all the same. */
  readonly excepted: boolean;
}

/** What the clerk wrote, by the key of its finding. */
export function explanationsOf({ data }: OpenSubmission): ReadonlyMap<string, Explanation> {
  return new Map(data.explanations.map((explanation) => [explanation.finding, explanation]));
}

function viewOf(finding: Finding, explanation: Explanation | undefined): FindingView {
  const stale = explanation !== undefined && isStale(explanation, finding);
  const { waitsFor } = finding;
  const open = isOpen(finding, explanation);
  const excepted = isExcepted(finding, explanation);
  const written = explanation ?? null;
  return { finding, explanation: explanation?.text ?? '', written, stale, open, waitsFor, excepted };
}

function same(a: FindingView, b: FindingView): boolean {
  const said = a.written === b.written && a.stale === b.stale && a.excepted === b.excepted;
  return said && a.open === b.open && alike(a.finding, b.finding);
}

function alike(a: Finding, b: Finding): boolean {
  if (a === b) return true;
  const words =
    a.left === b.left && a.right === b.right && a.status === b.status && a.waitsFor === b.waitsFor;
  return a.key === b.key && a.instruction === b.instruction && words && sameValues(a.values, b.values);
}

/**
 * Errors first, then warnings, each in the order of the forms, last those that wait for a form. Views that did not
 * change keep their identity.
 */
export function findingViews(
  findings: readonly Finding[],
  explanations: ReadonlyMap<string, Explanation>,
  forms: readonly string[],
  before: readonly FindingView[],
): readonly FindingView[] {
  const known = new Map(before.map((view) => [view.finding.key, view]));
  const order = new Map(forms.map((form, index) => [form, index]));
  const rank = (finding: Finding) =>
    (finding.waitsFor === null ? 0 : 20000) +
    (finding.severity === 'error' ? 0 : 10000) +
    (order.get(finding.form) ?? forms.length);
  const views = [...findings]
    .sort((a, b) => rank(a) - rank(b))
    .map((finding) => {
      const view = viewOf(finding, explanations.get(finding.key));
      const old = known.get(finding.key);
      return old !== undefined && same(old, view) ? old : view;
    });
  const unchanged = views.length === before.length && views.every((view, index) => view === before[index]);
  return unchanged ? before : views;
}

/** Open findings by the cells they are about. */
export function findingsByCell(views: readonly FindingView[]): ReadonlyMap<string, readonly FindingView[]> {
  const byCell = new Map<string, FindingView[]>();
  for (const view of views) {
    for (const name of new Set(view.finding.cells.map(nameOf))) {
      const known = byCell.get(name);
      if (known === undefined) byCell.set(name, [view]);
      else known.push(view);
    }
  }
  return byCell;
}

export function nameOf(cell: CellRef): string {
  return cellName(cell.form, cell.cell);
}
