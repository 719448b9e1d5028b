import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createDoor } from '../../electron/door';
import { allHandlers } from '../../electron/handlers/all';
import { createInlineJobs } from '../../electron/jobs/inline';
import { createLog } from '../../electron/log';
import { discardSample, prepareSample } from '../../electron/practice';
import { type Database, openDatabase } from '../../electron/storage/database';
import { writeSetting } from '../../electron/storage/settings';
import { askedForms } from '../../shared/asked-forms';
import { carryChanges, carryPlan } from '../../shared/carry';
import { createCalculation } from '../../shared/calculation';
import type { Envelope, Input, Method, Output } from '../../shared/ipc';
import { sampleMark, sampleSchoolCode, sampleTasks, sampleYear } from '../../shared/practice';
import { confirmAll } from '../support/roster-journey';
import { definitions, desktopWith, openProgram, ourPage, resources } from './handlers-context';
import { noon, openTemporary, seed, temporaryFolder } from './storage-place';

/** A data folder with the clerk's own database, and what prepares the sample in it. */
function begin() {
  const dataFolder = temporaryFolder();
  const own = openTemporary(dataFolder);
  const place = { dataFolder, own, definitions, resources, now: noon };
  const file = path.join(dataFolder, 'practice', 'tianbao.db');
  return { dataFolder, own, file, prepare: () => prepareSample(place) };
}

function openAt(file: string): Database {
  const database = openDatabase({ file, backupFolder: path.join(path.dirname(file), 'backups'), now: noon });
  onTestFinished(() => void database.close());
  return database;
}

/** The program with the sample open, without a window; `reopened` is what the handlers asked for. */
function openSample(file: string, dataFolder: string, practice = true) {
  const database = openAt(file);
  const reopened: boolean[] = [];
  const log = createLog(path.join(dataFolder, 'logs'));
  const reopen = async (wanted: boolean, swap?: () => void | Promise<void>) => {
    reopened.push(wanted);
    database.close();
    await swap?.();
  };
  const desktop = desktopWith({
    chooseSaveTarget: (name) => Promise.resolve(path.join(dataFolder, name)),
  });
  const workplace = { dataFolder, databaseFile: file, practice, reopen };
  const door = createDoor({
    handlers: allHandlers({
      ...{ definitions, database, desktop, log, resources, workplace },
      ...{ jobs: createInlineJobs(), version: '9.9.9', now: () => noon },
    }),
    log,
    translate: () => undefined,
  });
  async function value<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
    const envelope = (await door(ourPage, method, input)) as Envelope<Output<M>>;
    if (!envelope.ok) throw new Error(JSON.stringify(envelope.error));
    return envelope.value;
  }
  return { database, value, reopened };
}

test('the sample is made beside the real data, which stay as they were', async () => {
  const { dataFolder, own, file, prepare } = begin();
  seed(own);
  writeSetting(own, 'preferences', { zoom: 1.25 });
  const before = own.serialize();
  await prepare();
  expect(own.serialize().equals(before)).toBe(true);
  const { value } = openSample(file, dataFolder);
  const start = await value('app.start', null);
  expect(start.practice).toBe(true);
  expect(start.schools.map(({ code }) => code)).toEqual([sampleSchoolCode]);
  expect(start.open?.collection.schoolYear).toBe(sampleYear);
  expect(start.open?.data.submission.state).toBe('draft');
  expect(start.open?.previous.map(({ data }) => data.submission.state)).toEqual(['finalised']);
  expect(start.preferences).toEqual({ zoom: 1.25 });
});

