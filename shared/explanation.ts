import type { Finding } from './finding';
import type { Explanation } from './submission';

/** Characters below which a 特殊情况说明 says nothing to the bureau. */
export const shortestException = 10;

/**
 * A text speaks about the values it was written for and about no others: when one changes, it is stale. A blank that
 * became a 0, because its form was marked 已核对, is the same value: relations counted it as zero all along.
 */
export function isStale(explanation: Explanation, finding: Finding): boolean {
  return !sameValues(blanksAsZero(explanation.values), blanksAsZero(finding.values));
}

function blanksAsZero(values: Explanation['values']): Explanation['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === '' ? '0' : value]),
  );
}

/**
 * Whether a 特殊情况说明 may stand in for a correction: a relation between two figures, at least one of them in a
 * table by row and column, that truth may break (a class that was dissolved, a school that was merged). Left out is
 * what the clerk can always put right: a text that its cell cannot hold (`CELL`), a total from outside that differs
 * from its parts (`STATED`, or a relation that compared it), a rule that is itself wrong, codes and texts, fields of the school's own record, and what
 * stands within one record of a list. Name lists never leave this computer, so the bureau would not see the request.
 */
export function mayBeExcepted(finding: Finding): boolean {
  const { severity, status, check, op, left, right, cells } = finding;
  if (severity !== 'error' || status !== 'fail' || check === 'STATED' || finding.stated === true)
    return false;
  if (op === null || !isFigure(left) || !isFigure(right)) return false;
  return (
    cells.some(({ cell }) => /^\d{2}\.\d+$/.test(cell)) && !cells.some(({ cell }) => /\.c\d+$/.test(cell))
  );
}

/** Whether an error goes out with a 特殊情况说明 that still fits: it stays an error, but does not block 定稿. */
export function isExcepted(finding: Finding, explanation: Explanation | undefined): boolean {
  if (explanation?.exception !== true || !mayBeExcepted(finding)) return false;
  return isLongEnough(explanation.text) && !isStale(explanation, finding);
}

/** Whether a 特殊情况说明 has as many characters as it needs. */
export function isLongEnough(text: string): boolean {
  return [...text.trim()].length >= shortestException;
}

/**
 * What has to happen before 定稿: an error is corrected, or reported as 特殊情况, a warning is explained. A rule that is
 * itself wrong asks for neither: it is shown and goes out with the explanations, but the clerk cannot mend it.
 */
export function whatIsAsked(
  finding: Finding,
  explanation: Explanation | undefined,
): 'correction' | 'explanation' | null {
  if (finding.status === 'broken') return null;
  if (finding.severity === 'error') return isExcepted(finding, explanation) ? null : 'correction';
  return explanation !== undefined && !isStale(explanation, finding) ? null : 'explanation';
}

/** One value that an explanation was written about and that is another now; `name` is `form!cell`, `left` or `right`. */
export interface ChangedValue {
  readonly name: string;
  readonly before: string;
  readonly now: string;
}

/** Why an explanation is stale. Cells come first; the sides are named only where no cell of this year changed. */
export function changedValues(explanation: Explanation, finding: Finding): readonly ChangedValue[] {
  const names = [...new Set([...Object.keys(explanation.values), ...Object.keys(finding.values)])];
  const changed = names
    .map((name) => ({ name, before: explanation.values[name] ?? '', now: finding.values[name] ?? '' }))
    .filter(({ before, now }) => (before === '' ? '0' : before) !== (now === '' ? '0' : now));
  const cells = changed.filter(({ name }) => name.includes('!'));
  return cells.length > 0 ? cells : changed;
}

export function sameValues(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function isFigure(side: string | null): boolean {
  return side !== null && /^-?\d+(\.\d+)?$/.test(side);
}
