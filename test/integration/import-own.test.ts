import path from 'node:path';
import { expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { submissionDocument } from '../../shared/workbook-data';
import type { SubmissionDocument } from '../../shared/workbook-data';
import type { OpenSubmission } from '../../shared/ipc';
import type { ImportReport } from '../../shared/import/report';
import type { ImportTarget } from '../../shared/ipc-import';
import { definitions, openProgram, type Program } from './handlers-context';
import { fillSample, finaliseSample, reopened } from './sample-years';

/** What leaves the program with the submission. */
export function documentOf(open: OpenSubmission): SubmissionDocument {
  const { school, collection, data } = open;
  const edition = definitions.editions.find(({ id }) => id === collection.edition);
  if (edition === undefined) throw new Error('no edition');
  const calculation = createCalculation(definitions, open);
  const draft = data.submission.state === 'draft';
  return submissionDocument({
    ...{ school, collection, edition, data, calculation, draft },
    editions: definitions.editions,
  });
}

async function readBack(program: Program, file: string): Promise<ImportReport> {
  program.openFile.path = file;
  const report = await program.value('import.read', null);
  if (report === null) throw new Error('nothing read');
  return report;
}

function targetOf(report: ImportReport, school?: number): ImportTarget {
  const { importId, record, schoolYear, edition } = report;
  if (record === null || schoolYear === null || edition === null) throw new Error('not ours');
  return {
    importId,
    school: school === undefined ? { create: record } : { id: school },
    schoolYear,
    edition,
  };
}

test('a final workbook carried to another computer gives the same submission, final, with its version', async () => {
  const here = openProgram();
  const { final, school, collection } = await finaliseSample(here);
  const exported = await here.value('workbook.export', { submissionId: final.id, draft: false });
  const original = await here.value('submission.open', { schoolId: school.id, collectionId: collection.id });
  const there = openProgram();
  const report = await readBack(there, path.join(here.folder, exported?.fileName ?? ''));
  expect(report).toMatchObject({ origin: 'own', state: 'finalised', version: 1, edits: [], problems: [] });
  for (const { form, cells } of report.sheets) {
    // A zero that is printed as a blank is read, and stored, like any other.
    const stored = original.data.cells.filter((cell) => cell.form === form);
    expect(cells, form ?? '').toBeGreaterThanOrEqual(stored.length);
  }
  const target = targetOf(report);
  const comparison = await there.value('import.compare', target);
  expect(comparison).toMatchObject({
    creates: { school: true, collection: true, submission: true },
    ...{ state: 'draft', restoresFinal: true, problems: [] },
  });
  const applied = await there.value('import.apply', { ...target, refused: [] });
  expect(applied).toMatchObject({ state: 'finalised', accepted: comparison.differences.length });
  const { schoolId, collectionId } = applied;
  const open = await there.value('submission.open', { schoolId, collectionId });
  expect(documentOf(open)).toEqual(documentOf(original));
  const again = await readBack(here, there.openFile.path ?? '');
  expect(await here.value('import.compare', targetOf(again, school.id))).toMatchObject({
    ...{ differences: [], state: 'finalised', restoresFinal: false },
  });
});

test('a draft comes back as it was, and a second time nothing differs', async () => {
  const here = openProgram();
  const open = await fillSample(here);
  const { id: submissionId } = open.data.submission;
  const exported = await here.value('workbook.export', { submissionId, draft: true });
  const file = path.join(here.folder, exported?.fileName ?? '');
  const target = targetOf(await readBack(here, file), open.school.id);
  const same = await here.value('import.compare', target);
  expect(same.differences).toEqual([]);
  expect(same.same).toBeGreaterThan(300);
  await here.value('import.apply', { ...target, refused: [] });
  expect(documentOf(await reopened(here, open))).toEqual(documentOf(open));
});
