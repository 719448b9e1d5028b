import { skipped, supposed } from './assumptions';
import type { Assumptions } from './assumptions';
import type { RosterPerson } from './definition';
import type { FactColumn } from './facts';

/** Entries of the official list of 民族 that name none: whether they are 少数民族 the forms do not say. */
const unnamed: ReadonlySet<string | undefined> = new Set(['其他', '外国血统中国籍人士']);

/** As the forms count a 民族; of one that names none they do not say. */
export function ethnicGroup(ethnicity: string | undefined): '汉族' | '少数民族' | '其他' | undefined {
  if (ethnicity === undefined || ethnicity === '汉族') return ethnicity;
  return unnamed.has(ethnicity) ? '其他' : '少数民族';
}

/** Takes back what was said of those whose 民族 is none of the 56, and asks. `of` tells staff from pupils. */
export function unnamedEthnicity(
  minority: FactColumn,
  people: readonly { readonly index: number; readonly values: RosterPerson['values'] }[],
  assumptions: Assumptions,
  of: 'pupils' | 'staff',
): void {
  const found = people.filter(({ values }) => unnamed.has(values.ethnicity));
  if (found.length === 0) return;
  const answer = assumptions.ask({
    id: of === 'staff' ? 'ethnicity.staff.other' : 'ethnicity.other',
    people: found.length,
    choices: [{ id: 'minority', label: '算少数民族' }, { id: 'not', label: '不算少数民族' }, skipped],
    usual: null,
    label: '民族',
  });
  for (const { index } of found) {
    minority.forget(index);
    supposed(minority, index, answer, answer.choice === 'minority');
  }
}
