import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createDoor, isPlainWithin } from '../../electron/door';
import { handlersAfterBadStart } from '../../electron/handlers/all';
import { createLog } from '../../electron/log';
import type { Method } from '../../shared/ipc';
import { errorSentence } from '../../shared/messages';
import { definitions, desktopWith, openProgram, ourPage } from './handlers-context';
import { temporaryFolder } from './storage-place';

const foreigners = [
  null,
  { url: 'app://tianbao/', isMainFrame: false },
  { url: 'app://elsewhere/', isMainFrame: true },
  { url: 'https://tianbao/', isMainFrame: true },
  { url: 'file:///app://tianbao/', isMainFrame: true },
  { url: 'app://tianbao.evil/', isMainFrame: true },
  { url: 'about:blank', isMainFrame: true },
  { url: '', isMainFrame: true },
];

test('a message from anywhere but the main frame of our page is refused', async () => {
  const { door } = openProgram();
  for (const sender of foreigners) {
    expect(await door(sender, 'app.start', null)).toEqual({
      ok: false,
      error: { code: 'app.foreignSender', params: {} },
    });
  }
  expect(
    (await door({ url: 'app://tianbao/index.html#form', isMainFrame: true }, 'app.start', null)).ok,
  ).toBe(true);
});

test('methods that are not in the contract are refused, inherited names too', async () => {
  const { door } = openProgram();
  for (const method of [
    'db.query',
    'constructor',
    '__proto__',
    'toString',
    '',
    7,
    null,
    undefined,
    {},
    ['app.start'],
  ]) {
    const answer = await door(ourPage, method, null);
    expect(answer).toMatchObject({ ok: false, error: { code: 'app.badRequest' } });
  }
});

const malformed: readonly [string, unknown][] = [
  ['app.start', {}],
  ['app.start', undefined],
  ['submission.open', { schoolId: '1', collectionId: 1 }],
  ['submission.open', { schoolId: 1, collectionId: 1, path: '/etc/passwd' }],
  ['submission.setCells', { submissionId: 1, revision: 0, changes: [] }],
  [
    'submission.setCells',
    { submissionId: 1, revision: 0, changes: [{ form: 'x', cell: '../x', content: null }] },
  ],
  [
    'submission.setCells',
    {
      submissionId: 1,
      revision: 0,
      changes: [{ form: 'x', cell: '01.1', content: { kind: 'number', text: '' } }],
    },
  ],
  [
    'submission.setCells',
    { submissionId: 1, revision: 0.5, changes: [{ form: 'x', cell: '01.1', content: null }] },
  ],
  ['submission.reopen', { submissionId: 1, revision: 0, reason: '   ' }],
  ['school.create', null],
  [
    'collection.create',
    { title: 'x', schoolYear: 1999, edition: 'jiaoji-2021', targetProfiles: [], dueDate: null },
  ],
];

test('input of another shape is refused before any handler sees it', async () => {
  const { door } = openProgram();
  for (const [method, input] of malformed) {
    expect(await door(ourPage, method, input)).toEqual({
      ok: false,
      error: { code: 'app.badRequest', params: { method } },
    });
  }
});

test('input beyond any clerk’s work is refused without being read through', async () => {
  const { door } = openProgram();
  const change = { form: '教基3112', cell: '01.1', content: { kind: 'raw', text: 'x'.repeat(4000) } };
  const input = { submissionId: 1, revision: 0, changes: Array.from({ length: 20000 }, () => change) };
  const started = performance.now();
  expect(await door(ourPage, 'submission.setCells', input)).toMatchObject({
    error: { code: 'app.badRequest' },
  });
  expect(performance.now() - started).toBeLessThan(500);
  expect(await door(ourPage, 'app.start', new Uint8Array(20_000_000))).toMatchObject({ ok: false });
});

test('size is counted through nesting and keys, and bytes are no input', () => {
  expect(isPlainWithin({ a: ['bc', 1, null] }, 60)).toBe(true);
  expect(isPlainWithin({ ['k'.repeat(60)]: 1 }, 60)).toBe(false);
  expect(isPlainWithin([[['x'.repeat(60)]]], 60)).toBe(false);
  expect(isPlainWithin(new Uint8Array(30), 20)).toBe(false);
});

test('after a bad start every method answers with its reason, but for the ways out', async () => {
  const reason = { code: 'database.corrupt', params: { file: 'x.db' } } as const;
  const asked: string[] = [];
  const desktop = desktopWith({
    openDataFolder: () => Promise.resolve(void asked.push('openDataFolder')),
    quit: () => void asked.push('quit'),
  });
  const log = createLog(temporaryFolder());
  const door = createDoor({
    handlers: handlersAfterBadStart(reason, desktop),
    log,
    translate: () => undefined,
  });
  const open = { schoolId: 1, collectionId: 1 };
  const change = { submissionId: 1, revision: 0 };
  const calls: readonly [Method, unknown][] = [
    ['app.start', null],
    ['submission.open', open],
    ['submission.setCells', { ...change, changes: [{ form: 'x', cell: '01.1', content: null }] }],
    ['submission.finalise', change],
    ['workbook.export', { submissionId: 1, draft: true }],
    ['workbook.showLast', null],
  ];
  for (const [method, input] of calls) {
    expect(await door(ourPage, method, input), method).toEqual({ ok: false, error: reason });
  }
  expect(await door(ourPage, 'app.openDataFolder', null)).toEqual({ ok: true, value: null });
  expect(await door(ourPage, 'app.quit', null)).toEqual({ ok: true, value: null });
  expect(asked).toEqual(['openDataFolder', 'quit']);
});

test('an unexpected error becomes an id that is also in the log, and nothing of the message is', async () => {
  const { folder, database, door } = openProgram();
  database.exec('DROP TABLE schools');
  const answer = await door(ourPage, 'school.create', {
    code: '9900000001',
    name: '清河镇中心小学',
    type: '小学',
    attachedClasses: [],
    system: '六三',
    entryAge: 6,
    county: '清河县',
    town: '清河镇',
    placeType: '乡村',
    townshipCentre: false,
  });
  if (answer.ok || answer.error.code !== 'app.internal') throw new Error('expected app.internal');
  expect(errorSentence(answer.error)).toContain(answer.error.params.id);
  const log = readFileSync(path.join(folder, 'logs', 'tianbao.log'), 'utf8');
  expect(JSON.parse(log.trim().split('\n').at(-1) ?? '')).toMatchObject({
    event: 'call.failed',
    method: 'school.create',
    id: answer.error.params.id,
    error: 'SqliteError',
  });
  expect(log).not.toMatch(/清河|9900000001|no such table/);
});

test('a full disk is told as such', async () => {
  const { database, door } = openProgram();
  database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true }))}`);
  const create = (n: number) =>
    door(ourPage, 'collection.create', {
      title: '年报'.repeat(20),
      schoolYear: 2000 + n,
      edition: definitions.editions[0]?.id ?? '',
      targetProfiles: [],
      dueDate: null,
    });
  const answers = await Promise.all(Array.from({ length: 90 }, (_, n) => create(n)));
  expect(answers.find(({ ok }) => !ok)).toEqual({
    ok: false,
    error: { code: 'database.full', params: { file: database.name } },
  });
});
