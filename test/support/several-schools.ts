import { cellsOf } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import type { GeneratedSchool } from '../../shared/generator';
import type { Input, Method, OpenSubmission, Output } from '../../shared/ipc';

export type CallAny = <M extends Method>(method: M, input: Input<M>) => Promise<Output<M>>;

/** Puts the years of a generated school into a program as its clerk would have left them. Returns the last year. */
export async function storeGenerated(
  call: CallAny,
  definitions: Definitions,
  { school, years }: GeneratedSchool,
  roundOf: (schoolYear: number, edition: string) => Promise<number>,
): Promise<OpenSubmission> {
  const { id: _id, ...record } = school;
  const { id: schoolId } = await call('school.create', record);
  let last: OpenSubmission | null = null;
  for (const { collection, data } of years) {
    const collectionId = await roundOf(collection.schoolYear, collection.edition);
    const open = await call('submission.open', { schoolId, collectionId });
    const { id: submissionId } = open.data.submission;
    let { revision } = open.data.submission;
    // What the program computes is not typed.
    const typed = data.cells.filter(({ form, cell }) => canBeTyped(definitions, form, cell));
    if (typed.length > 0)
      ({ revision } = await call('submission.setCells', { submissionId, revision, changes: typed }));
    const records = Object.entries(data.lists).flatMap(([form, list]) =>
      list.map(({ id, position, cells }) => ({ form, id, position, cells })),
    );
    if (records.length > 0)
      ({ revision } = await call('submission.setRecords', { submissionId, revision, changes: records }));
    if (data.reviewed.length > 0)
      ({ revision } = await call('submission.setReviewed', {
        ...{ submissionId, revision, reviewed: true },
        forms: [...data.reviewed],
      }));
    for (const explanation of data.explanations)
      ({ revision } = await call('submission.explain', { submissionId, revision, explanation }));
    last = await call('submission.open', { schoolId, collectionId });
  }
  if (last === null) throw new Error('a generated school has at least one year');
  return last;
}

function canBeTyped(definitions: Definitions, form: string, cell: string): boolean {
  const definition = definitions.forms[form];
  const found = definition === undefined ? undefined : cellsOf(definition).find(({ key }) => key === cell);
  return found?.kind === 'input' || found?.kind === 'pulled';
}
