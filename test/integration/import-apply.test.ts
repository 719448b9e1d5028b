import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { ImportComparison, ImportReport } from '../../shared/import/report';
import type { ImportTarget } from '../../shared/ipc-import';
import type { OpenSubmission } from '../../shared/ipc';
import { changes, village } from '../support/school';
import { definitions, openProgram, type Program } from './handlers-context';
import { fillSample, finaliseSample, openYear, reopened } from './sample-years';
import { noon } from './storage-place';

async function exportDraft(program: Program, open: OpenSubmission): Promise<string> {
  const input = { submissionId: open.data.submission.id, draft: true };
  const result = await program.value('workbook.export', input);
  return path.join(program.folder, result?.fileName ?? '');
}

async function read(program: Program, file: string): Promise<ImportReport> {
  program.openFile.path = file;
  const report = await program.value('import.read', null);
  if (report === null) throw new Error('nothing read');
  return report;
}

function targetOf(report: ImportReport, schoolId?: number): ImportTarget {
  const { importId, record, schoolYear, edition } = report;
  if (record === null || schoolYear === null || edition === null) throw new Error('not ours');
  const school = schoolId === undefined ? { create: record } : { id: schoolId };
  return { importId, school, schoolYear, edition };
}

/** A workbook of another computer, read and compared on this one. */
async function staged(): Promise<{
  there: Program;
  target: ImportTarget;
  comparison: ImportComparison;
  file: string;
}> {
  const here = openProgram();
  const file = await exportDraft(here, await fillSample(here));
  const there = openProgram();
  const target = targetOf(await read(there, file));
  return { there, target, comparison: await there.value('import.compare', target), file };
}

const tables = ['unknown_lists', 'schools', 'collections', 'submissions', 'cells', 'records', 'record_cells', 'edit_log', 'reviewed', 'explanations', 'state_log', 'imports']; // prettier-ignore

function counts({ database }: Program): Record<string, number> {
  return Object.fromEntries(
    tables.map((table) => [table, database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number]),
  );
}

const nothing = Object.fromEntries(tables.map((table) => [table, 0]));

