import { schoolAttribute, schoolAttributes } from './applicability';
import { decimal } from './decimal';
import type { Definitions } from './definitions';
import type { Memory } from './evaluate';
import { judgedReading } from './judged-reading';
import type { School } from './school';
import { standardValue } from './standard';
import type { Collection } from './submission';
import { chosenMethod, profilesOf, thresholdOf } from './target-profile';
import type { TargetProfile, Threshold } from './target-profile';

export interface MemoryInput {
  readonly school: School;
  readonly collection: Collection;
  /** The bureau's own profiles, beside those that come with the program. */
  readonly ownProfiles?: readonly TargetProfile[];
}

/** What expressions read of a submission besides its cells and records: the school, the targets, the count date. */
export function createMemory(
  definitions: Definitions,
  { school, collection, ownProfiles }: MemoryInput,
  { reviewed, unknown }: Pick<Memory, 'reviewed' | 'unknown'>,
): Memory {
  const profiles = profilesOf(collection.targetProfiles, definitions.targetProfiles, ownProfiles);
  /** Of the collection's profiles the first with a threshold decides. */
  const binding = (indicator: string, stage: string): Threshold | undefined => {
    for (const profile of profiles) {
      const threshold = thresholdOf(profile, indicator, stage, school);
      if (threshold !== undefined) return threshold;
    }
    return undefined;
  };
  const readings = new Map<string, Map<string, string | undefined>>();
  const readingOf = (indicator: string, stage: string): string | undefined => {
    const definition = definitions.indicators.find(({ id }) => id === indicator);
    if (definition === undefined) return undefined;
    const usual = chosenMethod(profiles, undefined, indicator);
    const round = collection.methods?.[indicator];
    return judgedReading(definition, binding(indicator, stage), { round, usual });
  };
  const region = profiles.find((profile) => profile.region !== undefined)?.region;
  return {
    values: [],
    lists: new Map(),
    record: null,
    element: -1,
    sweep: 0,
    school: (name) => {
      const attribute = schoolAttributes.find((candidate) => candidate === name);
      return attribute === undefined ? undefined : schoolAttribute(school, attribute);
    },
    reviewed,
    unknown,
    target: (indicator, stage) => {
      const threshold = binding(indicator, stage);
      return threshold === undefined ? undefined : decimal(String(threshold.value));
    },
    targetOp: (indicator, stage) => {
      const op = binding(indicator, stage)?.op;
      return op === '==' ? '=' : op;
    },
    method: (indicator, stage) => {
      let known = readings.get(indicator);
      if (known === undefined) readings.set(indicator, (known = new Map<string, string | undefined>()));
      if (!known.has(stage)) known.set(stage, readingOf(indicator, stage));
      return known.get(stage);
    },
    standard: (id, stage) => {
      const standard = definitions.standards.find((candidate) => candidate.id === id);
      // Money is counted by the calendar year in which the round is counted.
      const value = standard && standardValue(standard, stage, collection.schoolYear, region);
      return value === undefined ? undefined : decimal(String(value));
    },
    countDate: `${collection.schoolYear}-09-01`,
  };
}
