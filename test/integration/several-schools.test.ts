import { expect, test } from 'vitest';
import { Calculation, createCalculation } from '../../shared/calculation';
import { cellsOf } from '../../shared/cell';
import { whatIsAsked } from '../../shared/explanation';
import type { Finding } from '../../shared/finding';
import { generateSchools } from '../../shared/generator';
import type { OpenSubmission } from '../../shared/ipc';
import { formsFor } from '../../shared/program';
import { changes, round2026, village } from '../support/school';
import { storeGenerated } from '../support/several-schools';
import { loadDefinitions } from '../../electron/definitions';
import { severalSchools } from '../../electron/handlers/several-schools';
import { definitions, desktopWith, openProgram, type Program, resources } from './handlers-context';
import { finaliseSample } from './sample-years';

const { id: _round, ...round } = round2026;
const { id: _village, ...smallSchool } = village;

/** Generated schools of all kinds in a program, the ones before the last with nothing left open, the last ones with a fault. */
async function centre(schools: number, seed = 11) {
  const program = openProgram();
  const rounds = new Map<string, number>();
  const roundOf = async (schoolYear: number, edition: string) => {
    const known = rounds.get(`${schoolYear}`);
    if (known !== undefined) return known;
    const title = `${schoolYear}学年年报`;
    const made = await program.value('collection.create', { ...round, title, schoolYear, edition });
    rounds.set(`${schoolYear}`, made.id);
    return made.id;
  };
  const opened: OpenSubmission[] = [];
  const generated = [
    ...generateSchools(definitions, { schools, seed, years: 2 }),
    ...generateSchools(definitions, { schools: 2, seed: seed + 1, years: 2, fault: 'total' }),
  ].filter(({ school }, index, all) => all.findIndex((each) => each.school.code === school.code) === index);
  for (const each of generated) opened.push(await storeGenerated(program.value, definitions, each, roundOf));
  const collectionId = opened[0]?.collection.id ?? 0;
  return { program, opened, collectionId };
}

/** What the window would count, the plain way. */
function openFindings(open: OpenSubmission): readonly Finding[] {
  const { explanations } = open.data;
  return createCalculation(definitions, open)
    .findings()
    .filter((finding) => {
      const text = explanations.find((each) => each.finding === finding.key);
      return finding.waitsFor === null && whatIsAsked(finding, text) !== null;
    });
}

function expectedForms(open: OpenSubmission) {
  const calculation = createCalculation(definitions, open);
  const left = openFindings(open);
  const count = (form: string, severity: string) =>
    left.filter((finding) => finding.form === form && finding.severity === severity).length;
  const isUntouched = (code: string) =>
    !open.data.reviewed.includes(code) &&
    !open.data.cells.some((cell) => cell.form === code) &&
    (open.data.lists[code] ?? []).length === 0;
  const asked = calculation.forms.filter(({ code, optional }) => optional !== true || !isUntouched(code));
  return asked.map(({ code }) => ({
    form: code,
    filled:
      open.data.cells.filter((cell) => cell.form === code).length + (open.data.lists[code]?.length ?? 0),
    reviewed: open.data.reviewed.includes(code),
    errors: count(code, 'error'),
    warnings: count(code, 'warning'),
  }));
}

const submissions = ({ database }: Program) =>
  database.prepare<[], number>('SELECT count(*) FROM submissions').pluck().get();

test('every school of a round has the counts that its own window shows', async () => {
  const { program, opened, collectionId } = await centre(6);
  // Somebody has typed a wrong number since, and one text.
  const [first] = opened;
  if (first === undefined) throw new Error('no school');
  const { form, cell } = first.data.cells.find(({ content }) => content.kind === 'number') ?? {
    form: '',
    cell: '',
  };
  await program.value('submission.setCells', {
    ...{ submissionId: first.data.submission.id, revision: first.data.submission.revision },
    changes: [{ form, cell, content: { kind: 'raw', text: '约三十' } }],
  });
  const overview = await program.value('collection.overview', { collectionId });
  expect(overview.map(({ code }) => code)).toEqual(opened.map(({ school }) => school.code).sort());
  for (const { school } of opened) {
    const now = await program.value('submission.open', { schoolId: school.id, collectionId });
    const standing = overview.find(({ schoolId }) => schoolId === school.id);
    expect(standing).toEqual({
      ...{ schoolId: school.id, name: school.name, code: school.code, type: school.type },
      ...{ state: 'draft', version: 0, forms: expectedForms(now) },
    });
  }
  const errors = overview.flatMap(({ forms }) => forms).reduce((sum, each) => sum + each.errors, 0);
  expect(errors).toBeGreaterThan(0);
});

