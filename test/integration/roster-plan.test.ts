import { describe, expect, test } from 'vitest';
import { cellName } from '../../shared/cell';
import { createCalculation } from '../../shared/calculation';
import { pupilRoster } from '../../shared/generator/roster';
import type { CountedCell, RosterPlan } from '../../shared/roster/plan';
import type { CellContent, CellChange } from '../../shared/submission';
import { schoolWithRosters, store, type WithRosters } from '../support/roster-stored';
import { definitions, openProgram, type Program } from './handlers-context';
import { finaliseSample } from './sample-years';

const named = (plan: RosterPlan): ReadonlyMap<string, CountedCell> =>
  new Map(plan.cells.map((each) => [cellName(each.form, each.cell), each]));
const ofKind = (plan: RosterPlan, kind: CountedCell['kind']) =>
  plan.cells.filter((each) => each.kind === kind);
const refs = (cells: readonly CountedCell[]) => cells.map(({ form, cell }) => ({ form, cell }));

async function open(program: Program, { place }: WithRosters) {
  return program.value('submission.open', place);
}

async function apply(program: Program, school: WithRosters, plan: RosterPlan, cells: readonly CountedCell[]) {
  const { revision } = (await open(program, school)).data.submission;
  const { submissionId } = school;
  return program.value('rosters.apply', { submissionId, revision, digest: plan.digest, cells: refs(cells) });
}

async function set(program: Program, school: WithRosters, changes: readonly CellChange[]) {
  const { revision } = (await open(program, school)).data.submission;
  const { submissionId } = school;
  await program.value('submission.setCells', { submissionId, revision, changes: [...changes] });
}

const plan = (program: Program, { submissionId }: WithRosters) =>
  program.value('rosters.plan', { submissionId });

const number = (text: string): CellContent => ({ kind: 'number', text });

async function prepared(): Promise<{ program: Program; school: WithRosters }> {
  const program = openProgram();
  return { program, school: await schoolWithRosters(program, definitions) };
}

describe('on blank forms', () => {
  test('counts are filled, each with its rule; totals are compared as they will be', async () => {
    const { program, school } = await prepared();
    const now = await plan(program, school);
    expect(ofKind(now, 'kept')).toEqual([]);
    expect(ofKind(now, 'other')).toEqual([]);
    const fill = ofKind(now, 'fill');
    expect(fill.length).toBeGreaterThan(100);
    expect(fill.filter(({ now: text, words }) => text !== '' || words === '')).toEqual([]);
    const girls = named(now).get('教基3112!02.11');
    expect(girls).toMatchObject({ kind: 'fill', now: '' });
    expect(girls?.words).toMatch(/小学.*女.*三年级|小学.*三年级.*女/);
    const total = named(now).get('教基3112!02.7');
    expect(total).toMatchObject({ kind: 'same', now: total?.counted });
    expect(Number(total?.counted)).toBeGreaterThan(0);
    // Nothing of it has been stored.
    expect((await open(program, school)).data.cells).toEqual([]);
  });

  test('a 0 is filled where its row counts anybody, and nowhere else', async () => {
    const { program, school } = await prepared();
    const now = await plan(program, school);
    const rowOf = ({ form, cell }: CountedCell) => `${form} ${cell.split('.')[0] ?? ''}`;
    const counting = new Set(now.cells.filter(({ counted }) => counted !== '0').map(rowOf));
    const zeros = now.cells.filter(({ counted, now: text }) => counted === '0' && text === '');
    const filled = zeros.filter(({ kind }) => kind === 'fill');
    const left = zeros.filter(({ kind }) => kind === 'same');
    expect(filled.length).toBeGreaterThan(10);
    expect(left.length).toBeGreaterThan(10);
    expect(filled.filter((each) => !counting.has(rowOf(each)))).toEqual([]);
    const input = left.filter((each) => counting.has(rowOf(each)));
    const { data, ...rest } = await open(program, school);
    const calculation = createCalculation(definitions, { ...rest, data });
    expect(input.filter(({ form, cell }) => calculation.cell(form, cell).kind === 'input')).toEqual([]);
  });
});

