import { askedForms } from '../../shared/asked-forms';
import type { Calculation } from '../../shared/calculation';
import type { ErrorParams } from '../../shared/error';
import { whatIsAsked } from '../../shared/explanation';
import type { Explanation } from '../../shared/submission';

/**
 * What stands between a draft and 定稿. `unknownLists` are left out: a 定稿 that came in a workbook was made where they
 * are.
 */
export function whatIsMissing(
  calculation: Pick<Calculation, 'findings' | 'forms' | 'isReviewed' | 'isStarted'>,
  explanations: readonly Explanation[],
  unknownLists: readonly string[] = [],
): ErrorParams['submission.notReady'] {
  const written = new Map(explanations.map((explanation) => [explanation.finding, explanation]));
  const asked = calculation.findings().map((finding) => whatIsAsked(finding, written.get(finding.key)));
  return {
    errors: asked.filter((what) => what === 'correction').length,
    warnings: asked.filter((what) => what === 'explanation').length,
    unreviewed: askedForms(calculation).filter(
      ({ code }) => !calculation.isReviewed(code) && !unknownLists.includes(code),
    ).length,
  };
}
