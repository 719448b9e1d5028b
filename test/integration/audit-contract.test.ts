import path from 'node:path';
import { expect, test } from 'vitest';
import { recordChange } from '../../electron/storage/events';
import { lifeOf } from '../../electron/storage/audit';
import { stepDetails } from '../../shared/audit-details';
import { eventKinds } from '../../shared/audit-events';
import { eventTitle } from '../../shared/audit-words';
import { contract, type Method } from '../../shared/ipc';
import { village } from '../support/school';
import { schoolWithRosters } from '../support/roster-stored';
import { definitions, openProgram, type Program } from './handlers-context';
import { fillSample, finaliseSample, openYear } from './sample-years';
import { noon } from './storage-place';

/**
 * What every method of the contract leaves in the log: names of tables, or kinds of events. `reads`: changes nothing
 * that is the clerk's. `comfort`: what the program remembers of how she works. `staged`: in memory until it is saved.
 * `elsewhere`: writes files of its own, or opens another database.
 */
type Leaves = 'reads' | 'comfort' | 'staged' | 'elsewhere' | readonly string[];

const leaves: Readonly<Record<Method, Leaves>> = {
  'about.checkData': 'reads',
  'about.selfCheck': 'reads',
  'about.showLicences': 'reads',
  'access.addOperator': ['operatorChosen', 'personAdded'],
  'access.changeOperator': ['personChanged'],
  'access.lock': 'reads',
  'access.setOperator': ['operatorChosen'],
  'access.setPassword': ['passwordSet', 'passwordChanged', 'passwordRemoved'],
  'access.state': 'reads',
  'access.unlock': 'reads',
  'app.keepStanding': 'comfort',
  'app.openDataFolder': 'reads',
  'app.quit': 'reads',
  'app.setPreferences': 'comfort',
  'app.start': ['editionFollowed'],
  'app.zoom': 'comfort',
  'audit.changes': 'reads',
  'audit.export': ['historyExported'],
  'audit.life': 'reads',
  'backup.cancel': 'elsewhere',
  'backup.chooseFile': 'reads',
  'backup.chooseFolder': 'elsewhere',
  'backup.compare': 'reads',
  'backup.contents': 'reads',
  'backup.discardAside': 'elsewhere',
  'backup.forgetFolder': 'elsewhere',
  'backup.list': 'reads',
  'backup.make': 'elsewhere',
  'backup.restore': ['backupRestored'],
  'backup.showFolder': 'reads',
  'backup.startAnew': 'elsewhere',
  'collection.create': ['roundCreated'],
  'collection.formAcross': 'reads',
  'collection.overview': 'reads',
  'collection.stopLooking': 'reads',
  'collection.update': ['roundChanged'],
  'figures.across': 'reads',
  'figures.copyPicture': 'reads',
  'figures.exportTable': ['exports'],
  'figures.printPage': ['pagePrinted'],
  'figures.savePage': ['pageSaved'],
  'figures.stopAcross': 'reads',
  'import.apply': ['importBegan', 'imports', 'edit_log', 'state_log', 'schoolCreated', 'roundCreated'],
  'import.compare': 'staged',
  'import.discard': 'staged',
  'import.last': 'reads',
  'import.read': 'staged',
  'import.undo': ['importUndone', 'edit_log'],
  // Printed or saved from the window that it opens.
  'paper.preview': ['printed', 'pdfSaved'],
  'paper.print': ['printed'],
  'paper.savePdf': ['pdfSaved'],
  'practice.enter': 'elsewhere',
  'practice.guide': 'reads',
  'practice.leave': 'elsewhere',
  'practice.remember': 'comfort',
  'rosters.accept': 'staged',
  'rosters.answer': ['rosterAnswered'],
  'rosters.apply': ['edit_log', 'rosterFilled'],
  'rosters.behind': 'reads',
  'rosters.change': ['rosterPersonChanged'],
  'rosters.classify': ['rosterMoved'],
  'rosters.discard': 'staged',
  'rosters.fields': 'reads',
  'rosters.fix': 'staged',
  'rosters.leaveOut': 'staged',
  'rosters.ledgers': 'reads',
  'rosters.list': 'reads',
  'rosters.map': 'staged',
  'rosters.movements': 'reads',
  'rosters.people': 'reads',
  'rosters.plan': 'reads',
  'rosters.read': 'staged',
  'rosters.remove': ['rosterRemoved'],
  'rosters.reveal': 'reads',
  'rosters.rowOf': 'reads',
  'rosters.save': ['rosterLoaded'],
  'rosters.settle': ['rosterSettled'],
  'school.create': ['schoolCreated'],
  'school.previewChange': 'reads',
  'school.update': ['schoolChanged'],
  'submission.changedSince': 'reads',
  'submission.cellHistory': 'reads',
  'submission.confirm': ['confirmed', 'unconfirmed'],
  'submission.explain': ['explained', 'exception'],
  'submission.finalise': ['state_log'],
  'submission.open': ['state_log'],
  'submission.reopen': ['state_log'],
  'submission.setCells': ['edit_log', 'unreviewed'],
  'submission.setRecords': ['edit_log'],
  'submission.setReviewed': ['reviewed', 'unreviewed'],
  'targets.export': ['targetsExported'],
  'targets.import': ['targetsSaved'],
  'targets.list': 'reads',
  'targets.remove': ['targetsRemoved'],
  'targets.save': ['targetsSaved'],
  'template.discard': 'staged',
  'template.fill': ['templateFilled'],
  'template.loadMapping': 'staged',
  'template.placeSheet': 'staged',
  'template.read': 'staged',
  'template.saveMapping': ['mappingSaved'],
  'template.showFilled': 'reads',
  'work.cancel': 'reads',
  'workbook.export': ['exports'],
  'workbook.exportList': ['exports'],
  'workbook.showLast': 'reads',
};