describe('filling', () => {
  test('writes the cells with their origin in one revision, and remembers all that was counted', async () => {
    const { program, school } = await prepared();
    const before = await plan(program, school);
    const fill = ofKind(before, 'fill');
    const { revision, filled } = await apply(program, school, before, fill);
    expect(filled).toBe(fill.length);
    const { data } = await open(program, school);
    expect(data.submission.revision).toBe(revision);
    expect(revision).toBe(1);
    const stored = new Map(data.cells.map(({ form, cell, content }) => [cellName(form, cell), content]));
    expect(stored).toEqual(
      new Map(fill.map(({ form, cell, counted }) => [cellName(form, cell), number(counted)])),
    );
    expect(data.counted?.length).toBe(before.cells.length);
    const [first] = fill;
    if (first === undefined) throw new Error('nothing to fill');
    const { form, cell, counted } = first;
    const { submissionId } = school;
    expect(await program.value('submission.cellHistory', { submissionId, form, cell })).toMatchObject([
      { origin: 'roster', before: null, after: number(counted) },
    ]);
    const after = await plan(program, school);
    expect([...ofKind(after, 'fill'), ...ofKind(after, 'kept'), ...ofKind(after, 'other')]).toEqual([]);
    const findings = createCalculation(definitions, await open(program, school)).findings();
    expect(findings.filter(({ check }) => check === 'ROSTER')).toEqual([]);
  });

  test('leaves what was typed by hand, unless it is ticked, and asks why the two differ', async () => {
    const { program, school } = await prepared();
    const cell = { form: '教基3112', cell: '02.11' };
    await set(program, school, [{ ...cell, content: number('999') }]);
    const before = await plan(program, school);
    expect(named(before).get('教基3112!02.11')).toMatchObject({ kind: 'kept', now: '999' });
    await apply(program, school, before, ofKind(before, 'fill'));
    const { data } = await open(program, school);
    expect(data.cells.find((each) => each.form === cell.form && each.cell === cell.cell)?.content).toEqual(
      number('999'),
    );
    const again = await plan(program, school);
    const kept = ofKind(again, 'kept');
    expect(refs(kept)).toEqual([cell]);
    expect((await apply(program, school, again, kept)).filled).toBe(1);
    const { counted } = kept[0] ?? { counted: '' };
    const now = (await open(program, school)).data.cells;
    expect(now.find((each) => each.form === cell.form && each.cell === cell.cell)?.content).toEqual(
      number(counted),
    );
  });

  test('a number typed over a filled one is a warning, and a deleted roster does not take it back', async () => {
    const { program, school } = await prepared();
    const before = await plan(program, school);
    await apply(program, school, before, ofKind(before, 'fill'));
    const count = Number(named(before).get('教基3112!05.11')?.counted);
    await set(program, school, [{ form: '教基3112', cell: '05.11', content: number(String(count + 1)) }]);
    const asked = async () =>
      createCalculation(definitions, await open(program, school))
        .findings()
        .filter(({ check }) => check === 'ROSTER')
        .map(({ key, left, right }) => [key, left, right]);
    const warning = ['ROSTER@教基3112!05.11', String(count + 1), String(count)];
    expect(await asked()).toEqual([warning]);
    for (const kind of ['pupils', 'pupilsBefore', 'staff'] as const)
      await program.value('rosters.remove', { submissionId: school.submissionId, kind });
    expect(await asked()).toEqual([warning]);
    expect((await plan(program, school)).cells).toEqual([]);
    expect(await program.value('rosters.list', { submissionId: school.submissionId })).toEqual([]);
  });

  test('what the roster filled follows the roster; what was typed since does not', async () => {
    const { program, school } = await prepared();
    const before = await plan(program, school);
    await apply(program, school, before, ofKind(before, 'fill'));
    await set(program, school, [{ form: '教基3112', cell: '02.12', content: number('998') }]);
    const { submissionId } = school;
    const girl = (await program.value('rosters.people', { submissionId, kind: 'pupils' })).find(
      ({ values }) => values['sex'] === '女' && values['grade'] === '3' && values['stage'] === '小学',
    );
    if (girl === undefined) throw new Error('no girl');
    const moved = await program.value('rosters.change', {
      ...{ submissionId, kind: 'pupils', person: girl.id, texts: { grade: '四年级' } },
    });
    const [third, fourth] = ['教基3112!02.11', '教基3112!02.12'].map((name) => named(moved).get(name));
    const then = (name: string) => Number(named(before).get(name)?.counted);
    expect(third).toMatchObject({
      kind: 'fill',
      counted: String(then('教基3112!02.11') - 1),
      now: String(then('教基3112!02.11')),
    });
    expect(fourth).toMatchObject({ kind: 'kept', counted: String(then('教基3112!02.12') + 1), now: '998' });
  });

  test('a form that is 已核对 is left alone unless it is ticked; then it is 已核对 no more', async () => {
    const { program, school } = await prepared();
    const { submissionId } = school;
    await program.value('submission.setReviewed', {
      ...{ submissionId, revision: 0, forms: ['教基3112', '教基3113'], reviewed: true },
    });
    const before = await plan(program, school);
    expect(before.reviewed).toEqual(['教基3112', '教基3113']);
    const own = before.cells.filter(({ form }) => form === '教基3112');
    expect(own.filter(({ kind }) => kind === 'fill')).toEqual([]);
    const kept = own.filter(({ kind }) => kind === 'kept');
    expect(kept.length).toBeGreaterThan(5);
    // A blank that is 已核对 says 0 already.
    expect(kept.filter(({ counted }) => counted === '0')).toEqual([]);
    await apply(program, school, before, kept);
    expect((await open(program, school)).data.reviewed).toEqual(['教基3113']);
  });

  test('taken back restores what was remembered before, with the cells or not at all', async () => {
    const { program, school } = await prepared();
    const { submissionId } = school;
    const before = await plan(program, school);
    const fill = ofKind(before, 'fill');
    const { revision } = await apply(program, school, before, fill);
    const changes = refs(fill).map((ref) => ({ ...ref, content: null }));
    const back = { submissionId, changes, counted: [] };
    await program.error('submission.setCells', { ...back, revision: revision - 1 });
    expect((await open(program, school)).data.counted?.length).toBe(before.cells.length);
    await program.value('submission.setCells', { ...back, revision });
    const { data } = await open(program, school);
    expect([data.cells, data.counted ?? []]).toEqual([[], []]);
    expect((await plan(program, school)).toRemember).toBe(before.toRemember);
  });

  test('does not forget what a deleted roster counted when another is applied', async () => {
    const { program, school } = await prepared();
    const before = await plan(program, school);
    await apply(program, school, before, ofKind(before, 'fill'));
    const ofStaff = (counted: readonly { form: string }[] = []) =>
      counted.filter(({ form }) => ['教基4149', '教基4153', '教基4155'].includes(form));
    const counted = ofStaff((await open(program, school)).data.counted);
    expect(counted.length).toBeGreaterThan(20);
    await program.value('rosters.remove', { submissionId: school.submissionId, kind: 'staff' });
    await apply(program, school, await plan(program, school), []);
    expect(ofStaff((await open(program, school)).data.counted)).toEqual(counted);
  });
});

