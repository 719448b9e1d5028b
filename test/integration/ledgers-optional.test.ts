import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { workbookPlan } from '../../shared/workbook';
import type { OpenSubmission } from '../../shared/ipc';
import type { ImportReport } from '../../shared/import/report';
import { changes } from '../support/school';
import { definitions, openProgram, type Program } from './handlers-context';
import { fillSample, reopened } from './sample-years';
import { whatIsMissing } from '../../electron/handlers/readiness';

/** Forms that may be left alone: 局补充2 of figures, the ledgers 局控辍3 and 局控辍4, and the monthly report 局控辍5. */
const optional = ['局控辍3', '局控辍4', '局控辍5', '局补充2'];

function sheetsOf({ school, collection, data, ...open }: OpenSubmission): readonly string[] {
  const calculation = createCalculation(definitions, { school, collection, data, previous: open.previous });
  const plan = workbookPlan({
    ...{ definitions, school, collection, data, calculation, draft: true },
    hashText: () => '',
  });
  return plan.sheets.map(({ sheet }) => sheet);
}

const unreviewed = (open: OpenSubmission): number =>
  whatIsMissing(createCalculation(definitions, open), open.data.explanations).unreviewed;

async function standing(program: Program, open: OpenSubmission): Promise<readonly string[]> {
  const [school] = await program.value('collection.overview', { collectionId: open.collection.id });
  return (school?.forms ?? []).map(({ form }) => form);
}

const set = async (program: Program, open: OpenSubmission, cells: Record<string, number | null>) => {
  const { id: submissionId, revision } = open.data.submission;
  await program.value('submission.setCells', { submissionId, revision, changes: changes(cells) });
  return reopened(program, open);
};

test('left alone they are asked for nowhere and are in no workbook', async () => {
  const program = openProgram();
  const open = await fillSample(program);
  const calculation = createCalculation(definitions, open);
  expect(calculation.forms.map(({ code }) => code)).toEqual(expect.arrayContaining(optional));
  expect(unreviewed(open)).toBe(calculation.forms.length - optional.length);
  expect((await standing(program, open)).filter((code) => optional.includes(code))).toEqual([]);
  const sheets = sheetsOf(open);
  expect(sheets).not.toContain('控辍保学月报表');
  expect(sheets.some((sheet) => sheet.includes('指标手填数据'))).toBe(false);
});

test('with one figure they are forms like every other, and without it again they are not', async () => {
  const program = openProgram();
  const before = await fillSample(program);
  const begun = await set(program, before, { '局补充2!01.1': 2 });
  expect(unreviewed(begun)).toBe(unreviewed(before) + 1);
  expect(await standing(program, begun)).toContain('局补充2');
  expect(sheetsOf(begun).length).toBe(sheetsOf(before).length + 1);
  const { id: submissionId, revision } = begun.data.submission;
  await program.value('submission.setReviewed', {
    ...{ submissionId, revision, reviewed: true },
    forms: ['局控辍5'],
  });
  const handedIn = await reopened(program, begun);
  expect(sheetsOf(handedIn)).toContain('控辍保学月报表');
  const cleared = await set(program, handedIn, { '局补充2!01.1': null });
  expect(unreviewed(cleared)).toBe(unreviewed(before));
  expect(await standing(program, cleared)).not.toContain('局补充2');
});

async function read(program: Program, file: string): Promise<ImportReport> {
  program.openFile.path = file;
  const report = await program.value('import.read', null);
  if (report === null) throw new Error('nothing read');
  return report;
}

test('what was entered comes back from the workbook, and a workbook without the form takes nothing away', async () => {
  const here = openProgram();
  const plain = await fillSample(here);
  const exported = async (open: OpenSubmission) => {
    const { id: submissionId } = open.data.submission;
    const { fileName } = (await here.value('workbook.export', { submissionId, draft: true })) ?? {};
    return path.join(here.folder, fileName ?? '');
  };
  const silent = path.join(here.folder, 'before.xlsx');
  copyFileSync(await exported(plain), silent);
  const begun = await set(here, plain, { '局补充2!01.1': 2 });
  const file = await exported(begun);

  const there = openProgram();
  const report = await read(there, file);
  const { importId, record, schoolYear, edition } = report;
  if (record === null || schoolYear === null || edition === null) throw new Error('not ours');
  const target = { importId, school: { create: record }, schoolYear, edition };
  await there.value('import.compare', target);
  const { schoolId, collectionId } = await there.value('import.apply', { ...target, refused: [] });
  const taken = await there.value('submission.open', { schoolId, collectionId });
  expect(taken.data.cells.filter(({ form }) => form === '局补充2')).toEqual(
    begun.data.cells.filter(({ form }) => form === '局补充2'),
  );

  // The older file of before is silent about the form.
  const old = await read(there, silent);
  expect(old.problems).toEqual([]);
  const comparison = await there.value('import.compare', {
    ...{ importId: old.importId, school: { id: schoolId }, schoolYear, edition },
  });
  expect(comparison.differences.filter(({ form }) => form === '局补充2')).toEqual([]);
});
