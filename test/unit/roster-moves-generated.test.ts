import { describe, expect, it } from 'vitest';
import { generatedYears } from '../../shared/generator/generate';
import { pupilRoster, pupilRosterBefore, rosterMoves } from '../../shared/generator/roster';
import type { SchoolYear } from '../../shared/generator/school-year';
import type { RosterPerson } from '../../shared/roster/definition';
import type { RosterSurroundings, Rosters } from '../../shared/roster/facts';
import { gradeFlows } from '../../shared/roster/flows';
import { movesOf, toldByRosters } from '../../shared/roster/moves';
import { schoolTypes } from '../../shared/school-types';

/** Invented schools whose pupils are moved on from year to year: what really happened to each is known. */

const words = {
  entered: '招生',
  returned: '复学',
  transferredIn: '转入',
  otherIn: '其他增加',
  graduated: '毕业',
  suspended: '休学',
  quit: '退学',
  died: '死亡',
  transferredOut: '转出',
  otherOut: '其他减少',
} as const;
const isArrival = (move: string) => ['entered', 'returned', 'transferredIn', 'otherIn'].includes(move);

function* schoolYears(): Generator<SchoolYear> {
  const options = { schools: 30, seed: 19, types: schoolTypes, schoolYear: 2025, largest: 700 };
  for (let index = 0; index < options.schools; index += 1) yield* generatedYears(options, index);
}

/** As most files are: without the column 增加方式. */
const withoutColumn = (people: readonly RosterPerson[]): readonly RosterPerson[] =>
  people.map(({ id, values: { came: _, ...values } }) => ({ id, values }));

const rostersOf = (year: SchoolYear): Rosters => ({
  pupils: withoutColumn(pupilRoster(year)),
  pupilsBefore: pupilRosterBefore(year),
  staff: null,
});
const around = (year: SchoolYear, moves?: RosterSurroundings['moves']): RosterSurroundings => ({
  school: year.character.school,
  schoolYear: year.year,
  answers: {},
  moves: moves ?? { now: new Map(), before: new Map() },
});

function tally<M>(people: readonly RosterPerson[], moves: ReadonlyMap<number, M>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { id, values } of people) {
    if (!moves.has(id)) continue;
    const key = `${values['stage'] ?? ''} ${String(moves.get(id))}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** Counted from what the generator did, not from the rosters. */
function truth({ moves }: SchoolYear, arrived: boolean): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [move, word] of Object.entries(words)) {
    if (isArrival(move) !== arrived) continue;
    for (const { stage } of moves[move as keyof typeof words])
      counts[`${stage} ${word}`] = (counts[`${stage} ${word}`] ?? 0) + 1;
  }
  return counts;
}

describe('two rosters of an invented school', () => {
  it('tell, with the true words, exactly who came and went by stage', () => {
    let compared = 0;
    for (const year of schoolYears()) {
      const rosters = rostersOf(year);
      const { came, went } = movesOf(rosters, around(year, rosterMoves(year)));
      expect(tally(rosters.pupils ?? [], came)).toEqual(truth(year, true));
      expect(tally(rosters.pupilsBefore ?? [], went)).toEqual(truth(year, false));
      compared += came.size + went.size;
    }
    expect(compared).toBeGreaterThan(5000);
  });

  it('explain every grade by names: before + came − went + shifted = after', () => {
    let flowsSeen = 0;
    for (const year of schoolYears()) {
      const { pupils, pupilsBefore, ...rest } = rostersOf(year);
      const rosters = { pupils, pupilsBefore, ...rest };
      const moves = movesOf(rosters, around(year));
      const flows = gradeFlows(pupils ?? [], pupilsBefore ?? [], moves, year.character.school);
      for (const { before, came, went, shifted, after } of flows)
        expect(before + came - went + shifted).toBe(after);
      const sum = (of: 'before' | 'after' | 'came' | 'went') =>
        flows.reduce((total, flow) => total + flow[of], 0);
      expect([sum('before'), sum('after')]).toEqual([year.opening.length, year.pupils.length]);
      expect([sum('came'), sum('went')]).toEqual([moves.came.size, moves.went.size]);
      flowsSeen += flows.length;
    }
    expect(flowsSeen).toBeGreaterThan(300);
  });

  it('suggest 招生 rightly, but of one who came back into a first grade, and ask only of few', () => {
    let suggested = 0;
    let open = 0;
    const wrong: string[] = [];
    for (const year of schoolYears()) {
      const rosters = rostersOf(year);
      const real = rosterMoves(year);
      const told = toldByRosters(rosters, around(year));
      for (const [id, word] of told.came) {
        if (word === null) open += 1;
        else suggested += 1;
        if (word !== null && word !== real.now.get(id)) wrong.push(`${word} ≠ ${String(real.now.get(id))}`);
      }
    }
    expect(wrong.filter((each) => each !== '招生 ≠ 复学')).toEqual([]);
    expect(wrong.length).toBeLessThan(suggested / 1000);
    expect(suggested).toBeGreaterThan(3000);
    expect(open).toBeLessThan(suggested / 5);
  });

  it('suggest 毕业 of the last grade, which is wrong only of the few who left in it', () => {
    let right = 0;
    let wrong = 0;
    for (const year of schoolYears()) {
      const real = rosterMoves(year);
      for (const [id, word] of toldByRosters(rostersOf(year), around(year)).went) {
        if (word === null) continue;
        expect(word).toBe('毕业');
        if (real.before.get(id) === '毕业') right += 1;
        else wrong += 1;
      }
    }
    expect(right).toBeGreaterThan(2000);
    expect(wrong).toBeLessThan(right / 20);
  });
});