describe('applied', () => {
  test('school, round and submission are made, and the log tells where each value came from', async () => {
    const { there, target, comparison, file } = await staged();
    expect(comparison.creates).toEqual({ school: true, collection: true, submission: true });
    expect(counts(there)).toEqual(nothing);
    const applied = await there.value('import.apply', { ...target, refused: [] });
    expect(applied).toEqual({
      ...{ schoolId: 1, collectionId: 1, state: 'draft', accepted: comparison.differences.length },
    });
    const origins = there.database
      .prepare('SELECT origin, count(*) AS n FROM edit_log GROUP BY origin')
      .all();
    const cells = comparison.differences.filter(({ kind }) => kind === 'cell').length;
    expect(origins).toEqual([{ origin: 'imported', n: cells }]);
    const rows = there.database.prepare('SELECT * FROM imports').all();
    expect(rows).toEqual([
      {
        ...{ id: 1, submission_id: 1, revision: 1, at: noon.toISOString(), origin: 'own' },
        ...{ file_name: path.basename(file), hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
        ...{ accepted: comparison.differences.length, operator: null, refused: 0 },
      },
    ]);
    const start = await there.value('app.start', null);
    expect(start.schools).toEqual([village]);
    expect(start.collections).toMatchObject([
      { schoolYear: 2026, edition: 'jiaoji-2021', dueDate: '2026-09-20' },
    ]);
  });

  test('what she refuses stays as it is', async () => {
    const here = openProgram();
    const open = await fillSample(here);
    const file = await exportDraft(here, open);
    const { id: submissionId, revision } = open.data.submission;
    const mine = changes({ '教基3112!01.9': 7, '教基3112!01.10': 8, '教基3112!02.9': null });
    await here.value('submission.setCells', { submissionId, revision, changes: mine });
    const target = targetOf(await read(here, file), open.school.id);
    const { differences } = await here.value('import.compare', target);
    expect(differences.map(({ key, stored, found }) => [key, stored, found])).toEqual([
      ['cell:教基3112!01.9', '7', '99'],
      ['cell:教基3112!01.10', '8', '98'],
      ['cell:教基3112!02.9', '', '47'],
    ]);
    const refused = ['cell:教基3112!01.9', 'cell:教基3112!02.9'];
    expect(await here.value('import.apply', { ...target, refused })).toMatchObject({ accepted: 1 });
    const calculation = createCalculation(definitions, await reopened(here, open));
    const shown = ['01.9', '01.10', '02.9'].map((cell) => calculation.cell('教基3112', cell).text);
    expect(shown).toEqual(['7', '98', '']);
    expect((await reopened(here, open)).data.submission.revision).toBe(revision + 2);
  }); // prettier-ignore

  test('a page that does not know of it cannot save over it', async () => {
    const here = openProgram();
    const open = await fillSample(here);
    const file = await exportDraft(here, open);
    const { id: submissionId, revision } = open.data.submission;
    const one = { submissionId, changes: changes({ '教基3112!01.9': 7 }) };
    const saved = await here.value('submission.setCells', { ...one, revision });
    const target = targetOf(await read(here, file), open.school.id);
    await here.value('import.compare', target);
    await here.value('import.apply', { ...target, refused: [] });
    const error = await here.error('submission.setCells', { ...one, revision: saved.revision });
    expect(error.code).toBe('submission.stale');
  });

  test('the number of a 定稿 is not given a second time', async () => {
    const here = openProgram();
    const { final, ...open } = await finaliseSample(here);
    const { id: submissionId, revision } = final;
    await here.value('submission.reopen', { submissionId, revision, reason: '改数' });
    const file = await exportDraft(here, open);
    const there = openProgram();
    const target = targetOf(await read(there, file));
    await there.value('import.compare', target);
    const { schoolId, collectionId } = await there.value('import.apply', { ...target, refused: [] });
    const { data } = await there.value('submission.open', { schoolId, collectionId });
    expect(data.submission).toMatchObject({ state: 'draft', version: 1 });
  });

  test('a workbook that was final is so again only when all of it is accepted', async () => {
    const here = openProgram();
    const { final } = await finaliseSample(here);
    const result = await here.value('workbook.export', { submissionId: final.id, draft: false });
    const there = openProgram();
    const target = targetOf(await read(there, path.join(here.folder, result?.fileName ?? '')));
    const { differences, restoresFinal } = await there.value('import.compare', target);
    expect(restoresFinal).toBe(true);
    const refused = [differences[0]?.key ?? ''];
    const applied = await there.value('import.apply', { ...target, refused });
    expect(applied.state).toBe('draft');
  });

  test('a restored 定稿 can be exported as the final workbook that it was', async () => {
    const here = openProgram();
    const { final } = await finaliseSample(here);
    const result = await here.value('workbook.export', { submissionId: final.id, draft: false });
    const there = openProgram();
    const target = targetOf(await read(there, path.join(here.folder, result?.fileName ?? '')));
    await there.value('import.compare', target);
    const applied = await there.value('import.apply', { ...target, refused: [] });
    expect(applied.state).toBe('finalised');
    const { data } = await there.value('submission.open', {
      schoolId: applied.schoolId,
      collectionId: applied.collectionId,
    });
    const again = await there.value('workbook.export', { submissionId: data.submission.id, draft: false });
    expect(again).toMatchObject({ version: 1, fileName: result?.fileName, cells: result?.cells });
  });
});

describe('refused', () => {
  test('a finalised submission is compared and not changed', async () => {
    const here = openProgram();
    const draft = await fillSample(here);
    const file = await exportDraft(here, draft);
    const there = openProgram();
    const { school, collection } = await finaliseSample(there);
    const target = targetOf(await read(there, file), school.id);
    const comparison = await there.value('import.compare', target);
    expect(comparison.state).toBe('finalised');
    expect(comparison.differences.length).toBeGreaterThan(0);
    const before = counts(there);
    const error = await there.error('import.apply', { ...target, refused: [] });
    const { schoolYear } = collection;
    expect(error).toEqual({ code: 'import.finalised', params: { school: village.name, schoolYear } });
    expect(counts(there)).toEqual(before);
  });

  test('nothing is applied that was not compared, or that has changed since', async () => {
    const here = openProgram();
    const open = await fillSample(here);
    const file = await exportDraft(here, open);
    const target = targetOf(await read(here, file), open.school.id);
    expect((await here.error('import.apply', { ...target, refused: [] })).code).toBe('import.notCompared');
    await here.value('import.compare', target);
    const other = { ...target, schoolYear: 2025, refused: [] };
    expect((await here.error('import.apply', other)).code).toBe('import.notCompared');
    const { id: submissionId, revision } = open.data.submission;
    await here.value('submission.setCells', {
      submissionId,
      revision,
      changes: changes({ '教基3112!01.9': 1 }),
    });
    const error = await here.error('import.apply', { ...target, refused: [] });
    expect(error.code).toBe('import.changedSince');
    await here.value('import.compare', target);
    const unknown = { ...target, refused: ['cell:教基3112!99.9'] };
    expect((await here.error('import.apply', unknown)).code).toBe('import.changedSince');
    expect(await here.value('import.apply', { ...target, refused: [] })).toMatchObject({ accepted: 1 });
  });

  test('a staged file is gone when another is read, when it is discarded and when it was applied', async () => {
    const { there, target, file } = await staged();
    const second = targetOf(await read(there, file));
    expect((await there.error('import.compare', target)).code).toBe('import.gone');
    await there.value('import.discard', null);
    expect((await there.error('import.compare', second)).code).toBe('import.gone');
    const third = targetOf(await read(there, file));
    await there.value('import.compare', third);
    await there.value('import.apply', { ...third, refused: [] });
    expect((await there.error('import.apply', { ...third, refused: [] })).code).toBe('import.gone');
    there.openFile.path = null;
    expect(await there.value('import.read', null)).toBeNull();
  });

  test('another edition than the file’s, a code that is taken, and a file that is none', async () => {
    const { there, target, file } = await staged();
    const edition = 'jichuji-2018-86';
    expect(await there.error('import.compare', { ...target, edition })).toEqual({
      code: 'import.wrongEdition',
      params: { found: 'jiaoji-2021', wanted: edition },
    });
    expect((await there.error('import.compare', { ...target, schoolYear: 1995 })).code).toBe('import.badSchoolYear');
    await openYear(there);
    expect((await there.error('import.compare', target)).code).toBe('school.duplicateCode');
    there.openFile.path = path.join(there.folder, 'gone.xlsx');
    expect((await there.error('import.read', null)).code).toBe('file.unreadable');
    // The file that was staged before is dropped with it: the clerk wanted another.
    expect((await there.error('import.compare', target)).code).toBe('import.gone');
    expect(path.basename(file)).toMatch(/\.xlsx$/);
  }); // prettier-ignore
});

describe('something fails in the middle', () => {
  test.each([
    ['a cell in the middle', 'cells', `NEW.form = '教基3120'`],
    ['the last record', 'records', '1'],
    ['the log', 'edit_log', `NEW.form = '教基2106'`],
    ['the record of the import', 'imports', '1'],
  ])('%s cannot be written: nothing is left', async (_name, table, when) => {
    const here = openProgram();
    const open = await fillSample(here);
    const { id: submissionId, revision } = open.data.submission;
    const record = {
      form: '局缺口1',
      id: 'record-0001',
      cells: { c02: { kind: 'text', text: '球架' } },
    } as const;
    await here.value('submission.setRecords', { submissionId, revision, changes: [record] });
    const file = await exportDraft(here, open);
    const there = openProgram();
    const target = targetOf(await read(there, file));
    await there.value('import.compare', target);
    there.database.exec(
      `CREATE TRIGGER fault BEFORE INSERT ON ${table} WHEN ${when} BEGIN SELECT RAISE(ABORT, 'fault'); END`,
    );
    await there.error('import.apply', { ...target, refused: [] });
    expect(counts(there)).toEqual(nothing);
    there.database.exec('DROP TRIGGER fault');
    await there.value('import.apply', { ...target, refused: [] });
    expect(counts(there)).toMatchObject({ schools: 1, submissions: 1, imports: 1, records: 1 });
  });

  test('the disk is full: nothing is left, she is told, and it works once there is room', async () => {
    const { there, target } = await staged();
    const pages = there.database.pragma('page_count', { simple: true }) as number;
    there.database.pragma(`max_page_count = ${pages + 2}`);
    const error = await there.error('import.apply', { ...target, refused: [] });
    expect(error.code).toBe('database.full');
    expect(counts(there)).toEqual(nothing);
    there.database.pragma('max_page_count = 1000000');
    await there.value('import.apply', { ...target, refused: [] });
    expect(counts(there)['cells']).toBeGreaterThan(200);
  });
});

describe('name lists', () => {
  test('stay at their school: here they are unknown, so what counts them is no error', async () => {
    const here = openProgram();
    const open = await fillSample(here);
    const before = createCalculation(definitions, open);
    const found = (calculation: typeof before) =>
      calculation.findings().flatMap(({ check, status }) => (check === 'LTJ1-07' ? [status] : []));
    expect(open.data.lists['局特教2']).not.toEqual([]);
    expect(before.cell('局特教1', '01.6').text).toBe('3');
    expect(found(before)).toEqual([]);

    const there = openProgram();
    const target = targetOf(await read(there, await exportDraft(here, open)));
    await there.value('import.compare', target);
    const { schoolId, collectionId } = await there.value('import.apply', { ...target, refused: [] });
    const imported = await there.value('submission.open', { schoolId, collectionId });
    expect(imported.data.lists['局特教2']).toBeUndefined();
    expect(imported.data.unknownLists).toContain('局特教2');
    const after = createCalculation(definitions, imported);
    expect(after.cell('局特教1', '01.6').text).toBe('3');
    expect(found(after)).toEqual([]);
  });
});