const tables = ['edit_log', 'state_log', 'exports', 'imports'] as const;

/** How many entries of each kind there are. */
function logged({ database }: Program): Map<string, number> {
  const counts = new Map<string, number>(
    tables.map((table) => [
      table,
      database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0,
    ]),
  );
  const events = database.prepare<[], { kind: string; n: number }>(
    'SELECT kind, count(*) AS n FROM events GROUP BY kind',
  );
  for (const { kind, n } of events.all()) counts.set(kind, n);
  return counts;
}

/** Kinds of entries that came with `act`, in the order of their names. */
async function cameWith(program: Program, act: () => Promise<unknown>): Promise<string[]> {
  const before = logged(program);
  await act();
  return [...logged(program)]
    .filter(([kind, count]) => count > (before.get(kind) ?? 0))
    .map(([kind]) => kind)
    .sort();
}

test('every method of the contract says what it leaves in the log, in kinds that the log knows', () => {
  expect(Object.keys(leaves).sort()).toEqual(Object.keys(contract).sort());
  const known = new Set<string>([...tables, ...eventKinds]);
  const named = Object.values(leaves).flatMap((each) => (typeof each === 'string' ? [] : each));
  expect(named.filter((kind) => !known.has(kind))).toEqual([]);
  // Nothing can be written down that no method is known to lead to.
  expect([...known].filter((kind) => !named.includes(kind))).toEqual([]);
});

