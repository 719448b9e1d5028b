import path from 'node:path';
import { expect, test } from 'vitest';
import type { OpenSubmission } from '../../shared/ipc';
import type { RecordChange, SubmissionData } from '../../shared/submission';
import { changes } from '../support/school';
import { openProgram, type Program } from './handlers-context';
import { fillSample, finaliseSample, reopened } from './sample-years';

async function exportOf(program: Program, submissionId: number, draft: boolean): Promise<string> {
  const result = await program.value('workbook.export', { submissionId, draft });
  return path.join(program.folder, result?.fileName ?? '');
}

/** Takes the file into the submission that is open, all of it. */
async function takeIn(program: Program, file: string, { school }: OpenSubmission) {
  program.openFile.path = file;
  const report = await program.value('import.read', null);
  if (report === null || report.schoolYear === null || report.edition === null) throw new Error('not ours');
  const { importId, schoolYear, edition } = report;
  const target = { importId, school: { id: school.id }, schoolYear, edition };
  const { differences } = await program.value('import.compare', target);
  await program.value('import.apply', { ...target, refused: [] });
  return differences.length;
}

function figures({ submission: _, ...data }: SubmissionData) {
  return data;
}

const gap = (id: string, texts: Readonly<Record<string, string>>, position?: number): RecordChange => ({
  ...{ form: '局缺口1', id },
  ...(position !== undefined && { position }),
  cells: Object.fromEntries(
    Object.entries(texts).map(([column, text]) => [column, { kind: 'text' as const, text }]),
  ),
});

/** A workbook was exported; then figures, records, 已核对, a text and a cell that is 待核 changed. */
async function changedSince(program: Program) {
  const open = await fillSample(program);
  const { value } = program;
  const submissionId = open.data.submission.id;
  let { revision } = open.data.submission;
  const records = [
    gap('record-one', { c02: '清河小学', c04: '书架' }),
    gap('record-two', { c02: '北村小学', c04: '计算机' }),
  ];
  ({ revision } = await value('submission.setRecords', { submissionId, revision, changes: records }));
  const noted = { finding: 'X-01', text: '出口前写的', values: { '教基3112!01.9': '1' } };
  ({ revision } = await value('submission.explain', { submissionId, revision, explanation: noted }));
  const forms = ['教基1001'];
  ({ revision } = await value('submission.setReviewed', { submissionId, revision, forms, reviewed: true }));
  const file = await exportOf(program, submissionId, true);
  const later = { ...noted, text: '后来改的' };
  ({ revision } = await value('submission.explain', { submissionId, revision, explanation: later }));
  const edits: RecordChange[] = [
    gap('record-one', { c04: '书柜' }, 5),
    { form: '局缺口1', id: 'record-two', cells: null },
    gap('record-three', { c02: '南村小学', c04: '桌椅' }),
  ];
  ({ revision } = await value('submission.setRecords', { submissionId, revision, changes: edits }));
  const figuresNow = changes({ '教基3112!02.9': 7, '教基3112!03.9': null, '教基1001!village': '荞峪村' });
  ({ revision } = await value('submission.setCells', { submissionId, revision, changes: figuresNow }));
  const carried = { changes: changes({ '局经费1!01.1': 720 }), origin: 'carried' as const };
  ({ revision } = await value('submission.setCells', { submissionId, revision, ...carried }));
  ({ revision } = await value('submission.setReviewed', { submissionId, revision, forms, reviewed: false }));
  return { open: await reopened(program, open), file };
}

test('everything stands as it stood before the import', async () => {
  const program = openProgram();
  const { open, file } = await changedSince(program);
  const submissionId = open.data.submission.id;
  expect(await program.value('import.last', { submissionId })).toBeNull();
  expect(await takeIn(program, file, open)).toBeGreaterThan(5);
  const imported = await reopened(program, open);
  expect(figures(imported.data)).not.toEqual(figures(open.data));
  expect(imported.data.reviewed).toContain('教基1001');
  expect(await program.value('import.last', { submissionId })).toMatchObject({
    fileName: path.basename(file),
  });

  const { revision } = imported.data.submission;
  const undone = await program.value('import.undo', { submissionId, revision });
  expect(undone.values).toBeGreaterThan(5);
  const after = await reopened(program, open);
  expect(figures(after.data)).toEqual(figures(open.data));
  expect(after.data.submission.revision).toBe(undone.revision);
  expect(await program.value('import.last', { submissionId })).toBeNull();
});

test('what was changed since keeps the import from being taken back, and nothing is touched', async () => {
  const program = openProgram();
  const { open, file } = await changedSince(program);
  await takeIn(program, file, open);
  const submissionId = open.data.submission.id;
  const { data } = await reopened(program, open);
  const one = changes({ '教基3112!04.9': 3 });
  const { revision } = await program.value('submission.setCells', {
    ...{ submissionId, revision: data.submission.revision, changes: one },
  });
  expect(await program.value('import.last', { submissionId })).toBeNull();
  const before = await reopened(program, open);
  const error = await program.error('import.undo', { submissionId, revision });
  expect(error.code).toBe('import.notUndoable');
  expect((await reopened(program, open)).data).toEqual(before.data);
});

test('an import that brought a 定稿 with it is not taken back: it has to be reopened first', async () => {
  const there = openProgram();
  const { final } = await finaliseSample(there);
  const file = await exportOf(there, final.id, false);
  const program = openProgram();
  program.openFile.path = file;
  const report = await program.value('import.read', null);
  if (report === null || report.schoolYear === null || report.edition === null || report.record === null)
    throw new Error('not ours');
  const { importId, schoolYear, edition, record } = report;
  const target = { importId, school: { create: record }, schoolYear, edition };
  await program.value('import.compare', target);
  const { schoolId, collectionId } = await program.value('import.apply', { ...target, refused: [] });
  const { data } = await program.value('submission.open', { schoolId, collectionId });
  const { id: submissionId, revision, state } = data.submission;
  expect(state).toBe('finalised');
  expect(await program.value('import.last', { submissionId })).toBeNull();
  expect((await program.error('import.undo', { submissionId, revision })).code).toBe('submission.finalised');
});