test('a school that has nothing yet is shown with its forms and not made by looking', async () => {
  const program = openProgram();
  const school = await program.value('school.create', { ...smallSchool, type: '初级中学' });
  const { id: collectionId } = await program.value('collection.create', round);
  const [standing] = await program.value('collection.overview', { collectionId });
  expect(standing).toMatchObject({ schoolId: school.id, state: null, version: 0, type: '初级中学' });
  expect(standing?.forms.map(({ form }) => form)).toEqual(
    formsFor(definitions, round.edition, school)
      .filter(({ optional }) => optional !== true)
      .map(({ code }) => code),
  );
  expect(standing?.forms.every(({ filled, reviewed }) => filled === 0 && !reviewed)).toBe(true);
  const [figures] = await program.value('collection.formAcross', { collectionId, form: '教基3114' });
  expect(figures).toMatchObject({ schoolId: school.id, state: null, texts: {} });
  expect(submissions(program)).toBe(0);
});

test('what was changed since is counted again, what was not is taken from before', async () => {
  const { program, opened, collectionId } = await centre(4);
  const before = await program.value('collection.overview', { collectionId });
  const target = opened[2];
  if (target === undefined) throw new Error('no school');
  const { id: submissionId, revision } = target.data.submission;
  const forms = target.data.reviewed.slice(0, 2);
  await program.value('submission.setReviewed', { submissionId, revision, forms, reviewed: false });
  const after = await program.value('collection.overview', { collectionId });
  for (const [index, standing] of after.entries()) {
    if (standing.schoolId !== target.school.id) expect(standing).toEqual(before[index]);
    else
      expect(standing.forms.filter(({ reviewed }) => !reviewed).map(({ form }) => form)).toEqual(
        expect.arrayContaining(forms),
      );
  }
  // Last year decides findings of this year.
  const last = target.data.submission.collectionId;
  const years = await program.value('app.start', null);
  const earlier = years.collections.find(({ id }) => id !== last);
  const opening = await program.value('submission.open', {
    schoolId: target.school.id,
    collectionId: earlier?.id ?? 0,
  });
  const [cell] = opening.data.cells.filter(({ content }) => content.kind === 'number');
  await program.value('submission.setCells', {
    submissionId: opening.data.submission.id,
    revision: opening.data.submission.revision,
    changes: opening.data.cells
      .filter(({ content, form }) => content.kind === 'number' && form === cell?.form)
      .map(({ form, cell: key }) => ({ form, cell: key, content: { kind: 'number' as const, text: '1' } })),
  });
  const again = await program.value('collection.overview', { collectionId });
  const now = await program.value('submission.open', { schoolId: target.school.id, collectionId });
  expect(again.find(({ schoolId }) => schoolId === target.school.id)?.forms).toEqual(expectedForms(now));
});

test('a 定稿 is told with its version, and the school as it was then', async () => {
  const program = openProgram();
  const { school, collection } = await finaliseSample(program);
  await program.value('school.update', { ...school, name: '改了名的学校' });
  const [standing] = await program.value('collection.overview', { collectionId: collection.id });
  expect(standing).toMatchObject({ name: school.name, state: 'finalised', version: 1 });
  expect(standing?.forms.every(({ reviewed, errors, warnings }) => reviewed && errors + warnings === 0)).toBe(
    true,
  );
});

