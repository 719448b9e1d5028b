import path from 'node:path';
import { loadDefinitions } from '../electron/definitions';
import { createCalculation } from '../shared/calculation';
import type { Calculation, CalculationInput } from '../shared/calculation';
import { generateSchools } from '../shared/generator';
import type { GeneratedSchool } from '../shared/generator';
import { acrossSchools } from '../shared/indicator-schools';
import { ownFigures } from '../shared/indicator-schools-own';
import { profilesOf } from '../shared/target-profile';

/** Times in milliseconds; printed as JSON for indicators.bench.ts. */
export interface IndicatorTimes {
  /** Results of one school: every indicator, stage and method. */
  readonly results: number;
  /** The first time at a kind of school: every definition parsed and compiled. */
  readonly first: number;
  /** All indicators of one school whose figures stand, as the window asks after each edit. */
  readonly school: readonly number[];
  /** Figures over schools. */
  readonly across: number;
  /** 200 schools: calculations made from what is stored. */
  readonly made: readonly number[];
  /** All indicators of each, by the reading that the round chose. */
  readonly figures: readonly number[];
  /** Every result of each with its cells and verdicts, as the school's own page shows them; not needed for the others. */
  readonly shown: readonly number[];
  /** Coefficients, their means, rates of all together, each without each school. */
  readonly over: readonly number[];
  /** Made, figures and over: what the page of all schools waits for, but for the disk. */
  readonly county: readonly number[];
}

const profiles = ['cn_quality_balance_2017', 'cn_basic_balance_2012', 'cn_dropout_control_2017'];
const definitions = loadDefinitions(path.resolve(process.cwd(), 'resources'));

function timed<T>(work: () => T): { readonly time: number; readonly made: T } {
  const before = performance.now();
  const made = work();
  return { time: performance.now() - before, made };
}

function inputOf({ school, years }: GeneratedSchool): CalculationInput {
  const [current, ...earlier] = [...years].reverse();
  if (current === undefined) throw new Error('a school without years');
  const collection = { ...current.collection, targetProfiles: profiles };
  return { school, ...current, collection, previous: earlier.map((year) => ({ school, ...year })) };
}

const [large] = generateSchools(definitions, {
  ...{ schools: 1, seed: 7, types: ['九年一贯制学校'], edition: 'jiaoji-2021' },
});
if (large === undefined) throw new Error('no school');
const one = createCalculation(definitions, inputOf(large));
const first = timed(() => one.indicators());
const school = Array.from({ length: 220 }, () => timed(() => one.indicators()).time).slice(20);

const county = [...generateSchools(definitions, { schools: 200, seed: 7 })].map(inputOf);
function overall() {
  const made = timed(() => county.map((each) => createCalculation(definitions, each)));
  const figures = timed(() =>
    made.made.map((calculation: Calculation, index) => {
      const input = county[index];
      if (input === undefined) throw new Error('no school');
      return ownFigures(definitions, input.school, calculation);
    }),
  );
  const over = timed(() =>
    acrossSchools({
      ...{ definitions, schools: figures.made, schoolYear: 2026, byHand: new Set<number>() },
      profiles: profilesOf(profiles, definitions.targetProfiles),
    }),
  );
  const shown = timed(() => made.made.forEach((calculation) => calculation.indicators()));
  return {
    made: made.time,
    shown: shown.time,
    figures: figures.time,
    over: over.time,
    results: over.made.length,
  };
}
const rounds = Array.from({ length: 6 }, overall).slice(1);

const times: IndicatorTimes = {
  results: first.made.length,
  first: first.time,
  school,
  across: rounds[0]?.results ?? 0,
  made: rounds.map(({ made }) => made),
  figures: rounds.map(({ figures }) => figures),
  shown: rounds.map(({ shown }) => shown),
  over: rounds.map(({ over }) => over),
  county: rounds.map(({ made, figures, over }) => made + figures + over),
};
process.stdout.write(JSON.stringify(times));
