import { describe, expect, test } from 'vitest';
import { cellName } from '../../shared/cell';
import type { RosterPerson } from '../../shared/roster/definition';
import { masked } from '../../shared/roster/mask';
import type { RosterPlan, ShownPerson } from '../../shared/roster/plan';
import { pupilRoster } from '../../shared/generator/roster';
import { identityNumber } from '../support/identity';
import { schoolWithRosters, type WithRosters } from '../support/roster-stored';
import { definitions, openProgram, type Program } from './handlers-context';

async function prepared(): Promise<{ program: Program; school: WithRosters }> {
  const program = openProgram();
  return { program, school: await schoolWithRosters(program, definitions) };
}

const behind = (program: Program, { submissionId }: WithRosters, form: string, cell: string) =>
  program.value('rosters.behind', { submissionId, form, cell });
const pupils = (program: Program, { submissionId }: WithRosters) =>
  program.value('rosters.people', { submissionId, kind: 'pupils' });
const countOf = (plan: RosterPlan, form: string, cell: string) =>
  plan.cells.find((each) => each.form === form && each.cell === cell)?.counted;

function first(people: readonly ShownPerson[], is: (values: ShownPerson['values']) => boolean): ShownPerson {
  const found = people.find(({ values }) => is(values));
  if (found === undefined) throw new Error('nobody');
  return found;
}

describe('the people behind a number', () => {
  test('are those whom it counts, with class and age, their numbers masked', async () => {
    const { program, school } = await prepared();
    const { people, counted, words, gone, classes } = await behind(program, school, '教基3112', '02.11');
    const girls = pupilRoster(school.lived).filter(
      ({ values }) => values['sex'] === '女' && values['stage'] === '小学' && values['grade'] === '3',
    );
    expect(people.map(({ id }) => id)).toEqual(girls.map(({ id }) => id));
    expect([counted, gone, classes]).toEqual([String(girls.length), false, []]);
    expect(words).toContain('三年级');
    expect(people.map(({ values }) => values['identity'])).toEqual(
      girls.map(({ values }) => masked(values['identity'] ?? '')),
    );
    expect(people[0]?.values['identity']).toMatch(/^\d{6}\*{8}\d{3}[\dX]$/);
    expect(new Set(people.map(({ place }) => place.slice(0, 3)))).toEqual(new Set(['三年级']));
    expect(people.every(({ age }) => age !== null && age > 5 && age < 14)).toBe(true);
  });

  test('are as many as every counted number of pupils says', async () => {
    const { program, school } = await prepared();
    for (const { form, cell, counted } of school.plan.cells) {
      const shown = await behind(program, school, form, cell);
      const number = shown.classes.length > 0 ? shown.classes.length : shown.people.length;
      const name = cellName(form, cell);
      expect([name, shown.counted, number]).toEqual([name, counted, Number(counted)]);
    }
  });

  test('of a number of classes are the classes with their pupils', async () => {
    const { program, school } = await prepared();
    const of = school.plan.cells.find(({ form, counted }) => form === '教基2106' && Number(counted) > 0);
    if (of === undefined) throw new Error('no class');
    const { classes, people } = await behind(program, school, of.form, of.cell);
    expect(classes).toHaveLength(Number(of.counted));
    expect(people).toHaveLength(classes.reduce((sum, each) => sum + each.pupils, 0));
  });

  test('are gone with their roster, and only what was counted is left', async () => {
    const { program, school } = await prepared();
    const { submissionId, plan } = school;
    const cells = plan.cells.filter(({ kind }) => kind === 'fill').map(({ form, cell }) => ({ form, cell }));
    await program.value('rosters.apply', { submissionId, revision: 0, digest: plan.digest, cells });
    await program.value('rosters.remove', { submissionId, kind: 'pupils' });
    expect(await behind(program, school, '教基3112', '02.11')).toMatchObject({
      ...{ counted: countOf(plan, '教基3112', '02.11'), people: [], classes: [], gone: true },
      words: expect.stringContaining('三年级') as string,
    });
    expect(await pupils(program, school)).toEqual([]);
  });
});

describe('one number', () => {
  test('is shown whole when it is asked for, and only then', async () => {
    const { program, school } = await prepared();
    const { submissionId } = school;
    const [pupil] = pupilRoster(school.lived);
    const [shown] = await pupils(program, school);
    if (pupil === undefined || shown === undefined) throw new Error('nobody');
    const { identity = '', register = '' } = pupil.values;
    expect(JSON.stringify(await pupils(program, school))).not.toContain(identity);
    const reveal = (field: string) =>
      program.value('rosters.reveal', { submissionId, kind: 'pupils', person: shown.id, field });
    expect(await reveal('identity')).toEqual({ text: identity });
    expect(await reveal('register')).toEqual({ text: register });
    expect(await reveal('telephone')).toEqual({ text: '' });
  });

  test('of nobody is refused', async () => {
    const { program, school } = await prepared();
    const { submissionId } = school;
    const ask = { submissionId, kind: 'pupils', person: 99_999 } as const;
    expect((await program.error('rosters.reveal', { ...ask, field: 'identity' })).code).toBe(
      'roster.unknownPerson',
    );
    expect((await program.error('rosters.change', { ...ask, texts: { grade: '1' } })).code).toBe(
      'roster.unknownPerson',
    );
  });
});

