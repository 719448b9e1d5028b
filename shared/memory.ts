import { schoolAttribute, schoolAttributes } from './applicability';
import { decimal } from './decimal';
import type { Definitions, Threshold } from './definitions';
import type { Memory } from './evaluate';
import { thresholdOf } from './indicator';
import type { School } from './school';
import type { Collection } from './submission';

/** What expressions read of a submission besides its cells and records: the school, the targets, the count date. */
export function createMemory(
  definitions: Definitions,
  { school, collection }: { readonly school: School; readonly collection: Collection },
  { reviewed, unknown }: Pick<Memory, 'reviewed' | 'unknown'>,
): Memory {
  return {
    values: [],
    lists: new Map(),
    record: null,
    school: (name) => {
      const attribute = schoolAttributes.find((candidate) => candidate === name);
      return attribute === undefined ? undefined : schoolAttribute(school, attribute);
    },
    reviewed,
    unknown,
    target: (indicator, stage) => {
      const threshold = bindingThreshold(definitions, collection, indicator, stage);
      return threshold === undefined ? undefined : decimal(String(threshold.value));
    },
    targetOp: (indicator, stage) => {
      const op = bindingThreshold(definitions, collection, indicator, stage)?.op;
      return op === '==' ? '=' : op;
    },
    countDate: `${collection.schoolYear}-09-01`,
  };
}

/** Of the collection's profiles the first with a threshold decides. */
function bindingThreshold(
  definitions: Definitions,
  { targetProfiles }: Collection,
  indicator: string,
  stage: string,
): Threshold | undefined {
  for (const id of targetProfiles) {
    const profile = definitions.targetProfiles.find((candidate) => candidate.id === id);
    const threshold = profile === undefined ? undefined : thresholdOf(profile, indicator, stage);
    if (threshold !== undefined) return threshold;
  }
  return undefined;
}
