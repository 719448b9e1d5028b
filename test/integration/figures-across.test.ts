import { expect, test } from 'vitest';
import { decimal, decimalText } from '../../shared/decimal';
import { figuresAcross } from '../../electron/handlers/figures-across';
import { changes, round2026, village } from '../support/school';
import { definitions, desktopWith, openProgram } from './handlers-context';
import type { Program } from './handlers-context';

const { id: _round, ...round } = { ...round2026, targetProfiles: ['cn_basic_balance_2012'] };
const { id: _village, ...school } = village;

/** E12: books and pupils of five schools. */
const published = [
  [279, 45],
  [137, 37],
  [935, 89],
  [160, 76],
  [402, 55],
] as const;

type Place = Readonly<{ schoolId: number; collectionId: number }>;

async function fill(program: Program, place: Place, cells: Record<string, number>) {
  const { submission } = (await program.value('submission.open', place)).data;
  const { id: submissionId, revision } = submission;
  await program.value('submission.setCells', { submissionId, revision, changes: changes(cells) });
}

/** Five schools that filled pupils and books, as their clerks would have. */
async function township() {
  const program = openProgram();
  const { id: collectionId } = await program.value('collection.create', round);
  const schools: number[] = [];
  for (const [index, [books, pupils]] of published.entries()) {
    const code = `990000000${index + 1}`;
    const { id: schoolId } = await program.value('school.create', {
      ...school,
      code,
      name: `第${index + 1}小学`,
    });
    schools.push(schoolId);
    await fill(program, { schoolId, collectionId }, { '教基3112!01.9': pupils, '教基5176!08.1': books });
  }
  const across = async (excluded: readonly number[] = []) => {
    const figures = await program.value('figures.across', { collectionId, excluded: [...excluded] });
    const of = (indicator: string) => {
      const found = figures.results.find((each) => each.indicator === indicator && each.stage === '小学');
      if (found === undefined) throw new Error(`no ${indicator}`);
      return found;
    };
    return { ...figures, of };
  };
  return { program, collectionId, schools, across };
}

const places = (value: string | null) => decimalText(decimal(value ?? 'none'), 4);

test('all schools of a round, as they stand on the disk', async () => {
  const { program, collectionId, schools, across } = await township();
  const first = await across();
  expect(places(first.of('cv_books_per_student').value)).toBe('0.5153');
  expect(first.of('cv_books_per_student').members.map(({ name }) => name)).toEqual([
    ...['第1小学', '第2小学', '第3小学', '第4小学', '第5小学'],
  ]);
  expect(first.of('books_per_student').display).toBe('6.334(1913/302)');
  expect(first.of('comprehensive_cv')).toMatchObject({ value: null, verdict: 'missing' });
  expect(first.of('comprehensive_cv').targets[0]).toMatchObject({ value: '0.65', binding: true });
  expect(first.notBegun).toEqual([]);
  expect(program.asked).toContain('progress schools');
  expect(await across()).toMatchObject({ results: first.results });

  // Somebody corrects a number: 402 books, not 204.
  await fill(program, { schoolId: schools[4] ?? 0, collectionId }, { '教基5176!08.1': 204 });
  const second = await across();
  expect(second.of('books_per_student').display).toBe('5.679(1715/302)');
  expect(second.of('cv_books_per_student').value).not.toBe(first.of('cv_books_per_student').value);

  // The third school is left out by hand.
  const { schoolId: third = 0 } = second.of('cv_books_per_student').members[2] ?? {};
  const without = await across([third]);
  expect(without.of('cv_books_per_student').value?.slice(0, 12)).toBe(
    second.of('cv_books_per_student').members[2]?.without?.slice(0, 12),
  );

  // A sixth school has begun nothing: no figure, and it is named.
  const { id: schoolId } = await program.value('school.create', {
    ...school,
    code: '9900000006',
    name: '第6小学',
  });
  const lacking = await across();
  expect(lacking.notBegun).toEqual([{ schoolId, name: '第6小学' }]);
  expect(lacking.of('cv_books_per_student')).toMatchObject({ value: null, lacking: ['第6小学'] });
  expect(lacking.of('books_per_student')).toMatchObject({ value: null, lacking: ['第6小学'] });
  expect(lacking.of('cv_books_per_student').members.map(({ notBegun }) => notBegun ?? false)).toEqual([
    ...[false, false, false, false, false, true],
  ]);
  const restored = await across([schoolId]);
  expect(restored.of('books_per_student').display).toBe(second.of('books_per_student').display);
  expect(restored.of('books_per_student').members.at(-1)).toMatchObject({ excluded: '手工剔除' });
  // Nothing was made for it by looking.
  expect(program.database.prepare('SELECT count(*) FROM submissions').pluck().get()).toBe(5);

  // Begun and filled, it counts.
  await fill(program, { schoolId, collectionId }, { '教基3112!01.9': 30, '教基5176!08.1': 300 });
  expect((await across()).of('books_per_student').display).toBe('6.069(2015/332)');
});

test('asking again ends what is under way, and finds what it found while nothing has changed', async () => {
  const { program, collectionId } = await township();
  const { database } = program;
  const steps: number[] = [];
  const look = figuresAcross({
    ...{ database, definitions },
    desktop: desktopWith({ progress: ({ done = 0 }) => void steps.push(done) }),
  });
  const asked = { collectionId, excluded: [] };
  const [first, second] = await Promise.allSettled([look(asked), look(asked)]);
  expect(first).toMatchObject({ status: 'rejected', reason: { error: { code: 'work.cancelled' } } });
  expect(second.status).toBe('fulfilled');
  const third = Promise.allSettled([look({ ...asked, excluded: [1] })]);
  look.stop();
  expect(await third).toMatchObject([{ reason: { error: { code: 'work.cancelled' } } }]);
  steps.length = 0;
  const again = await look(asked);
  expect(steps).toEqual([0, 1, 2, 3, 4]);
  if (second.status === 'fulfilled') expect(again).toBe(second.value);
});
