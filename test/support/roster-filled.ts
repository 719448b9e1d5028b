import { createCalculation } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import { whatIsAsked } from '../../shared/explanation';
import type { Finding } from '../../shared/finding';
import type { GeneratedSchool } from '../../shared/generator';
import type { GeneratedYear } from '../../shared/generator/submit';
import type { OpenSubmission } from '../../shared/ipc';
import type { CountedCell } from '../../shared/roster/plan';
import { canBeTyped, storeGenerated } from './several-schools';
import type { CallAny } from './several-schools';

/** A generated school whose clerk fills this year's forms from rosters and types the rest. */

export interface Begun {
  readonly place: { readonly schoolId: number; readonly collectionId: number };
  readonly submissionId: number;
  /** Last year's. */
  readonly beforeId: number;
}

/** The school with last year's submission as it was, and this year's still blank. */
export async function beginYear(
  call: CallAny,
  definitions: Definitions,
  { school, years }: GeneratedSchool,
): Promise<Begun> {
  const roundOf = async (schoolYear: number, edition: string): Promise<number> => {
    const title = `${schoolYear}学年年报`;
    const dueDate = `${schoolYear}-09-20`;
    const made = await call('collection.create', { title, schoolYear, edition, targetProfiles: [], dueDate });
    return made.id;
  };
  const [before] = years;
  const now = years.at(-1);
  if (before === undefined || now === undefined) throw new Error('no year');
  const { school: stored, data } = await storeGenerated(
    call,
    definitions,
    { school, years: [before] },
    roundOf,
  );
  const collectionId = await roundOf(now.collection.schoolYear, now.collection.edition);
  const place = { schoolId: stored.id, collectionId };
  const open = await call('submission.open', place);
  return { place, submissionId: open.data.submission.id, beforeId: data.submission.id };
}

/** Types what the rosters did not fill, with the lists, the forms gone through and the explanations. Returns how many cells. */
export async function typeTheRest(
  call: CallAny,
  definitions: Definitions,
  { place, submissionId }: Begun,
  { data }: GeneratedYear,
): Promise<number> {
  const open = await call('submission.open', place);
  let { revision } = open.data.submission;
  const there = new Map(open.data.cells.map(({ form, cell, content }) => [`${form}!${cell}`, content.text]));
  const changes = data.cells.filter(
    ({ form, cell, content }) =>
      canBeTyped(definitions, form, cell) && there.get(`${form}!${cell}`) !== content.text,
  );
  if (changes.length > 0)
    ({ revision } = await call('submission.setCells', { submissionId, revision, changes, origin: 'typed' }));
  const records = Object.entries(data.lists).flatMap(([form, list]) =>
    list.map(({ id, position, cells }) => ({ form, id, position, cells })),
  );
  if (records.length > 0)
    ({ revision } = await call('submission.setRecords', { submissionId, revision, changes: records }));
  ({ revision } = await call('submission.setReviewed', {
    ...{ submissionId, revision, reviewed: true, forms: [...data.reviewed] },
  }));
  for (const explanation of data.explanations)
    ({ revision } = await call('submission.explain', { submissionId, revision, explanation }));
  return changes.length;
}

/** Counted cells that say otherwise than the submission that the same people were counted for; a blank is 0. */
export function disagreements(
  definitions: Definitions,
  { school, years }: GeneratedSchool,
  counted: readonly CountedCell[],
): readonly string[] {
  const now = years.at(-1);
  if (now === undefined) throw new Error('no year');
  const calculation = createCalculation(definitions, {
    school,
    ...now,
    previous: years.slice(0, -1).reverse(),
  });
  return counted.flatMap((one) => {
    const { text } = calculation.cell(one.form, one.cell);
    return Number(text) === Number(one.counted)
      ? []
      : [
          `${one.form}!${one.cell} ${one.words}: counted ${one.counted}, filed ${text === '' ? 'blank' : text}`,
        ];
  });
}

/** What the clerk would still have to correct or explain. */
export function stillOpen(definitions: Definitions, open: OpenSubmission): readonly Finding[] {
  const { explanations } = open.data;
  return createCalculation(definitions, open)
    .findings()
    .filter((finding) => {
      const text = explanations.find((each) => each.finding === finding.key);
      return finding.status === 'broken' || whatIsAsked(finding, text) !== null;
    });
}
