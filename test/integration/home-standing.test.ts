import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { HomeStanding } from '../../shared/ipc-fill';
import { changes } from '../support/school';
import { openProgram, type Program } from './handlers-context';
import { openYear } from './sample-years';

const standing: HomeStanding = { filled: { 教基3112: 2 }, findings: [] };

async function keptAt(program: Program) {
  const { school, collection, data } = await openYear(program);
  const { id: submissionId, revision } = data.submission;
  await program.value('app.keepStanding', { submissionId, revision, standing });
  return { school, collection, submissionId, revision };
}

const keptOf = async (program: Program) => (await program.value('app.start', null)).standing;

test('how the home page stood is there at the next start', async () => {
  const program = openProgram();
  await keptAt(program);
  expect(await keptOf(program)).toEqual(standing);
});

test('a figure, the school or the round that changed since makes it worthless', async () => {
  const figure = openProgram();
  const { submissionId, revision } = await keptAt(figure);
  await figure.value('submission.setCells', {
    ...{ submissionId, revision },
    changes: changes({ '教基3112!01.9': 5 }),
  });
  expect(await keptOf(figure)).toBeUndefined();

  const record = openProgram();
  const { school } = await keptAt(record);
  await record.value('school.update', { ...school, entryAge: school.entryAge === 6 ? 7 : 6 });
  expect(await keptOf(record)).toBeUndefined();

  const round = openProgram();
  const { collection } = await keptAt(round);
  await round.value('collection.update', { ...collection, dueDate: '2026-12-24' });
  expect(await keptOf(round)).toBeUndefined();
});

test('a restored copy that counts the same revision again, with another figure, does not get it', async () => {
  const program = openProgram();
  const { submissionId, revision } = await keptAt(program);
  const { database } = program;
  const set = (text: string) =>
    program.value('submission.setCells', {
      ...{ submissionId, revision },
      changes: changes({ '教基3112!01.9': Number(text) }),
    });
  await set('5');
  await program.value('app.keepStanding', { submissionId, revision: revision + 1, standing });
  expect(await keptOf(program)).toEqual(standing);
  // As the copy of before and one edit later.
  database
    .prepare(`UPDATE edit_log SET at = '2030-01-01T00:00:00.000Z' WHERE id = (SELECT max(id) FROM edit_log)`)
    .run();
  expect(await keptOf(program)).toBeUndefined();
});

test('of a revision that is no longer the present one nothing is kept', async () => {
  const program = openProgram();
  const { data } = await openYear(program);
  const { id: submissionId, revision } = data.submission;
  await program.value('app.keepStanding', { submissionId, revision: revision + 1, standing });
  expect(await keptOf(program)).toBeUndefined();
});

test('a file that is damaged, or of another program, is passed over', async () => {
  const program = openProgram();
  await keptAt(program);
  const file = path.join(program.folder, 'window', 'standing');
  mkdirSync(path.dirname(file), { recursive: true });
  for (const text of ['', '{"key":', '{"key":"x","standing":{}}', '[]']) {
    writeFileSync(file, text);
    expect(await keptOf(program)).toBeUndefined();
  }
});
