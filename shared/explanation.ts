import type { Finding } from './finding';
import type { Explanation } from './submission';

/** A text speaks about the values it was written for and about no others: when one changes, it is stale. */
export function isStale(explanation: Explanation, finding: Finding): boolean {
  return !sameValues(explanation.values, finding.values);
}

/**
 * What has to happen before 定稿: an error is corrected, a warning is explained. A rule that is itself wrong asks for
 * neither: it is shown and goes out with the explanations, but the clerk cannot mend it.
 */
export function whatIsAsked(
  finding: Finding,
  explanation: Explanation | undefined,
): 'correction' | 'explanation' | null {
  if (finding.status === 'broken') return null;
  if (finding.severity === 'error') return 'correction';
  return explanation !== undefined && !isStale(explanation, finding) ? null : 'explanation';
}

export function sameValues(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
