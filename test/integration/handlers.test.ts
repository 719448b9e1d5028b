import { expect, onTestFinished, test } from 'vitest';
import { whatIsMissing } from '../../electron/handlers/readiness';
import { createCalculation } from '../../shared/calculation';
import { cellsOf } from '../../shared/cell';
import type { Finding } from '../../shared/finding';
import type { CellContent } from '../../shared/submission';
import { changes } from '../support/school';
import { definitions, openProgram } from './handlers-context';
import { fillSample, openYear, reopened } from './sample-years';

test('the first start shows an empty program, the next one the submission that was open', async () => {
  const program = openProgram();
  const first = await program.value('app.start', null);
  expect(first).toMatchObject({
    schools: [],
    collections: [],
    open: null,
    version: '9.9.9',
    today: '2026-09-10',
  });
  const opened = await openYear(program);
  const next = await program.value('app.start', null);
  expect(next.open).toEqual(opened);
  expect(next.schools).toEqual([opened.school]);
  expect(next.collections).toEqual([opened.collection]);
});

test('a draft that the next start shows follows the edition, as one that the clerk opens does', async () => {
  const program = openProgram();
  const { data } = await openYear(program);
  program.database.prepare(`UPDATE submissions SET edition_version = '0.1'`).run();
  const { open } = await program.value('app.start', null);
  expect(open?.data.submission).toEqual(data.submission);
});

test('the date is that of the clerk’s clock, not of Greenwich', async () => {
  const zone = process.env['TZ'];
  onTestFinished(() => void (process.env['TZ'] = zone ?? ''));
  process.env['TZ'] = 'Asia/Shanghai';
  const { today } = await openProgram(new Date('2026-09-09T16:30:00Z')).value('app.start', null);
  expect(today).toBe('2026-09-10');
});

test('quitting and opening the data folder go to the desktop', async () => {
  const { asked, value } = openProgram();
  await value('app.openDataFolder', null);
  await value('app.quit', null);
  expect(asked).toEqual(['openDataFolder', 'quit']);
});

test('what does not exist is named', async () => {
  const program = openProgram();
  const { school, collection } = await openYear(program);
  const { error } = program;
  expect(await error('submission.open', { schoolId: 77, collectionId: collection.id })).toEqual({
    code: 'school.unknown',
    params: { id: 77 },
  });
  expect((await error('submission.open', { schoolId: school.id, collectionId: 77 })).code).toBe(
    'collection.unknown',
  );
  expect((await error('school.update', { ...school, id: 77 })).code).toBe('school.unknown');
  expect((await error('collection.update', { ...collection, id: 77 })).code).toBe('collection.unknown');
  const change = { submissionId: 77, revision: 0 };
  expect((await error('submission.finalise', change)).code).toBe('submission.unknown');
  expect(
    (await error('submission.setCells', { ...change, changes: changes({ '教基3112!01.1': 1 }) })).code,
  ).toBe('submission.unknown');
});

test('a round names an edition and target profiles that exist, and keeps its edition once it is filled', async () => {
  const program = openProgram();
  const { collection } = await openYear(program);
  const { id: _id, ...round } = collection;
  const { error, value } = program;
  expect((await error('collection.create', { ...round, schoolYear: 2030, edition: 'local' })).code).toBe(
    'app.badRequest',
  );
  const unknown = { ...round, schoolYear: 2030, targetProfiles: ['nowhere'] };
  expect((await error('collection.create', unknown)).code).toBe('app.badRequest');
  const moved = { ...collection, edition: 'jichuji-2018-86' };
  expect((await error('collection.update', moved)).code).toBe('app.badRequest');
  expect(await value('collection.update', { ...collection, title: '年报' })).toEqual({
    ...collection,
    title: '年报',
  });
});

test('cells that the form does not have, or that nobody may fill, are refused with the whole batch', async () => {
  const program = openProgram();
  const { collection, school, data } = await openYear(program);
  const submissionId = data.submission.id;
  const refused = [
    ['教基9999!01.1', 'submission.unknownCell'],
    ['基础基331!01.1', 'submission.unknownCell'],
    ['__proto__!01.1', 'submission.unknownCell'],
    ['教基3112!77.1', 'submission.unknownCell'],
    ['教基3112!01.99', 'submission.unknownCell'],
    ['局控辍1!01.1', 'submission.unknownCell'],
  ] as const;
  for (const [cell, code] of refused) {
    const batch = changes({ '教基3112!01.1': 1, [cell]: 1 });
    expect(
      (await program.error('submission.setCells', { submissionId, revision: 0, changes: batch })).code,
    ).toBe(code);
  }
  const { data: after } = await program.value('submission.open', {
    schoolId: school.id,
    collectionId: collection.id,
  });
  expect(after.cells).toEqual([]);
  expect(after.submission.revision).toBe(0);
});

