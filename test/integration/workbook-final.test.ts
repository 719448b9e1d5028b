import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { changes } from '../support/school';
import { openProgram } from './handlers-context';
import { noon } from './storage-place';
import { finaliseSample } from './sample-years';

const fileName = '教基_9900000001_清河镇中心小学_2026-2027_v1.xlsx';

async function openFinal() {
  const program = openProgram();
  const open = await finaliseSample(program);
  const input = { submissionId: open.final.id, draft: false };
  return { ...program, ...open, input };
}

test('a final workbook carries the version and is recorded with revision, definition version and hash', async () => {
  const { value, database, input, final } = await openFinal();
  const result = await value('workbook.export', input);
  expect(result).toMatchObject({ fileName, version: 1 });
  const rows = database.prepare('SELECT revision, at, version, edition_version, hash FROM exports').all();
  const { revision, editionVersion } = final;
  expect(rows).toEqual([
    { revision, at: noon.toISOString(), version: 1, edition_version: editionVersion, hash: result?.hash },
  ]);
});

test('a school record that changes after 定稿 changes nothing that was finalised', async () => {
  const { value, folder, school, collection, input, final } = await openFinal();
  const { id: submissionId } = final;
  await value('school.update', { ...school, name: '清河镇第二小学', type: '九年一贯制学校' });
  const still = await value('submission.open', { schoolId: school.id, collectionId: collection.id });
  expect(still.school).toEqual(school);
  expect(await value('workbook.export', input)).toMatchObject({ fileName, version: 1 });
  expect(existsSync(path.join(folder, fileName))).toBe(true);

  // Taken back to a draft it follows the record, and is finalised anew.
  await value('school.update', { ...school, name: '清河镇第二小学' });
  const draft = await value('submission.reopen', { submissionId, revision: final.revision, reason: '改名' });
  const opened = await value('submission.open', { schoolId: school.id, collectionId: collection.id });
  expect(opened.school.name).toBe('清河镇第二小学');
  await value('submission.finalise', { submissionId, revision: draft.revision });
  expect(await value('workbook.export', input)).toMatchObject({
    fileName: '教基_9900000001_清河镇第二小学_2026-2027_v2.xlsx',
    version: 2,
  });
});

test('another title or target of the round is noticed, a due date put off is not', async () => {
  const { value, error, collection, input } = await openFinal();
  await value('collection.update', { ...collection, title: '改了名的年报' });
  expect((await error('workbook.export', input)).code).toBe('submission.changedSince');
  // Without a target nothing is asked, but the verdicts that went out would be others.
  await value('collection.update', { ...collection, targetProfiles: [] });
  expect((await error('workbook.export', input)).code).toBe('submission.changedSince');
  await value('collection.update', { ...collection, dueDate: '2026-10-08' });
  expect((await value('workbook.export', input))?.version).toBe(1);
});

test('figures of last year that no longer fit are counted as before 定稿, with and without a hash', async () => {
  const { value, error, database, previous, input } = await openFinal();
  const [last] = previous;
  if (last === undefined) throw new Error('no last year');
  const { id: submissionId, revision } = last.data.submission;
  const cells = last.data.cells.filter(({ content }) => content.kind === 'number');
  const raised = Object.fromEntries(cells.map(({ form, cell }) => [`${form}!${cell}`, 7]));
  await value('submission.setCells', { submissionId, revision, changes: changes(raised) });
  const refused = await error('workbook.export', input);
  if (refused.code !== 'submission.notReady') throw new Error(refused.code);
  expect(refused.params.errors + refused.params.warnings).toBeGreaterThan(0);
  database.prepare('UPDATE submissions SET finalised_hash = NULL').run();
  expect((await error('workbook.export', input)).code).toBe('submission.notReady');
});

test('what was finalised before there was a hash is only checked again', async () => {
  const { value, database, school, input } = await openFinal();
  database.prepare('UPDATE submissions SET finalised_hash = NULL').run();
  await value('school.update', { ...school, county: '清江县' });
  expect((await value('workbook.export', input))?.version).toBe(1);
});

test('of which version there is a file: exported from here, or taken in from one', async () => {
  const { value, database, school, collection, input, final } = await openFinal();
  const reopened = () => value('submission.open', { schoolId: school.id, collectionId: collection.id });
  await value('workbook.export', { ...input, draft: true });
  expect((await reopened()).filedVersion).toBeUndefined();
  await value('workbook.export', input);
  expect((await reopened()).filedVersion).toBe(1);
  database.prepare('DELETE FROM exports').run();
  expect((await reopened()).filedVersion).toBeUndefined();
  database
    .prepare(
      `INSERT INTO imports (submission_id, revision, at, origin, file_name, hash, accepted, refused)
       VALUES (?, ?, '', 'own', 'x.xlsx', '', 1, 0)`,
    )
    .run(final.id, final.revision);
  expect((await reopened()).filedVersion).toBe(1);
});
