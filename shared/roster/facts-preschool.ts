import { skipped, supposed } from './assumptions';
import { askBlank } from './facts-fields';
import type { Pupil, PupilContext } from './facts-pupils';

/** `是`, `否`, or years: the column of years says more than 是否受过学前教育. */
const said = ({ preschoolYears, preschool }: Pupil['values']): string | undefined =>
  preschoolYears ?? preschool;

/** Preschool of those who entered grade one: asked of nobody else. */
export function preschoolFacts(context: PupilContext, entered: ReadonlySet<number>): void {
  const { pupils, has, column, assumptions, missing } = context;
  const hasAny = (now: boolean): boolean => has('preschool', now) || has('preschoolYears', now);
  const [any, years] = [column('preschooled'), column('preschoolYears')];
  const asked = pupils.filter(({ index, stage }) => stage === '小学' && entered.has(index));
  const blank = asked.filter(({ values, now }) => hasAny(now) && said(values) === undefined);
  const open = askBlank(assumptions, 'preschool', '是否受过学前教育', blank.length);
  const told = asked.filter(({ values }) => said(values) === '是').length;
  const unspoken =
    told === 0
      ? null
      : assumptions.ask({
          id: 'preschool.years',
          people: told,
          choices: [
            { id: '1', label: '都算一年' },
            { id: '2', label: '都算两年' },
            { id: '3', label: '都算三年' },
            skipped,
          ],
          usual: null,
          label: '学前教育年限',
        });
  const none = missing('是否受过学前教育');
  for (const { index, values, now } of pupils) {
    const value = said(values);
    if (value === '是') {
      any.put(index, true);
      if (unspoken === null) years.put(index, null);
      else supposed(years, index, unspoken, Number(unspoken.choice));
    } else if (value !== undefined) {
      const number = value === '否' ? 0 : Number.parseInt(value, 10);
      any.put(index, number > 0);
      years.put(index, number);
    } else if (!hasAny(now)) {
      any.doubt(index, none);
      years.doubt(index, none);
    } else if (open === null) {
      any.put(index, null);
      years.put(index, null);
    } else {
      supposed(any, index, open, open.choice !== '0');
      supposed(years, index, open, Number(open.choice));
    }
  }
}
