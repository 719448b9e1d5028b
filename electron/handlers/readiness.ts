import type { Calculation } from '../../shared/calculation';
import type { ErrorParams } from '../../shared/error';
import type { Finding } from '../../shared/finding';
import type { Explanation } from '../../shared/submission';

/** What stands between a draft and 定稿. */
export function whatIsMissing(
  calculation: Pick<Calculation, 'findings' | 'forms' | 'isReviewed'>,
  explanations: readonly Explanation[],
): ErrorParams['submission.notReady'] {
  const findings = calculation.findings();
  const written = new Map(explanations.map((explanation) => [explanation.finding, explanation]));
  return {
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(
      (finding) => finding.severity === 'warning' && !covers(written.get(finding.key), finding),
    ).length,
    unreviewed: calculation.forms.filter(({ code }) => !calculation.isReviewed(code)).length,
  };
}

/** A text speaks about the values it was written for, and about no others. */
function covers(explanation: Explanation | undefined, finding: Finding): boolean {
  if (explanation === undefined) return false;
  const cells = Object.keys(finding.values);
  const sameCells = cells.length === Object.keys(explanation.values).length;
  return sameCells && cells.every((cell) => explanation.values[cell] === finding.values[cell]);
}