const asked = async (program: Program, school: WithRosters) =>
  createCalculation(definitions, await open(program, school))
    .findings()
    .filter(({ check }) => check === 'ROSTER')
    .map(({ key, left, right }) => [key, left, right]);

describe('forms that were typed before there was a roster', () => {
  test('are left as they are; once the counts are remembered each difference is asked about', async () => {
    const { program, school } = await prepared();
    const counted = ofKind(await plan(program, school), 'fill');
    const right = counted.map(({ form, cell, counted: text }) => ({ form, cell, content: number(text) }));
    // The roster has no boarder.
    const wrong = ['10', '11', '9'].map((column) => ({
      ...{ form: '教基3112', cell: `05.${column}`, content: number('1') },
    }));
    const typed = [...right, ...wrong];
    await set(program, school, typed);
    const before = await plan(program, school);
    expect(ofKind(before, 'fill')).toEqual([]);
    expect(before.toRemember).toBe(before.cells.length);
    expect(await asked(program, school)).toEqual([]);
    await apply(program, school, before, []);
    const { data } = await open(program, school);
    expect(data.cells).toHaveLength(typed.length);
    const keys = (await asked(program, school)).map(([key]) => key);
    expect(keys).toEqual(wrong.map(({ form, cell }) => `ROSTER@${form}!${cell}`));
    expect((await plan(program, school)).toRemember).toBe(0);
  });

  test('are asked about no longer once the pupil is put right, and nothing else is taken back', async () => {
    const { program, school } = await prepared();
    const before = await plan(program, school);
    await apply(program, school, before, ofKind(before, 'fill'));
    const then = Number(named(before).get('教基3112!02.11')?.counted);
    const fourth = Number(named(before).get('教基3112!02.12')?.counted);
    await set(program, school, [
      { form: '教基3112', cell: '02.11', content: number(String(then - 1)) },
      { form: '教基3112', cell: '02.12', content: number(String(fourth + 2)) },
    ]);
    const { submissionId } = school;
    expect(await asked(program, school)).toHaveLength(2);
    const girl = (await program.value('rosters.people', { submissionId, kind: 'pupils' })).find(
      ({ values }) => values['sex'] === '女' && values['grade'] === '3' && values['stage'] === '小学',
    );
    const change = { submissionId, kind: 'pupils', person: girl?.id ?? 0 } as const;
    const corrected = await program.value('rosters.change', { ...change, texts: { grade: '四年级' } });
    expect(corrected.settled).toBe(true);
    const { revision } = (await open(program, school)).data.submission;
    const stale = await program.error('rosters.settle', { submissionId, revision: revision - 1 });
    expect(stale.code).toBe('submission.stale');
    const after = await program.value('rosters.settle', { submissionId, revision });
    expect(after.revision).toBe(revision + 1);
    expect(await asked(program, school)).toEqual([
      ['ROSTER@教基3112!02.12', String(fourth + 2), String(fourth)],
    ]);
    const settled = await plan(program, school);
    expect(settled).not.toHaveProperty('settled');
    // Nothing is left to settle: the revision stays.
    expect(await program.value('rosters.settle', { submissionId, revision: after.revision })).toEqual(after);
  });
});