test('what is done to a submission leaves what the table says, and nothing else', async () => {
  const program = openProgram();
  const { value } = program;
  const { final, school, collection } = await finaliseSample(program);
  const submissionId = final.id;
  let { revision } = final;
  const check = async (method: Method, act: () => Promise<unknown>, expected = leaves[method]) => {
    const came = await cameWith(program, act);
    expect([method, ...came]).toEqual([
      method,
      ...(typeof expected === 'string' ? [] : [...expected].sort()),
    ]);
  };
  const changed = (act: () => Promise<{ revision: number }>) => async () => void ({ revision } = await act());
  const head = () => ({ submissionId, revision });
  const number = (text: string) => ({ kind: 'number' as const, text });

  await check('workbook.export', () => value('workbook.export', { submissionId, draft: false }));
  await check('workbook.exportList', () =>
    value('workbook.exportList', { submissionId, form: '局控辍1', confirmed: true }),
  );
  await check('audit.export', () => value('audit.export', { submissionId, texts: false }));
  const [profile] = definitions.targetProfiles;
  await check('targets.export', () => value('targets.export', { id: profile?.id ?? '' }));
  await check('figures.savePage', () => value('figures.savePage', { submissionId, name: '指标' }));
  await check('figures.exportTable', () => value('figures.exportTable', { submissionId, profile: null }));
  await check(
    'submission.reopen',
    changed(() => value('submission.reopen', { ...head(), reason: '漏报' })),
  );
  const cell = { form: '教基3112', cell: '08.11' };
  await check(
    'submission.setCells',
    changed(() => value('submission.setCells', { ...head(), changes: [{ ...cell, content: number('9') }] })),
    ['edit_log'],
  );
  await check(
    'submission.setCells',
    changed(() =>
      value('submission.setCells', {
        ...head(),
        origin: 'carried',
        changes: [{ ...cell, content: number('8') }],
      }),
    ),
  );
  const confirm = (confirmed: boolean) =>
    changed(() => value('submission.confirm', { ...head(), cells: [cell], confirmed }));
  await check('submission.confirm', confirm(true), ['confirmed']);
  await check('submission.confirm', confirm(true), []);
  await check('submission.confirm', confirm(false), ['unconfirmed']);
  const record = {
    form: '局控辍1',
    id: 'aaaaaaaa-9',
    cells: { c01: { kind: 'text' as const, text: '某甲' } },
  };
  await check(
    'submission.setRecords',
    changed(() => value('submission.setRecords', { ...head(), changes: [record] })),
  );
  const review = (reviewed: boolean) =>
    changed(() => value('submission.setReviewed', { ...head(), forms: ['教基3112'], reviewed }));
  await check('submission.setReviewed', review(true), ['reviewed']);
  await check('submission.setReviewed', review(true), []);
  await check('submission.setReviewed', review(false), ['unreviewed']);
  const explain = (text: string, more: { exception?: true } = {}) =>
    changed(() =>
      value('submission.explain', {
        ...head(),
        explanation: { finding: 'J1-01@01', text, values: {}, ...more },
      }),
    );
  await check('submission.explain', explain('一'), ['explained']);
  await check('submission.explain', explain('一'), []);
  await check('submission.explain', explain('二', { exception: true }), ['exception']);
  await check('submission.explain', explain(''), ['exception']);
  const texts = program.database
    .prepare(`SELECT kind, old_text, new_text FROM events WHERE about = 'J1-01@01' ORDER BY id`)
    .all();
  expect(texts).toEqual([
    { kind: 'explained', old_text: null, new_text: '一' },
    { kind: 'exception', old_text: '一', new_text: '二' },
    { kind: 'exception', old_text: '二', new_text: null },
  ]);

  await check('school.update', () => value('school.update', { ...school, town: '东河镇' }));
  await check('school.update', () => value('school.update', { ...school, town: '东河镇' }), []);
  await check('collection.update', () => value('collection.update', { ...collection, dueDate: null }));
  const { id: _id, ...other } = { ...village, code: '9900000005' };
  await check('school.create', () => value('school.create', other));
  await check('submission.open', () =>
    value('submission.open', { schoolId: 2, collectionId: collection.id }),
  );
  await check(
    'submission.open',
    () => value('submission.open', { schoolId: 2, collectionId: collection.id }),
    [],
  );
});

test('the import, in one: file, values, submission, school and round', async () => {
  const from = openProgram();
  const { data } = await fillSample(from);
  const made = await from.value('workbook.export', { submissionId: data.submission.id, draft: true });
  const program = openProgram();
  program.openFile.path = path.join(from.folder, made?.fileName ?? '');
  const report = await program.value('import.read', null);
  if (report === null || report.record === null || report.schoolYear === null || report.edition === null)
    throw new Error('nothing read');
  const { importId, record, schoolYear, edition } = report;
  const target = { importId, school: { create: record }, schoolYear, edition };
  await program.value('import.compare', target);
  const came = await cameWith(program, () => program.value('import.apply', { ...target, refused: [] }));
  expect(came).toEqual([...(leaves['import.apply'] as readonly string[])].sort());
  const { id: submissionId, revision } = (
    await program.value('submission.open', { schoolId: 1, collectionId: 1 })
  ).data.submission;
  const undone = await cameWith(program, () => program.value('import.undo', { submissionId, revision }));
  expect(undone).toEqual([...(leaves['import.undo'] as readonly string[])].sort());
  const life = await program.value('audit.life', { submissionId });
  expect(life.map(({ event }) => event?.kind)).toContain('importUndone');
  expect(life.map(({ event }) => event?.kind)).not.toContain('importBegan');
});

