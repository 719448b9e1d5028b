import { blankMeans, blankOpen, blankWords, skipped, supposed } from './assumptions';
import type { Answer, Assumptions } from './assumptions';
import type { Fact } from './facts';
import { unnamedEthnicity } from './facts-ethnicity';
import type { PupilContext } from './facts-pupils';

/** Facts that are a column of the roster read one by one. */

/** One question for all blanks of a column that others fill; null where nobody left it blank. */
export function askBlank(
  assumptions: Assumptions,
  field: string,
  label: string,
  people: number,
): Answer | null {
  if (people === 0) return null;
  const usual = blankMeans[field] ?? null;
  const values = usual === null ? (blankOpen[field] ?? []) : [usual];
  return assumptions.ask({
    id: `blank.${field}`,
    people,
    params: { label },
    choices: [
      ...values.map((value) => ({ id: value, label: `算「${blankWords[field]?.[value] ?? value}」` })),
      skipped,
    ],
    usual,
    label,
  });
}

/** Puts a fact that is a column read through `read`: missing columns and open blanks are doubts. */
export function readField(
  context: PupilContext,
  { field, fact, label }: { field: string; fact: string; label: string },
  read: (value: string) => Fact,
): void {
  const { pupils, has, column, assumptions, missing } = context;
  const target = column(fact);
  const blank = pupils.filter(
    ({ values, now, enrolled }) => enrolled !== false && has(field, now) && values[field] === undefined,
  );
  const answer = askBlank(assumptions, field, label, blank.length);
  const none = missing(label);
  for (const { index, values, now } of pupils) {
    const value = values[field];
    if (value !== undefined) target.put(index, read(value));
    else if (!has(field, now)) target.doubt(index, none);
    else if (answer === null) target.put(index, null);
    else supposed(target, index, answer, read(answer.choice ?? ''));
  }
}

/** 民族, 就读方式, 留守, 政治面貌 and 港澳台侨: facts that a column states. */
export function plainFacts(context: PupilContext): void {
  const fields = [
    ['ethnicity', 'minority', '民族', (value: string) => value !== '汉族'],
    ['residence', 'boarder', '就读方式', (value: string) => value === '住校'],
    ['leftBehind', 'leftBehind', '是否农村留守儿童', (value: string) => value === '是'],
    ['party', 'party', '政治面貌', (value: string) => value],
    ['overseas', 'overseas', '港澳台侨外', (value: string) => value],
  ] as const;
  for (const [field, fact, label, read] of fields) readField(context, { field, fact, label }, read);
  const { column, pupils, assumptions } = context;
  unnamedEthnicity(column('minority'), pupils, assumptions, 'pupils');
}
