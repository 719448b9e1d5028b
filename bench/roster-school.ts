import type { School } from '../shared/school';
import { generatedYears } from '../shared/generator/generate';
import { oneOfMany, registerNumber } from '../shared/generator/names';
import { Random } from '../shared/generator/random';
import { pupilRoster, pupilRosterBefore } from '../shared/generator/roster';
import { rosterSheets, type RosterSheet } from '../shared/generator/roster-file';
import type { RosterPerson } from '../shared/roster/definition';

/** Rosters of a size of one's choice: pupils of an invented nine-year school, taken several times as other people. */

export const benchSchoolYear = 2025;

export interface BenchRosters {
  readonly school: School;
  readonly pupils: readonly RosterSheet[];
  readonly before: readonly RosterSheet[];
}

export function benchRosters(pupils: number): BenchRosters {
  const options = { schools: 1, seed: 21, years: 2, types: ['九年一贯制学校'] as const, irregular: false };
  const year = [...generatedYears(options, 0)].at(-1);
  if (year === undefined) throw new Error('no school');
  const { school } = year.character;
  const [now, before] = [pupilRoster(year), pupilRosterBefore(year)];
  const sheets = (people: readonly RosterPerson[], kind: 'pupils' | 'pupilsBefore'): readonly RosterSheet[] =>
    rosterSheets('export', {
      ...{ school, kind, random: new Random(1) },
      schoolYear: kind === 'pupils' ? benchSchoolYear : benchSchoolYear - 1,
      people: several(people, pupils, school),
    });
  return { school, pupils: sheets(now, 'pupils'), before: sheets(before, 'pupilsBefore') };
}

/** The same pupil of both years stays the same in each of the copies. */
function several(
  people: readonly RosterPerson[],
  wanted: number,
  { code }: School,
): readonly RosterPerson['values'][] {
  return Array.from({ length: wanted }, (_, index) => {
    const copy = Math.floor(index / people.length);
    const values = people[index % people.length]?.values ?? {};
    const { register = '', birth = '', sex, class: number = '' } = values;
    const serial = Number(register.slice(-6)) + copy * 5_000;
    // Who is born in autumn turns a year older after 1 September.
    const born = Number(birth.slice(0, 4)) + (birth.slice(5) > '09-01' ? 1 : 0);
    const { name, identity } = oneOfMany(serial, born, sex === '男' ? '男' : '女');
    return {
      ...{ ...values, name, identity, register: registerNumber(code, serial) },
      birth: `${identity.slice(6, 10)}-${identity.slice(10, 12)}-${identity.slice(12, 14)}`,
      ...(number === '' ? {} : { class: String(Number(number) + copy * 20) }),
    };
  });
}
