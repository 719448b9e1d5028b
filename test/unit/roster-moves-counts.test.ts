import { describe, expect, it } from 'vitest';
import { generatedYears } from '../../shared/generator/generate';
import type { SchoolYear } from '../../shared/generator/school-year';
import type { RosterSurroundings, Rosters } from '../../shared/roster/facts';
import { movesOf } from '../../shared/roster/moves';
import { countedAsUsual, rostersOf, surroundingsOf } from '../support/roster-counts';

/** 学生变动情况 from the movements of invented schools, with the clerk's words and without some of them. */

const forms = { 'jiaoji-2021': '教基3040', 'jichuji-2018-86': '基础基331' } as const;
type Edition = keyof typeof forms;
/** Columns by what is in them. */
const columns = {
  教基3040: {
    opening: 1,
    increase: 2,
    decrease: 8,
    now: 17,
    came: [3, 4, 5, 7],
    went: [9, 10, 11, 12, 13, 14, 16],
  },
  基础基331: {
    opening: 1,
    increase: 2,
    decrease: 7,
    now: 15,
    came: [3, 4, 5, 6],
    went: [8, 9, 10, 11, 12, 13, 14],
  },
} as const;
const stageRows = ['01', '04', '07', '10', '13'];

/** As most files are: without the column 增加方式. */
function withoutColumn(year: SchoolYear): Rosters {
  const rosters = rostersOf(year);
  const pupils = rosters.pupils?.map(({ id, values: { came: _, ...values } }) => ({ id, values })) ?? null;
  return { ...rosters, pupils };
}

function* schoolYears(): Generator<SchoolYear> {
  const types = ['小学', '九年一贯制学校', '幼儿园', '特殊教育学校', '完全中学'] as const;
  const options = { schools: 10, seed: 23, types, schoolYear: 2025, largest: 500 };
  for (let index = 0; index < options.schools; index += 1) yield* generatedYears(options, index);
}

const confirmed = (told: ReadonlyMap<number, string | null>, real: ReadonlyMap<number, string>) =>
  new Map([...told].map(([id, word]) => [id, word ?? real.get(id) ?? '']));

const counted = (edition: Edition, rosters: Rosters, surroundings: RosterSurroundings) => {
  const { cells } = countedAsUsual(edition, rosters, surroundings);
  return (row: string, column: number): number | undefined => cells.get(`${forms[edition]}!${row}.${column}`);
};

describe.each(Object.keys(forms) as Edition[])('%s', (edition) => {
  const { opening, increase, decrease, now, came, went } = columns[forms[edition]];

  it('balances in every row of a stage once each name has its word', () => {
    let rows = 0;
    for (const year of schoolYears()) {
      const at = counted(edition, withoutColumn(year), surroundingsOf(year));
      for (const row of stageRows) {
        const there = at(row, opening);
        if (there === undefined) continue;
        const sum = (of: readonly number[]) =>
          of.reduce((total, column) => total + (at(row, column) ?? 0), 0);
        expect(sum(came)).toBe(at(row, increase));
        expect(sum(went)).toBe(at(row, decrease));
        expect(there + sum(came) - sum(went)).toBe(at(row, now));
        rows += 1;
      }
    }
    expect(rows).toBeGreaterThan(25);
  });

  it('is without the columns that a name without a word could be in, and says so', () => {
    let held = 0;
    for (const year of schoolYears()) {
      const rosters = withoutColumn(year);
      const silent = { ...surroundingsOf(year), moves: { now: new Map(), before: new Map() } };
      const told = movesOf(rosters, silent);
      const open = (moves: ReadonlyMap<number, unknown>) => [...moves.values()].includes(null);
      if (!open(told.came) || !open(told.went)) continue;
      const counts = countedAsUsual(edition, rosters, silent);
      // What the clerk confirms of grades stands; the rest is what really happened.
      const real = surroundingsOf(year);
      const moves = {
        now: confirmed(told.came, real.moves.now),
        before: confirmed(told.went, real.moves.before),
      };
      const truth = countedAsUsual(edition, rosters, { ...real, moves });
      const form = forms[edition];
      for (const [cell, number] of counts.cells)
        if (cell.startsWith(`${form}!`) && [...came, ...went].some((column) => cell.endsWith(`.${column}`)))
          expect([cell, truth.cells.get(cell)]).toEqual([cell, number]);
      const unanswered = counts.notCounted.filter(
        (each) => each.form === form && each.reason === 'unanswered',
      );
      const without = new Set(unanswered.flatMap((each) => each.columns));
      for (const column of [...came, ...went])
        if (
          stageRows.some(
            (row) =>
              truth.cells.has(`${form}!${row}.${column}`) && !counts.cells.has(`${form}!${row}.${column}`),
          )
        )
          expect([column, without.has(String(column))]).toEqual([column, true]);
      expect(without.size).toBeGreaterThan(3);
      held += 1;
    }
    expect(held).toBeGreaterThan(3);
  });
});
