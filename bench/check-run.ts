import path from 'node:path';
import { loadDefinitions } from '../electron/definitions';
import { createCalculation } from '../shared/calculation';
import type { CalculationInput } from '../shared/calculation';
import { generateSchools } from '../shared/generator';
import type { GeneratedSchool } from '../shared/generator';

/** Times in milliseconds; printed as JSON for check.bench.ts. */
export interface CheckTimes {
  readonly forms: number;
  readonly relations: number;
  readonly cells: number;
  /** Reading, checking and compiling all definitions; the first is what a cold start meets. */
  readonly load: readonly number[];
  /** The same definitions once they were found right. */
  readonly loadKnown: readonly number[];
  /** First check of one nine-year school, its program not yet compiled. */
  readonly first: number;
  /** Full check of that school: every form, every relation, last year included. */
  readonly school: readonly number[];
  /** All 200 schools, programs compiled on the way. */
  readonly county: readonly number[];
}

const resources = path.resolve(process.cwd(), 'resources');

function timed(work: () => void): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

function inputOf({ school, years }: GeneratedSchool): CalculationInput {
  const [current, ...earlier] = [...years].reverse();
  if (current === undefined) throw new Error('a school without years');
  return { school, ...current, previous: earlier.map((year) => ({ school, ...year })) };
}

const load = Array.from({ length: 9 }, () => timed(() => loadDefinitions(resources)));
let digest = '';
const seal = { has: (other: string) => other === digest, put: (other: string) => void (digest = other) };
const definitions = loadDefinitions(resources, seal);
const loadKnown = Array.from({ length: 20 }, () => timed(() => loadDefinitions(resources, seal)));

const [large] = generateSchools(definitions, {
  schools: 1,
  seed: 7,
  types: ['九年一贯制学校'],
  edition: 'jiaoji-2021',
});
if (large === undefined) throw new Error('no school');
const input = inputOf(large);
const check = (one: CalculationInput) => createCalculation(definitions, one).findings().length;
const first = timed(() => check(input));
const school = Array.from({ length: 200 }, () => timed(() => check(input))).slice(20);

const county = [...generateSchools(definitions, { schools: 200, seed: 7 })].map(inputOf);
const counties = Array.from({ length: 5 }, () => timed(() => county.forEach(check)));

const calculation = createCalculation(definitions, input);
const times: CheckTimes = {
  forms: calculation.forms.length,
  relations: calculation.relations,
  cells: input.data.cells.length,
  load,
  loadKnown,
  first,
  school,
  county: counties,
};
process.stdout.write(JSON.stringify(times));
