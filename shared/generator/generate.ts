import { Calculation } from '../calculation';
import type { Definitions } from '../definitions';
import type { School } from '../school';
import type { SchoolType } from '../school-types';
import type { Collection } from '../submission';
import { drawCharacter } from './character';
import { inject } from './faults';
import type { FaultKind, InjectedFault } from './faults';
import { Random } from './random';
import { live } from './school-year';
import type { SchoolYear } from './school-year';
import { submit } from './submit';
import type { GeneratedYear } from './submit';

/** An invented school with its submissions, oldest first. */
export interface GeneratedSchool {
  readonly school: School;
  readonly years: readonly GeneratedYear[];
  /** What is wrong in the last submission, when a fault was asked for and the school has a place for it. */
  readonly fault?: InjectedFault;
}

export interface GenerateOptions {
  readonly schools: number;
  /** The same seed gives the same schools. */
  readonly seed: number;
  /** Submissions of each school; 2 when absent. */
  readonly years?: number;
  /** Edition of all years. When absent it follows the school year: 2018-86 until 2020, the current one from 2021. */
  readonly edition?: string;
  /** The last school year; 2025 when absent. */
  readonly schoolYear?: number;
  /** Types in turn; when absent they are drawn as a county has them. */
  readonly types?: readonly SchoolType[];
  /** Most pupils of a school; 3,000 when absent. */
  readonly largest?: number;
  /** False: nothing that must be explained, no dropout, no old building, no late money. True when absent. */
  readonly irregular?: boolean;
  /** One fault of this kind in the last submission of every school that fills a form for it. */
  readonly fault?: FaultKind;
  /** Target profiles of the collections; none when absent. */
  readonly targetProfiles?: readonly string[];
}

/** Invented schools with consistent, complete submissions. Nothing in them is real: people are drawn and then counted. */
export function* generateSchools(
  definitions: Definitions,
  options: GenerateOptions,
): Generator<GeneratedSchool> {
  for (let index = 0; index < options.schools; index += 1) {
    const years: GeneratedYear[] = [];
    let school: School | null = null;
    for (const year of generatedYears(options, index)) {
      school = year.character.school;
      years.push(submit(definitions, year, collectionOf(year.year, options), years));
    }
    if (school === null) continue;
    const random = randomOf(options, index).fork('fault');
    yield options.fault === undefined
      ? { school, years }
      : spoil(definitions, school, years, options.fault, random);
  }
}

const randomOf = ({ seed }: GenerateOptions, index: number): Random =>
  new Random(seed).fork('schools').fork(index);

/** The years of one of the schools as they are lived, before anything is counted. */
export function generatedYears(options: GenerateOptions, index: number): Generator<SchoolYear> {
  const { types, irregular = true, largest = 3000, schoolYear = 2025, years = 2 } = options;
  const random = randomOf(options, index);
  const type = types === undefined ? null : (types[index % types.length] ?? null);
  const character = drawCharacter(random, index, { type, troubled: irregular, largest });
  return live(random, character, schoolYear, years);
}

function spoil(
  definitions: Definitions,
  school: School,
  years: readonly GeneratedYear[],
  kind: FaultKind,
  random: Random,
): GeneratedSchool {
  const last = years.at(-1);
  if (last === undefined) return { school, years };
  const earlier = years.slice(0, -1);
  const { data, collection } = last;
  const injected = inject(kind, {
    school,
    schoolYear: collection.schoolYear,
    data,
    calculation: new Calculation(definitions, { school, collection, data, previous: [...earlier].reverse() }),
    hasEarlier: earlier.length > 0,
    random,
  });
  if (injected === null) return { school, years };
  return { school, years: [...earlier, { collection, data: injected.data }], fault: injected.fault };
}

function collectionOf(schoolYear: number, { edition, targetProfiles }: GenerateOptions): Collection {
  return {
    id: schoolYear,
    title: `${schoolYear}—${schoolYear + 1}学年年报`,
    schoolYear,
    edition: edition ?? (schoolYear <= 2020 ? 'jichuji-2018-86' : 'jiaoji-2021'),
    targetProfiles: [...(targetProfiles ?? [])],
    dueDate: `${schoolYear}-09-20`,
  };
}
