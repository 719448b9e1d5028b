import type { Finding } from './finding';
import type { Explanation } from './submission';

/** A text speaks about the values it was written for and about no others: when one changes, it is stale. */
export function isStale(explanation: Explanation, finding: Finding): boolean {
  return !sameValues(explanation.values, finding.values);
}

/** Whether a warning has a text that still speaks about its values. */
export function isExplained(explanation: Explanation | undefined, finding: Finding): boolean {
  return explanation !== undefined && !isStale(explanation, finding);
}

export function sameValues(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