describe('a form of which only half can be counted', () => {
  test('is not filled unasked, and says so; whole it is', async () => {
    const { program, school } = await prepared();
    const { submissionId } = school;
    const whole = await plan(program, school);
    expect(whole).not.toHaveProperty('partial');
    const ofMoves = (now: RosterPlan, kind: CountedCell['kind']) =>
      ofKind(now, kind).filter(({ form }) => form === '教基3040');
    expect(ofMoves(whole, 'fill').length).toBeGreaterThan(3);
    await program.value('rosters.remove', { submissionId, kind: 'pupilsBefore' });
    const half = await plan(program, school);
    expect(half.partial).toEqual(['教基3040']);
    expect(ofMoves(half, 'fill')).toEqual([]);
    expect(ofMoves(half, 'kept').length).toBeGreaterThan(0);
    expect(ofKind(half, 'fill').some(({ form }) => form === '教基3112')).toBe(true);
    await apply(program, school, half, ofKind(half, 'fill'));
    expect((await open(program, school)).data.cells.filter(({ form }) => form === '教基3040')).toEqual([]);
  });
});

test('the file of one year loaded as both is doubted before anything is filled', async () => {
  const { program, school } = await prepared();
  const { submissionId } = school;
  expect(await plan(program, school)).not.toHaveProperty('doubt');
  const now = pupilRoster(school.lived).map(({ values }) => values);
  store(program.database, submissionId, 'pupilsBefore', now);
  expect((await plan(program, school)).doubt).toMatchObject({ code: 'sameYear' });
  // A teaching point of five.
  const five = now.filter(({ stage }) => stage === '小学').slice(0, 5);
  store(program.database, submissionId, 'pupils', five);
  store(program.database, submissionId, 'pupilsBefore', five);
  expect((await plan(program, school)).doubt).toEqual({ code: 'sameYear', people: 5 });
  const others = now.map((values, index) => ({
    ...{ name: `甄外${index}`, grade: values['grade'] ?? '1', stage: values['stage'] ?? '小学' },
  }));
  store(program.database, submissionId, 'pupils', now);
  store(program.database, submissionId, 'pupilsBefore', others);
  expect((await plan(program, school)).doubt).toEqual({ code: 'strangers', people: 0 });
});

