import type { Calculation } from '../calculation';
import type { Finding } from '../finding';
import type { Explanation } from '../submission';
import type { Random } from './random';

/** What a clerk writes about the warnings of a submission: one of the suggestions that come with the check. */
export function explain(calculation: Calculation, random: Random): readonly Explanation[] {
  return calculation
    .findings()
    .filter(({ severity, status }) => severity === 'warning' && status === 'fail')
    .map((finding) => ({
      finding: finding.key,
      text: textFor(finding, random),
      values: { ...finding.values },
    }));
}

function textFor({ suggestions }: Finding, random: Random): string {
  return suggestions.length === 0 ? '已核实，情况属实。' : random.pick(suggestions);
}
