import type { Calculation } from '../../shared/calculation';
import { isOpen } from '../../shared/standing';
import type { Explanation } from '../../shared/submission';

/** What would have to be dealt with that is not open now. */
export interface Opened {
  readonly errors: number;
  readonly warnings: number;
}

/**
 * What marking the forms 已核对 would bring up, as their blanks become zeros. Tried on the figures themselves, which are
 * as they were afterwards.
 */
export function openedByReview(
  calculation: Pick<Calculation, 'findings' | 'isReviewed' | 'setReviewed'>,
  explanations: ReadonlyMap<string, Explanation>,
  forms: readonly string[],
): Opened {
  const open = () => calculation.findings().filter((each) => isOpen(each, explanations.get(each.key)));
  const before = new Set(open().map(({ key }) => key));
  const fresh = forms.filter((form) => !calculation.isReviewed(form));
  for (const form of fresh) calculation.setReviewed(form, true);
  const opened = open().filter(({ key }) => !before.has(key));
  for (const form of fresh) calculation.setReviewed(form, false);
  const errors = opened.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: opened.length - errors };
}

export function openedWords({ errors, warnings }: Opened): string {
  const parts = [errors > 0 && `${errors} 处错误要改正`, warnings > 0 && `${warnings} 处要写说明`].filter(
    (part) => part !== false,
  );
  return parts.length === 0
    ? '核对后不会多出错误和要说明的地方。'
    : `核对后会多出 ${parts.join('、')}，定稿前都要处理。`;
}