test('one form of every school has the figures, the closed cells and the open findings of each', async () => {
  const { program, opened, collectionId } = await centre(6);
  await program.value('school.create', { ...smallSchool, code: '9999999998', name: '清河村教学点' });
  for (const form of ['教基3112', '教基5176', '教基1001', '局控辍1']) {
    const across = await program.value('collection.formAcross', { collectionId, form });
    expect(across).toHaveLength(opened.length + 1);
    const definition = definitions.forms[form];
    if (definition === undefined) throw new Error(form);
    for (const { school, ...open } of opened) {
      const figures = across.find(({ schoolId }) => schoolId === school.id);
      const calculation = new Calculation(definitions, { school, ...open });
      const fills = calculation.forms.some(({ code }) => code === form);
      expect(figures).toMatchObject({ name: school.name, fills });
      if (!fills) {
        expect(figures?.texts).toEqual({});
        continue;
      }
      const texts = Object.fromEntries(
        (definition.kind === 'list' ? [] : cellsOf(definition))
          .map(({ key }) => [key, calculation.cell(form, key).text])
          .filter(([, text]) => text !== ''),
      ) as Record<string, string>;
      const closed = new Set(figures?.closed);
      for (const key of Object.keys(texts)) if (closed.has(key)) delete texts[key];
      expect(figures?.texts).toEqual(texts);
      expect(figures?.records).toBe(calculation.records(form).length);
      const cells = (severity: string) =>
        new Set(
          openFindings({ school, ...open })
            .filter((finding) => finding.severity === severity)
            .flatMap((finding) => finding.cells)
            .filter((cell) => cell.form === form)
            .map(({ cell }) => cell),
        );
      expect(new Set(figures?.errors)).toEqual(cells('error'));
      expect(new Set(figures?.warnings)).toEqual(cells('warning'));
    }
  }
  const primary = (await program.value('collection.formAcross', { collectionId, form: '教基3112' })).find(
    ({ type }) => type === '小学',
  );
  expect(primary?.closed.length ?? 0).toBeGreaterThanOrEqual(0);
});

test('a save between two schools is answered before the table is', async () => {
  const { program, opened, collectionId } = await centre(6);
  const order: string[] = [];
  const overview = program.value('collection.overview', { collectionId }).then(() => order.push('overview'));
  const { submission } = opened[0]?.data ?? { submission: { id: 0, revision: 0 } };
  await new Promise((resolve) => setImmediate(resolve));
  const save = program
    .value('submission.setCells', {
      ...{ submissionId: submission.id, revision: submission.revision },
      changes: changes({ '教基1001!website': 'x' }),
    })
    .then(
      () => order.push('save'),
      () => order.push('refused'),
    );
  await Promise.all([overview, save]);
  expect(order[1]).toBe('overview');
});

test('others are let through between the pieces of the first look, when everything is still to be compiled', async () => {
  const { program, opened, collectionId } = await centre(8);
  // Definitions of its own: nothing of them has been compiled by the tests before.
  const fresh = severalSchools({
    ...{ database: program.database, definitions: loadDefinitions(resources) },
    desktop: desktopWith({}),
  });
  const turns: number[] = [];
  let running = true;
  const turn = () => {
    turns.push(performance.now());
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  const overview = await fresh.overview(collectionId);
  running = false;
  expect(overview).toEqual(await program.value('collection.overview', { collectionId }));
  // At least once for each kind of school: to compile its forms, and to compile their checks.
  const kinds = new Set(opened.map(({ school }) => school.type)).size;
  expect(turns.length).toBeGreaterThan(2 * kinds);
});

test('looking elsewhere ends what is under way, and so does asking anew', async () => {
  const { program, collectionId } = await centre(6);
  const first = program.error('collection.overview', { collectionId });
  await program.value('collection.stopLooking', null);
  expect((await first).code).toBe('work.cancelled');
  const second = program.error('collection.overview', { collectionId });
  const third = program.value('collection.formAcross', { collectionId, form: '教基3112' });
  expect((await second).code).toBe('work.cancelled');
  expect(await third).toHaveLength((await program.value('collection.overview', { collectionId })).length);
});

test('a round that does not exist is named', async () => {
  const { error } = openProgram();
  expect((await error('collection.overview', { collectionId: 7 })).code).toBe('collection.unknown');
});