describe('one person corrected', () => {
  async function change(
    program: Program,
    { submissionId }: WithRosters,
    person: number,
    texts: RosterPerson['values'],
  ) {
    return program.value('rosters.change', { submissionId, kind: 'pupils', person, texts: { ...texts } });
  }

  test('is read as a file is, and everything is counted anew', async () => {
    const { program, school } = await prepared();
    const boy = first(
      await pupils(program, school),
      (values) => values['sex'] === '男' && values['grade'] === '2' && values['residence'] !== '住校',
    );
    const plan = await change(program, school, boy.id, { grade: ' 三年级 ', residence: '寄宿' });
    const then = (cell: string) =>
      Number(countOf(school.plan, '教基3113', cell) ?? countOf(school.plan, '教基3112', cell));
    expect(countOf(plan, '教基3112', '01.11')).toBe(String(then('01.11') + 1));
    expect(countOf(plan, '教基3112', '05.11')).toBe(
      String(Number(countOf(school.plan, '教基3112', '05.11')) + 1),
    );
    const now = first(await pupils(program, school), (values) => values['name'] === boy.values['name']);
    expect(now.values).toMatchObject({ grade: '3', residence: '住校', stage: '小学' });
    expect(now.place.slice(0, 3)).toBe('三年级');
  });

  test('keeps a masked number that was not touched, and takes a corrected one with sex and birth date', async () => {
    const { program, school } = await prepared();
    const { submissionId } = school;
    const boy = first(
      await pupils(program, school),
      (values) => values['sex'] === '男' && values['grade'] === '2',
    );
    const whole = async () =>
      (
        await program.value('rosters.reveal', {
          submissionId,
          kind: 'pupils',
          person: boy.id,
          field: 'identity',
        })
      ).text;
    const before = await whole();
    await change(program, school, boy.id, { identity: boy.values['identity'] ?? '', ethnicity: '回族' });
    expect(await whole()).toBe(before);
    const another = identityNumber('2017-03-05', '女', 77);
    await change(program, school, boy.id, { identity: another });
    expect(await whole()).toBe(another);
    const now = first(await pupils(program, school), (values) => values['name'] === boy.values['name']);
    expect(now.values).toMatchObject({ sex: '女', birth: '2017-03-05', ethnicity: '回族' });
  });

  test('is refused where a text cannot be what it is for, and nothing is changed', async () => {
    const { program, school } = await prepared();
    const { submissionId } = school;
    const people = await pupils(program, school);
    const [one, two] = people;
    if (one === undefined || two === undefined) throw new Error('nobody');
    const refused = async (texts: RosterPerson['values']) =>
      program.error('rosters.change', { submissionId, kind: 'pupils', person: one.id, texts: { ...texts } });
    expect(await refused({ grade: '十三年级' })).toEqual({
      code: 'roster.badValue',
      params: { label: '年级', text: '十三年级' },
    });
    expect(await refused({ name: '' })).toEqual({
      code: 'roster.badValue',
      params: { label: '姓名', text: '' },
    });
    expect(await refused({ residence: '家里', ethnicity: '汉族' })).toEqual({
      code: 'roster.badValue',
      params: { label: '就读方式', text: '家里' },
    });
    expect((await refused({ phone: '1' })).code).toBe('roster.badValue');
    // A number that is told back is masked: what is said of a refusal may be read aloud or photographed.
    expect(await refused({ identity: '990101201703050000' })).toEqual({
      code: 'roster.badValue',
      params: { label: '身份证件号', text: '990101********0000' },
    });
    const taken = await program.value('rosters.reveal', {
      ...{ submissionId, kind: 'pupils', person: two.id, field: 'identity' },
    });
    expect(await refused({ identity: taken.text })).toEqual({ code: 'roster.sameNumber', params: {} });
    expect(await pupils(program, school)).toEqual(people);
  });

  test('of last year is counted in last year', async () => {
    const { program, school } = await prepared();
    const { submissionId } = school;
    const before = await program.value('rosters.people', { submissionId, kind: 'pupilsBefore' });
    const [one] = before;
    if (one === undefined) throw new Error('nobody');
    await program.value('rosters.change', {
      ...{ submissionId, kind: 'pupilsBefore', person: one.id, texts: { name: '甄改名' } },
    });
    const after = await program.value('rosters.people', { submissionId, kind: 'pupilsBefore' });
    expect(after[0]).toEqual({ ...one, values: { ...one.values, name: '甄改名' } });
    expect(after.slice(1)).toEqual(before.slice(1));
  });
});