test('every step of the guide can be done, to the exported file with 示例 in its name', async () => {
  const { dataFolder, file, prepare } = begin();
  await prepare();
  const { value } = openSample(file, dataFolder);
  const { open } = await value('app.start', null);
  if (open === null) throw new Error('nothing is open');
  const submissionId = open.data.submission.id;
  const place = { schoolId: open.school.id, collectionId: open.collection.id };
  const { figure, mistake, warning, carried, counted } = sampleTasks;
  const revision = async () => (await value('submission.open', place)).data.submission.revision;
  const number = (text: string) => ({ kind: 'number' as const, text });
  await value('submission.setCells', {
    ...{ submissionId, revision: await revision() },
    changes: [
      { form: figure.form, cell: figure.cell, content: number(figure.typed) },
      { form: mistake.form, cell: mistake.cell, content: number(mistake.right) },
    ],
  });
  const calculated = async () => {
    const now = await value('submission.open', place);
    return { now, calculation: createCalculation(definitions, now) };
  };
  const found = (await calculated()).calculation.findings().find(({ key }) => key === warning.finding);
  await value('submission.explain', {
    ...{ submissionId, revision: await revision() },
    explanation: { finding: warning.finding, text: '1 名学生随父母转学。', values: found?.values ?? {} },
  });
  const { now, calculation } = await calculated();
  const [last] = now.previous;
  if (last === undefined) throw new Error('no last year');
  const plan = carryPlan(
    definitions,
    calculation.forms,
    { calculation, ...now.collection, school: now.school },
    {
      calculation: createCalculation(definitions, { ...last, previous: [] }),
      ...last.collection,
      school: last.school,
    },
  );
  const changes = carryChanges(plan);
  expect(changes.filter(({ form }) => form === carried.form).length).toBeGreaterThan(20);
  await value('submission.setCells', {
    ...{ submissionId, revision: await revision(), changes: [...changes], origin: 'carried' },
  });
  const { cells, digest } = await confirmAll({ value, openFile: { path: null } }, submissionId);
  const wanted = cells.filter(({ kind }) => kind === 'fill');
  expect(wanted.map(({ form }) => form)).toContain(counted.form);
  // What was typed is what the roster counts: nothing to be asked about.
  expect(cells.filter(({ kind }) => kind === 'kept')).toEqual([]);
  await value('rosters.apply', {
    ...{ submissionId, revision: await revision(), digest },
    cells: wanted.map(({ form, cell }) => ({ form, cell })),
  });
  const asked = askedForms((await calculated()).calculation);
  await value('submission.setReviewed', {
    ...{ submissionId, revision: await revision(), reviewed: true, forms: asked.map(({ code }) => code) },
  });
  const final = await value('submission.finalise', { submissionId, revision: await revision() });
  expect(final.version).toBe(1);
  const written = await value('workbook.export', { submissionId, draft: false });
  expect(written?.version).toBe(1);
  expect(written?.fileName).toContain(sampleMark);

  // Among real data it is not taken without a word; in the sample itself it belongs.
  const real = openProgram();
  real.openFile.path = path.join(dataFolder, written?.fileName ?? '');
  const told = await real.value('import.read', null);
  expect(told?.problems.map(({ error }) => error)).toEqual([
    { code: 'import.sampleSchool', params: { school: open.school.name } },
  ]);
});

test('an interrupted making leaves nothing that would be opened, and the next one begins anew', async () => {
  const { dataFolder, file, prepare } = begin();
  const making = path.join(dataFolder, 'practice-making');
  mkdirSync(making);
  writeFileSync(path.join(making, 'tianbao.db'), 'half');
  expect(existsSync(file)).toBe(false);
  await prepare();
  expect(readdirSync(dataFolder).filter((name) => name.startsWith('practice'))).toEqual(['practice']);
  expect(openAt(file).prepare('SELECT count(*) AS n FROM submissions').get()).toEqual({ n: 2 });
});

test('entered again it is as it was left; a damaged one is made anew', async () => {
  const { file, prepare } = begin();
  await prepare();
  const first = openAt(file);
  first.prepare("UPDATE schools SET town = '变'").run();
  first.close();
  await prepare();
  const again = openAt(file);
  expect(again.prepare('SELECT town FROM schools').pluck().get()).toBe('变');
  again.close();
  writeFileSync(file, 'no database at all, and long enough to be looked at'.repeat(200));
  await prepare();
  expect(openAt(file).prepare('SELECT town FROM schools').pluck().get()).toBe('清河镇');
});

test('discarding removes every file of it and nothing else', async () => {
  const { dataFolder, prepare } = begin();
  const before = readdirSync(dataFolder).sort();
  await prepare();
  await discardSample(dataFolder);
  expect(readdirSync(dataFolder).sort()).toEqual(before);
  // There may be none.
  await discardSample(dataFolder);
});

test('the handlers open, remember and leave; the guide is kept in the sample alone', async () => {
  const { dataFolder, own, prepare, file } = begin();
  const real = openSample(own.name, dataFolder, false);
  const memory = { done: ['open'], folded: true };
  await expect(real.value('practice.remember', memory)).rejects.toThrow('app.badRequest');
  expect(await real.value('practice.guide', null)).toEqual({ done: [], folded: false });
  await real.value('practice.leave', { discard: true });
  expect(real.reopened).toEqual([]);
  await Promise.all([real.value('practice.enter', null), real.value('practice.enter', null)]);
  expect(real.reopened).toEqual([true]);
  expect(existsSync(file)).toBe(true);

  await prepare();
  const sample = openSample(file, dataFolder);
  await sample.value('practice.remember', memory);
  expect(await sample.value('practice.guide', null)).toEqual(memory);
  await sample.value('practice.enter', null);
  expect(sample.reopened).toEqual([]);
  await sample.value('practice.leave', { discard: true });
  expect(sample.reopened).toEqual([false]);
  expect(existsSync(path.dirname(file))).toBe(false);
});
