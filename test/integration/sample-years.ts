import { createCalculation } from '../../shared/calculation';
import type { OpenSubmission } from '../../shared/ipc';
import type { CellContent, Submission } from '../../shared/submission';
import { cellsOfSample, disabledPupils, dropouts, lastYear, type Sample, thisYear } from '../support/sample';
import { changes, round2026, village } from '../support/school';
import { definitions, type Program } from './handlers-context';

export async function openYear(
  { value }: Program,
  schoolYear = 2026,
  edition = 'jiaoji-2021',
): Promise<OpenSubmission> {
  const { id: _school, ...school } = village;
  const { id: _collection, ...collection } = round2026;
  const start = await value('app.start', null);
  const { id: schoolId } = start.schools[0] ?? (await value('school.create', school));
  const { id: collectionId } = await value('collection.create', { ...collection, schoolYear, edition });
  return value('submission.open', { schoolId, collectionId });
}

/** The invented school of two years, all but its explanations and the marks 已核对. */
export async function fillSample(program: Program): Promise<OpenSubmission> {
  const last = await openYear(program, 2025, 'jichuji-2018-86');
  await fill(program, last, lastYear);
  const open = await openYear(program, 2026);
  let revision = await fill(program, open, thisYear);
  const ledger = (form: string, rows: readonly Readonly<Record<string, string>>[]) =>
    rows.map((row, index) => ({
      form,
      id: `record-${index}`,
      cells: Object.fromEntries(
        Object.entries(row).map(([key, text]): [string, CellContent] => [key, { kind: 'text', text }]),
      ),
    }));
  ({ revision } = await program.value('submission.setRecords', {
    submissionId: open.data.submission.id,
    revision,
    changes: [...ledger('局控辍1', dropouts), ...ledger('局特教2', disabledPupils)],
  }));
  return reopened(program, open);
}

async function fill({ value }: Program, { data }: OpenSubmission, sample: Sample): Promise<number> {
  const { id: submissionId, revision } = data.submission;
  const cells = {
    ...cellsOfSample(sample),
    ...(sample === thisYear ? { '教基1001!sponsor': '县级教育部门' } : {}),
  };
  return (await value('submission.setCells', { submissionId, revision, changes: changes(cells) })).revision;
}

export function reopened(
  { value }: Program,
  { school, collection }: OpenSubmission,
): Promise<OpenSubmission> {
  return value('submission.open', { schoolId: school.id, collectionId: collection.id });
}

/** The same school with everything reviewed and explained, and 定稿. */
export async function finaliseSample(program: Program): Promise<OpenSubmission & { final: Submission }> {
  const open = await fillSample(program);
  const { value } = program;
  const { id: submissionId } = open.data.submission;
  let { revision } = open.data.submission;
  const forms = createCalculation(definitions, open).forms.map(({ code }) => code);
  ({ revision } = await value('submission.setReviewed', { submissionId, revision, forms, reviewed: true }));
  const findings = createCalculation(definitions, await reopened(program, open)).findings();
  for (const { key, values } of findings) {
    const explanation = { finding: key, text: '已核实', values };
    ({ revision } = await value('submission.explain', { submissionId, revision, explanation }));
  }
  return { ...open, final: await value('submission.finalise', { submissionId, revision }) };
}
