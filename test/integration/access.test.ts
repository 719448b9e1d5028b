import { expect, test } from 'vitest';
import { sessionOf } from '../../electron/storage/session';
import { contract, type Method } from '../../shared/ipc';
import { village } from '../support/school';
import { openProgram, type Program } from './handlers-context';

const password = 'Qinghe2026';
const set = { current: null, next: password, sealed: false, idleMinutes: 10 };

async function begun(program: Program) {
  const { id: _id, ...school } = village;
  const { id: schoolId } = await program.value('school.create', school);
  const round = {
    title: '年报',
    schoolYear: 2026,
    edition: 'jiaoji-2021',
    targetProfiles: [],
    dueDate: null,
  };
  const { id: collectionId } = await program.value('collection.create', round);
  const { data } = await program.value('submission.open', { schoolId, collectionId });
  return { submissionId: data.submission.id, place: { schoolId, collectionId } };
}

test('without a password nothing is asked, nothing is locked and nobody is named', async () => {
  const { value, database } = openProgram();
  const before = await value('access.state', null);
  expect(before).toMatchObject({ hasPassword: false, locked: false, operator: null, operators: [] });
  await value('access.lock', null);
  expect((await value('access.state', null)).locked).toBe(false);
  expect((await value('app.start', null)).access).toMatchObject({ hasPassword: false, idleMinutes: 0 });
  expect(sessionOf(database)).toEqual({ operator: null, key: null, sealing: false, locked: false });
});

test('locked, every method of the contract is refused but four, also after a new start', async () => {
  const program = openProgram();
  await begun(program);
  await program.value('access.setPassword', set);
  expect((await program.value('app.start', null)).access.hasPassword).toBe(true);
  await program.value('access.lock', null);
  expect(program.asked).toContain('closeOthers');
  program.database.pragma('wal_checkpoint(TRUNCATE)');
  for (const { door } of [program, openProgram(undefined, program.folder)]) {
    const refused: string[] = [];
    for (const method of Object.keys(contract) as Method[]) {
      // The guard is asked before the input is looked at.
      const answer = await door({ url: 'app://tianbao/', isMainFrame: true }, method, { no: 'input' });
      if (!answer.ok && answer.error.code === 'access.locked') refused.push(method);
    }
    const open = Object.keys(contract).filter((method) => !refused.includes(method));
    expect(open.sort()).toEqual(['access.state', 'access.unlock', 'app.quit', 'app.zoom']);
  }
  expect((await program.error('access.unlock', { password: 'wrong-one' })).code).toBe('access.wrongPassword');
  await program.value('access.unlock', { password });
  expect((await program.value('app.start', null)).schools).toHaveLength(1);
}, 20_000);

test('changing or removing the password asks for the present one; a wrong one changes nothing', async () => {
  const { value, error, database } = openProgram();
  await value('access.setPassword', set);
  const row = () => database.prepare('SELECT * FROM access').all();
  const before = row();
  for (const current of [null, '', 'wrong-one']) {
    const refused = await error('access.setPassword', { ...set, current, next: null });
    expect(['access.wrongPassword', 'access.wait']).toContain(refused.code);
  }
  expect(row()).toEqual(before);
  expect(JSON.stringify(before)).not.toContain(password);
}, 20_000);

test('a password of five characters is none', async () => {
  const { error } = openProgram();
  expect(await error('access.setPassword', { ...set, next: '12345' })).toMatchObject({
    code: 'app.badRequest',
  });
});

test('who works is named in what is changed; one alone is taken, of several the last one', async () => {
  const program = openProgram();
  const { value, error, database } = program;
  const { submissionId } = await begun(program);
  let revision = 0;
  const edit = async (text: string) => {
    const changes = [{ form: '教基3112', cell: '01.1', content: { kind: 'number', text } as const }];
    ({ revision } = await value('submission.setCells', { submissionId, revision, changes }));
  };
  await edit('1');
  const alone = await value('access.addOperator', { name: '甄老师', duty: 'clerk' });
  expect(alone.operator?.name).toBe('甄老师');
  await edit('2');
  const two = await value('access.addOperator', { name: '贾校长', duty: 'head' });
  expect(two.operator?.name).toBe('甄老师');
  await value('access.setOperator', { id: two.operators[1]?.id ?? 0 });
  await edit('3');
  const logged = database.prepare('SELECT new_text, operator FROM edit_log ORDER BY id').raw().all();
  expect(logged).toEqual([
    ['1', null],
    ['2', '甄老师'],
    ['3', '贾校长'],
  ]);
  expect(await error('access.addOperator', { name: '甄老师', duty: 'lead' })).toEqual({
    ...{ code: 'access.operatorTaken', params: { name: '甄老师' } },
  });
  const again = openProgram(undefined, program.folder);
  expect((await again.value('access.state', null)).operator?.name).toBe('贾校长');
  const head = { id: two.operators[1]?.id ?? 0, name: '贾校长', duty: 'head' } as const;
  const left = await again.value('access.changeOperator', { ...head, retired: true });
  expect([left.operators.map(({ name }) => name), left.operator]).toEqual([['甄老师'], null]);
  expect((await again.error('access.setOperator', { id: head.id })).code).toBe('access.operatorGone');
  const back = await again.value('access.addOperator', { name: '贾校长', duty: 'lead' });
  expect(back.operators).toEqual([
    { id: 1, name: '甄老师', duty: 'clerk' },
    { id: head.id, name: '贾校长', duty: 'lead' },
  ]);
});

test('that nobody in particular works is remembered too', async () => {
  const program = openProgram();
  await program.value('access.addOperator', { name: '甄老师', duty: 'clerk' });
  await program.value('access.addOperator', { name: '贾校长', duty: 'head' });
  await program.value('access.setOperator', { id: null });
  const again = openProgram(undefined, program.folder);
  expect((await again.value('access.state', null)).operator).toBeNull();
});