test('rosters leave counts, and nobody’s name', async () => {
  const program = openProgram();
  const { value } = program;
  const school = await schoolWithRosters(program, definitions);
  const { submissionId } = school;
  const kinds = () => [...logged(program).keys()];
  for (const kind of ['rosterLoaded', 'rosterMoved', 'rosterAnswered']) expect(kinds()).toContain(kind);
  const opened = await value('submission.open', school.place);
  const cells = school.plan.cells
    .filter(({ kind }) => kind === 'fill')
    .map(({ form, cell }) => ({ form, cell }));
  const head = { submissionId, revision: opened.data.submission.revision };
  expect(
    await cameWith(program, () => value('rosters.apply', { ...head, digest: school.plan.digest, cells })),
  ).toEqual(['edit_log', 'rosterFilled']);
  const [person] = await value('rosters.people', { submissionId, kind: 'pupils' });
  expect(
    await cameWith(program, () =>
      value('rosters.change', {
        submissionId,
        kind: 'pupils',
        person: person?.id ?? 0,
        texts: { sex: '男' },
      }),
    ),
  ).toEqual(['rosterPersonChanged']);
  expect(await cameWith(program, () => value('rosters.remove', { submissionId, kind: 'pupils' }))).toEqual([
    'rosterRemoved',
  ]);
  const events = JSON.stringify(program.database.prepare('SELECT * FROM events').all());
  const people = await value('rosters.people', { submissionId, kind: 'staff' });
  expect(people.length).toBeGreaterThan(3);
  const named = [...people, ...(person === undefined ? [] : [person])].map(
    ({ values }) => values['name'] ?? '',
  );
  expect(named.filter((name) => name === '' || events.includes(name))).toEqual([]);
});

test('people and password leave who and that, never what', async () => {
  const program = openProgram();
  const { value } = program;
  await openYear(program);
  const came = (act: () => Promise<unknown>) => cameWith(program, act);
  // Whoever is the first works from then on.
  expect(await came(() => value('access.addOperator', { name: '李统计', duty: 'clerk' }))).toEqual([
    'operatorChosen',
    'personAdded',
  ]);
  expect(await came(() => value('access.addOperator', { name: '王主任', duty: 'lead' }))).toEqual([
    'personAdded',
  ]);
  expect(await came(() => value('access.setOperator', { id: 2 }))).toEqual(['operatorChosen']);
  expect(await came(() => value('access.setOperator', { id: 2 }))).toEqual([]);
  const change = { id: 1, name: '李会计', duty: 'clerk' as const, retired: true };
  expect(await came(() => value('access.changeOperator', change))).toEqual(['personChanged']);
  const set = { sealed: true, idleMinutes: 0 };
  const steps = [
    { ...set, current: null, next: '白日依山尽黄河' },
    { ...set, current: '白日依山尽黄河', next: '黄河入海流白日' },
    { ...set, current: '黄河入海流白日', next: null },
  ];
  const kinds: string[][] = [];
  for (const step of steps) kinds.push(await came(() => value('access.setPassword', step)));
  expect(kinds).toEqual([['passwordSet'], ['passwordChanged'], ['passwordRemoved']]);
  const life = lifeOf(program.database, 1);
  const words = life.flatMap((step) =>
    step.event === null ? [] : [`${eventTitle(step.event)}：${stepDetails(definitions, step)}`],
  );
  expect(words.slice(-8)).toEqual([
    '登记人员：李统计：填表人',
    '更换操作人：未选填报人 → 李统计',
    '登记人员：王主任：统计负责人',
    '更换操作人：李统计 → 王主任',
    '修改人员：李统计：姓名 李统计 → 李会计，已离岗',
    '设置密码：同时给个人信息加密',
    '修改密码：同时给个人信息加密',
    '取消密码：',
  ]);
  expect(JSON.stringify(life)).not.toMatch(/白日|黄河/);
  expect(life.findLast(({ event }) => event?.kind === 'passwordRemoved')?.operator).toBe('王主任');
});

test('every kind has a title; an event that fails takes its change along', () => {
  for (const kind of eventKinds)
    expect(eventTitle({ kind, about: null, before: null, after: null })).not.toBe(kind);
  const { database } = openProgram();
  const changing = database.transaction(() => {
    recordChange(database, { at: noon, kind: 'schoolChanged', about: '1' }, { name: '甲' }, { name: '乙' });
    throw new Error('later');
  });
  expect(changing).toThrow('later');
  expect(database.prepare('SELECT count(*) FROM events').pluck().get()).toBe(0);
});
