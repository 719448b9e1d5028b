import { expect, it } from 'vitest';
import { Random } from '../../shared/generator/random';
import type { Form } from '../../shared/form';
import { formsFor } from '../../shared/program';
import { countRosters } from '../../shared/roster/counter';
import type { RosterPerson } from '../../shared/roster/definition';
import type { RosterSurroundings, Rosters } from '../../shared/roster/facts';
import { movesOf } from '../../shared/roster/moves';
import { arrivals, departures } from '../../shared/roster/plan';
import { definitions } from '../support/generated';
import { naiveCount } from '../support/naive-roster-counter';
import { randomRosters } from '../support/random-roster';
import { rosterRules } from '../support/roster-counts';
import { village } from '../support/school';

const school = { ...village, type: '九年一贯制学校', attachedClasses: ['附设特教班', '附设幼儿班'] } as const;
const editions = ['jiaoji-2021', 'jichuji-2018-86'] as const;

/** The random rosters have no kindergarten, and sometimes nobody in a special class or a grade. */
const answers = {
  'placement.nobody': 'nobody',
  'stages.empty.学前': 'none',
  'stages.empty.staff.学前': 'none',
  'grades.empty.小学': 'none',
  'grades.empty.初中': 'none',
  'grades.empty.before.小学': 'none',
  'grades.empty.before.初中': 'none',
};

/** Every movement told, at random, so that nothing has to be supposed. */
function told(random: Random, rosters: Rosters): RosterSurroundings {
  const open = {
    school: { ...school, attachedClasses: [...school.attachedClasses] },
    schoolYear: 2026,
    answers,
  };
  const { came, went } = movesOf(rosters, { ...open, moves: { now: new Map(), before: new Map() } });
  return {
    ...open,
    moves: {
      now: new Map([...came.keys()].map((id) => [id, random.pick(arrivals)])),
      before: new Map([...went.keys()].map((id) => [id, random.pick(departures)])),
    },
  };
}

it.each(editions)('counts random rosters as a plain loop does, %s', (edition) => {
  let compared = 0;
  for (let seed = 1; seed <= 6; seed += 1) {
    const random = new Random(seed);
    const rosters = randomRosters(random, 2026, 40);
    const surroundings = told(random, rosters);
    const forms = formsFor(definitions, edition, surroundings.school);
    const counts = countRosters(rosterRules, forms, rosters, surroundings);
    expect(counts.notCounted).toEqual([]);
    const different: string[] = [];
    for (const [key, counted] of counts.cells) {
      // A plain loop is slow: every seventh cell, another one for each seed.
      compared += 1;
      if ((compared + seed) % 7 !== 0) continue;
      const [form = '', cell = ''] = key.split('!');
      const naive = naiveCount(rosterRules, rosters, surroundings, form, cell);
      if (naive !== counted) different.push(`${key} ${counts.words(form, cell)}: ${counted} ≠ ${naive}`);
      const { people, classes } = counts.behind(form, cell);
      const isOfClasses = rosterRules.counts.some(({ form: code, of }) => code === form && of === 'classes');
      expect(isOfClasses ? classes.length : people.length).toBe(counted);
    }
    expect(different).toEqual([]);
  }
  expect(compared).toBeGreaterThan(3_000);
});

/** What is counted without an answer is what the rosters without holes would count. */
function sameAsWhole(
  forms: readonly Form[],
  rosters: Rosters,
  whole: Rosters,
  surroundings: RosterSurroundings,
): number {
  const counted = countRosters(rosterRules, forms, rosters, { ...surroundings, answers: {} });
  const before = rosters.pupilsBefore === null ? null : whole.pupilsBefore;
  const truth = countRosters(rosterRules, forms, { ...whole, pupilsBefore: before }, surroundings);
  const different = [...counted.cells].filter(([key, value]) => truth.cells.get(key) !== value);
  expect(different.map(([key, value]) => `${key}: ${value} ≠ ${truth.cells.get(key)}`)).toEqual([]);
  return counted.cells.size;
}

/** Who a pupil is: without it others would come and go. Where nobody marks a special class, it is asked about. */
const kept = new Set(['name', 'identity', 'birth', 'stage', 'grade', 'specialClass']);

/** Takes values away: some from single people, some with their whole column. */
function holes(random: Random, people: readonly RosterPerson[]): readonly RosterPerson[] {
  const fields = [...new Set(people.flatMap(({ values }) => Object.keys(values)))].filter(
    (field) => !kept.has(field),
  );
  const gone = new Set(fields.filter(() => random.chance(0.15)));
  const share = random.pick([0.02, 0.3]);
  return people.map(({ id, values }) => ({
    id,
    values: Object.fromEntries(
      Object.entries(values).filter(
        ([field]) => !gone.has(field) && (kept.has(field) || !random.chance(share)),
      ),
    ),
  }));
}

it.each(editions)('counts nothing before it is answered that an answer could change, %s', (edition) => {
  let settled = 0;
  let asked = 0;
  let checked = 0;
  for (let seed = 1; seed <= 25; seed += 1) {
    const random = new Random(seed);
    const whole = randomRosters(random, 2026, 60);
    const rosters: Rosters = {
      pupils: holes(random, whole.pupils ?? []),
      pupilsBefore: random.chance(0.3) ? null : holes(random, whole.pupilsBefore ?? []),
      staff: holes(random, whole.staff ?? []),
    };
    const surroundings = told(random, rosters);
    const forms = formsFor(definitions, edition, surroundings.school);
    checked += sameAsWhole(forms, rosters, whole, surroundings);
    const given: Record<string, string> = {};
    let counts = countRosters(rosterRules, forms, rosters, { ...surroundings, answers: given });
    // Answers that lead to other questions are answered too; what was counted before must stand at every step.
    for (let step = 0; step < 30; step += 1) {
      const open = counts.assumptions.filter(({ id }) => given[id] === undefined);
      const next = open.length === 0 ? undefined : random.pick(open);
      if (next === undefined) break;
      asked += 1;
      given[next.id] = random.pick(next.choices).id;
      const after = countRosters(rosterRules, forms, rosters, { ...surroundings, answers: given });
      for (const [key, counted] of counts.cells) {
        settled += 1;
        if (after.cells.get(key) !== counted)
          expect.fail(
            `seed ${seed}: ${next.id} = ${given[next.id]} changes ${key} from ${counted} to ${after.cells.get(key)}`,
          );
      }
      counts = after;
    }
  }
  expect(checked).toBeGreaterThan(3_000);
  expect(asked).toBeGreaterThan(100);
  expect(settled).toBeGreaterThan(10_000);
});