test('computed and closed cells cannot be written', async () => {
  const program = openProgram();
  const { data } = await openYear(program);
  for (const kind of ['computed', 'notApplicable'] as const) {
    const cell = Object.values(definitions.forms)
      .filter(({ code }) => definitions.editionOf[code] === 'jiaoji-2021')
      .flatMap(cellsOf)
      .find((candidate) => candidate.kind === kind);
    if (cell === undefined) throw new Error(`no ${kind} cell is shipped`);
    const change = { form: cell.form.code, cell: cell.key, content: null };
    const input = { submissionId: data.submission.id, revision: 0, changes: [change] };
    expect(await program.error('submission.setCells', input)).toEqual({
      code: 'submission.readOnlyCell',
      params: { form: cell.form.code, cell: cell.key },
    });
  }
});

test('main reads every value again and keeps as raw what the page only claims to be a number', async () => {
  const program = openProgram();
  const { data, school, collection } = await openYear(program);
  const form = definitions.forms['教基3112'];
  if (form === undefined) throw new Error('no form');
  const inputs = cellsOf(form).filter(({ kind, spec }) => kind === 'input' && spec.type === 'integer');
  const claims: readonly [CellContent, CellContent][] = [
    [
      { kind: 'number', text: '12' },
      { kind: 'number', text: '12' },
    ],
    [
      { kind: 'number', text: '012' },
      { kind: 'raw', text: '012' },
    ],
    [
      { kind: 'number', text: '12.5' },
      { kind: 'raw', text: '12.5' },
    ],
    [
      { kind: 'number', text: '-3' },
      { kind: 'raw', text: '-3' },
    ],
    [
      { kind: 'number', text: '1e3' },
      { kind: 'raw', text: '1e3' },
    ],
    [
      { kind: 'number', text: 'DROP TABLE cells' },
      { kind: 'raw', text: 'DROP TABLE cells' },
    ],
    [
      { kind: 'text', text: '12' },
      { kind: 'number', text: '12' },
    ],
    [
      { kind: 'text', text: '十二' },
      { kind: 'raw', text: '十二' },
    ],
    [
      { kind: 'raw', text: '１２' },
      { kind: 'number', text: '12' },
    ],
    [
      { kind: 'raw', text: '12人' },
      { kind: 'raw', text: '12人' },
    ],
  ];
  const sent = claims.map(([content], index) => ({
    form: form.code,
    cell: inputs[index]?.key ?? '',
    content,
  }));
  await program.value('submission.setCells', {
    submissionId: data.submission.id,
    revision: 0,
    changes: sent,
  });
  const { data: after } = await program.value('submission.open', {
    schoolId: school.id,
    collectionId: collection.id,
  });
  const stored = new Map(after.cells.map(({ cell, content }) => [cell, content]));
  for (const [index, [claimed, kept]] of claims.entries()) {
    expect(stored.get(sent[index]?.cell ?? ''), claimed.text).toEqual(kept);
  }
});

test('list records go into list forms only, and only into columns that can be filled', async () => {
  const program = openProgram();
  const { data } = await openYear(program);
  const change = { submissionId: data.submission.id, revision: 0 };
  const record = { id: 'record-one', cells: { c02: { kind: 'text', text: '某生' } as CellContent } };
  const set = (form: string, cells: Record<string, CellContent> = record.cells) => ({
    ...change,
    changes: [{ form, id: record.id, cells }],
  });
  expect((await program.error('submission.setRecords', set('教基3112'))).code).toBe('submission.unknownCell');
  expect(
    (await program.error('submission.setRecords', set('局控辍1', { c99: { kind: 'text', text: 'x' } }))).code,
  ).toBe('submission.unknownCell');
  expect(await program.value('submission.setRecords', set('局控辍1'))).toEqual({ revision: 1 });
});

