import { expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { OpenSubmission } from '../../shared/ipc';
import { changes, round2026, village } from '../support/school';
import { definitions, openProgram, type Program } from './handlers-context';
import { finaliseSample, openYear } from './sample-years';

async function nineYears(program: Program): Promise<OpenSubmission> {
  const { id: _school, ...school } = village;
  const { id: _collection, ...collection } = round2026;
  const { id: schoolId } = await program.value('school.create', { ...school, type: '九年一贯制学校' });
  const { id: collectionId } = await program.value('collection.create', collection);
  const open = await program.value('submission.open', { schoolId, collectionId });
  const { id: submissionId, revision } = open.data.submission;
  await program.value('submission.setCells', {
    submissionId,
    revision,
    changes: changes({
      '教基3112!01.9': 99,
      '教基3115!01.1': 40,
      '教基3115!02.1': 20,
      '教基3040!04.4': 1,
      '教基3040!07.4': 2,
      '教基3040!08.4': 3,
    }),
  });
  const record = { c01: { kind: 'number' as const, text: '1' } };
  await program.value('submission.setRecords', {
    submissionId,
    revision: revision + 1,
    changes: [{ form: '局控辍1', id: 'record-one', cells: record }],
  });
  return program.value('submission.open', { schoolId, collectionId });
}

const codes = (open: OpenSubmission) => createCalculation(definitions, open).forms.map(({ code }) => code);

test('a change of type says beforehand which filled forms and rows it hides and which forms it brings', async () => {
  const program = openProgram();
  const { school, collection } = await nineYears(program);
  const { drafts, finalised } = await program.value('school.previewChange', { ...school, type: '小学' });
  expect(finalised).toEqual([]);
  expect(drafts).toHaveLength(1);
  expect(drafts[0]).toMatchObject({ collection: collection.title, added: [] });
  expect(drafts[0]?.hidden).toContainEqual({ form: '教基3115', title: '初中分类型学生数', values: 2 });
  expect(drafts[0]?.hidden.map(({ form }) => form)).toEqual(['教基2107', '教基3115', '教基3116', '局升学1']);
  expect(drafts[0]?.hiddenRows).toEqual([
    { form: '教基3040', title: '学生变动情况', values: 2, labels: ['初中', expect.any(String)] },
  ]);

  const kindergarten = await program.value('school.previewChange', { ...school, type: '幼儿园' });
  expect(kindergarten.drafts[0]?.hidden).toContainEqual(
    expect.objectContaining({ form: '局控辍1', values: 1 }),
  );
  expect(kindergarten.drafts[0]?.added.map(({ form }) => form)).toEqual(['局普及1']);
});

test('a new name, place or an attached class without forms of its own changes nothing that is shown', async () => {
  const program = openProgram();
  const { school } = await nineYears(program);
  const renamed = { ...school, name: '清河镇学校', placeType: '镇区' as const };
  expect(await program.value('school.previewChange', renamed)).toEqual({ drafts: [], finalised: [] });
});

test('hidden values stay in the file and come back with the type', async () => {
  const program = openProgram();
  const before = await nineYears(program);
  const { school, collection } = before;
  const place = { schoolId: school.id, collectionId: collection.id };
  await program.value('school.update', { ...school, type: '小学' });
  const primary = await program.value('submission.open', place);
  expect(codes(primary)).not.toContain('教基3115');
  expect(primary.data.cells).toEqual(before.data.cells);
  const calculation = createCalculation(definitions, primary);
  expect(calculation.cell('教基3040', '07.4').kind).toBe('notApplicable');

  await program.value('school.update', school);
  const back = await program.value('submission.open', place);
  expect(back.data).toEqual(before.data);
  expect(createCalculation(definitions, back).cell('教基3115', '01.1').text).toBe('40');
});

test('the centre of a township fills the township’s form, and only as long as it is a 小学', async () => {
  const program = openProgram();
  const { school, collection } = await openYear(program);
  const place = { schoolId: school.id, collectionId: collection.id };
  const centre = { ...school, townshipCentre: true };
  const preview = await program.value('school.previewChange', centre);
  expect(preview.drafts[0]?.added.map(({ form }) => form)).toEqual(['局普及1', '局补充3']);
  expect(await program.value('school.update', centre)).toEqual(centre);
  expect(codes(await program.value('submission.open', place))).toContain('局普及1');
  await program.value('school.update', { ...centre, type: '初级中学' });
  expect(codes(await program.value('submission.open', place))).not.toContain('局普及1');
});

test('a school that is not there cannot be previewed', async () => {
  const program = openProgram();
  expect((await program.error('school.previewChange', village)).code).toBe('school.unknown');
});

test('what is finalised keeps its school; a later year reads it as it was filed', async () => {
  const program = openProgram();
  const { school, collection, final } = await finaliseSample(program);
  const preview = await program.value('school.previewChange', { ...school, type: '初级中学' });
  // The draft is that of the year before.
  expect([preview.drafts.length, preview.finalised.length]).toEqual([1, 1]);
  await program.value('school.update', { ...school, type: '初级中学' });
  const filed = await program.value('submission.open', { schoolId: school.id, collectionId: collection.id });
  expect(filed.school).toEqual(school);
  expect(filed.data.submission).toEqual(final);

  const next = await openYear(program, 2027);
  expect(next.school.type).toBe('初级中学');
  expect(next.previous[0]?.school.type).toBe('小学');
});