describe('is refused', () => {
  test('when the plan is another than the one that was looked at; nothing is written', async () => {
    const { program, school } = await prepared();
    const before = await plan(program, school);
    const { submissionId } = school;
    const cells = refs(ofKind(before, 'fill'));
    const refused = (more: Partial<{ revision: number; digest: string; cells: typeof cells }>) =>
      program.error('rosters.apply', { submissionId, revision: 0, digest: before.digest, cells, ...more });
    expect((await refused({ digest: 'x' })).code).toBe('roster.planChanged');
    const same = refs(ofKind(before, 'same').slice(0, 1));
    expect((await refused({ cells: same })).code).toBe('roster.planChanged');
    expect((await refused({ revision: 7 })).code).toBe('submission.stale');
    const girl = (await program.value('rosters.people', { submissionId, kind: 'pupils' }))[0];
    await program.value('rosters.change', {
      ...{ submissionId, kind: 'pupils', person: girl?.id ?? 0 },
      texts: { ethnicity: girl?.values['ethnicity'] === '汉族' ? '回族' : '汉族' },
    });
    expect((await refused({})).code).toBe('roster.planChanged');
    const { data } = await open(program, school);
    expect(data.cells).toEqual([]);
    expect(data).not.toHaveProperty('counted');
  });

  test('when a cell was typed in between', async () => {
    const { program, school } = await prepared();
    const before = await plan(program, school);
    await set(program, school, [{ form: '教基3112', cell: '02.11', content: number('3') }]);
    const error = await program.error('rosters.apply', {
      ...{ submissionId: school.submissionId, revision: 1, digest: before.digest },
      cells: refs(ofKind(before, 'fill')),
    });
    expect(error.code).toBe('roster.planChanged');
  });

  test('of a 定稿: the plan says that nothing can be filled before it is reopened', async () => {
    const program = openProgram();
    const { final } = await finaliseSample(program);
    store(program.database, final.id, 'pupils', [{ name: '甄一', sex: '女', stage: '小学', grade: '3' }]);
    const looked = await program.value('rosters.plan', { submissionId: final.id });
    expect(looked.finalised).toBe(true);
    const { id: submissionId, revision } = final;
    const error = await program.error('rosters.apply', {
      submissionId,
      revision,
      digest: looked.digest,
      cells: [],
    });
    expect(error.code).toBe('submission.finalised');
  });

  test('when no roster is there', async () => {
    const { program, school } = await prepared();
    const { submissionId } = school;
    for (const kind of ['pupils', 'pupilsBefore', 'staff'] as const)
      await program.value('rosters.remove', { submissionId, kind });
    const { digest } = await plan(program, school);
    const error = await program.error('rosters.apply', { submissionId, revision: 0, digest, cells: [] });
    expect(error.code).toBe('roster.none');
  });
});

test('an answer that is taken back leaves what hangs on it uncounted', async () => {
  const { program, school } = await prepared();
  const before = await plan(program, school);
  const { submissionId } = school;
  const [assumption] = before.assumptions;
  if (assumption === undefined) throw new Error('nothing is supposed');
  expect(assumption.answer).not.toBeNull();
  const open = await program.value('rosters.answer', {
    submissionId,
    assumption: assumption.id,
    answer: null,
  });
  expect(open.assumptions.find(({ id }) => id === assumption.id)?.answer).toBeNull();
  expect(open.cells.length).toBeLessThan(before.cells.length);
  expect(open.notCounted.some(({ reason }) => reason === 'unanswered')).toBe(true);
  expect(open.digest).not.toBe(before.digest);
});