test('only forms of the round can be marked as reviewed', async () => {
  const program = openProgram();
  const { data } = await openYear(program);
  const change = { submissionId: data.submission.id, revision: 0, reviewed: true };
  expect(
    (await program.error('submission.setReviewed', { ...change, forms: ['教基3112', '基础基331'] })).code,
  ).toBe('submission.unknownCell');
  expect(await program.value('submission.setReviewed', { ...change, forms: ['教基3112'] })).toEqual({
    revision: 1,
  });
});

test('last year is there when the next one is opened', async () => {
  const program = openProgram();
  const last = await openYear(program, 2025);
  await program.value('submission.setCells', {
    submissionId: last.data.submission.id,
    revision: 0,
    changes: changes({ '教基3112!01.1': 31 }),
  });
  const { previous } = await openYear(program, 2026);
  expect(previous.map(({ collection, data }) => [collection.schoolYear, data.cells.length])).toEqual([
    [2025, 1],
  ]);
});

test('a year is filled, refused until nothing is missing, finalised, reopened with a reason and gone stale', async () => {
  const program = openProgram();
  const { value, error } = program;
  const open = await fillSample(program);
  const { id: submissionId } = open.data.submission;
  let { revision } = open.data.submission;
  const calculation = createCalculation(definitions, open);
  // Of the optional forms the sample enters nothing.
  const forms = calculation.forms.filter(({ optional }) => optional !== true).map(({ code }) => code);
  expect(await error('submission.finalise', { submissionId, revision })).toMatchObject({
    code: 'submission.notReady',
    params: { unreviewed: forms.length },
  });

  ({ revision } = await value('submission.setReviewed', { submissionId, revision, forms, reviewed: true }));
  expect(await error('submission.finalise', { submissionId, revision })).toEqual({
    code: 'submission.notReady',
    params: { errors: 0, warnings: 2, unreviewed: 0 },
  });

  const findings = createCalculation(definitions, await reopened(program, open)).findings();
  for (const { key, values } of findings) {
    const explanation = { finding: key, text: '已核实', values };
    ({ revision } = await value('submission.explain', { submissionId, revision, explanation }));
  }
  expect((await error('submission.finalise', { submissionId, revision: revision - 1 })).code).toBe(
    'submission.stale',
  );
  expect(await value('submission.finalise', { submissionId, revision })).toMatchObject({
    state: 'finalised',
    version: 1,
    revision: revision + 1,
  });
  expect((await error('submission.finalise', { submissionId, revision: revision + 1 })).code).toBe(
    'submission.finalised',
  );

  const edit = changes({ '局补充1!01.1': 9 });
  expect(
    (await error('submission.setCells', { submissionId, revision: revision + 1, changes: edit })).code,
  ).toBe('submission.finalised');
  ({ revision } = await value('submission.reopen', {
    submissionId,
    revision: revision + 1,
    reason: '退学人数有误',
  }));
  const wrong = changes({ '教基3112!01.1': 999 });
  ({ revision } = await value('submission.setCells', { submissionId, revision, changes: wrong }));
  const late = await error('submission.finalise', { submissionId, revision });
  if (late.code !== 'submission.notReady') throw new Error(late.code);
  expect(late.params.errors).toBeGreaterThan(0);
});

function finding(key: string, severity: Finding['severity'], values: Record<string, string>): Finding {
  const sides = { left: null, right: null, op: null, difference: null };
  const words = { text: '', instruction: null, suggestions: [], waitsFor: null };
  return {
    key,
    check: key,
    severity,
    status: 'fail',
    form: '教基3112',
    cells: [],
    ...sides,
    ...words,
    values,
  };
}

test('an explanation counts only for the very values it was written about', () => {
  const calculation = {
    forms: [],
    isReviewed: () => true,
    isStarted: () => true,
    findings: () => [finding('A', 'warning', { x: '1', y: '2' }), finding('B', 'error', {})],
  };
  const missing = (values?: Record<string, string>) =>
    whatIsMissing(calculation, values === undefined ? [] : [{ finding: 'A', text: '说明', values }]);
  expect(missing()).toEqual({ errors: 1, warnings: 1, unreviewed: 0 });
  expect(missing({ x: '1', y: '2' }).warnings).toBe(0);
  expect(missing({ x: '1', y: '3' }).warnings).toBe(1);
  expect(missing({ x: '1' }).warnings).toBe(1);
  expect(missing({ x: '1', y: '2', z: '3' }).warnings).toBe(1);
});
