import type { Calculation } from '../../shared/calculation';
import type { ErrorParams } from '../../shared/error';
import { isExplained } from '../../shared/explanation';
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
      (finding) => finding.severity === 'warning' && !isExplained(written.get(finding.key), finding),
    ).length,
    unreviewed: calculation.forms.filter(({ code }) => !calculation.isReviewed(code)).length,
  };
}
