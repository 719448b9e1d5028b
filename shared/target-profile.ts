import type { z } from 'zod';
import { stagesOf } from './applicability';
import { figureStages, speaksOf } from './figure-stage';
import type { FigureStage } from './figure-stage';
import type { AttachedClass, SchoolType } from './school-types';
import type { targetProfileSchema, thresholdSchema } from './target-schema';

export type Threshold = z.infer<typeof thresholdSchema>;
export type TargetProfile = z.infer<typeof targetProfileSchema>;

/** Whom a threshold is asked of. */
export interface Judged {
  readonly type: SchoolType;
  readonly placeType: string;
  readonly attachedClasses?: readonly AttachedClass[];
}

/** The stage of the figure that a threshold judges; null where the document's word names none. */
export function stageOf({ stage, figureStage }: Threshold): FigureStage | null {
  return figureStages.find((each) => each === (figureStage ?? stage)) ?? null;
}

/** Whether a threshold speaks of what somebody calls `stage`: by the document's word, or by that of a figure. */
export function speaksFor(threshold: Threshold, stage: string): boolean {
  const stated = stageOf(threshold);
  return threshold.stage === stage || (stated !== null && speaksOf(stated, stage));
}

/** Whether a threshold is one for this figure, binding or not. */
export function isFor(threshold: Threshold, indicator: string, stage: string): boolean {
  if (threshold.indicator !== indicator) return false;
  const stated = stageOf(threshold);
  return stated !== null && speaksOf(stated, stage);
}

type ByStage = Map<string, readonly Threshold[]>;
const stated = new WeakMap<TargetProfile, Map<string, ByStage>>();

/** 义务教育 and its stages: a profile may state for the stages what is reported as one figure. */
const whole = '义务教育';
const parts = ['小学', '初中'] as const;

/**
 * What a profile states for a figure; for one of 义务教育, where it states none, what it states for 小学 and 初中. Every
 * figure of hundreds of schools asks.
 */
export function thresholdsFor(
  profile: TargetProfile,
  indicator: string,
  stage: string,
): readonly Threshold[] {
  let ofProfile = stated.get(profile);
  if (ofProfile === undefined) stated.set(profile, (ofProfile = new Map<string, ByStage>()));
  let ofIndicator = ofProfile.get(indicator);
  if (ofIndicator === undefined)
    ofProfile.set(indicator, (ofIndicator = new Map<string, readonly Threshold[]>()));
  let found = ofIndicator.get(stage);
  if (found === undefined) {
    found = profile.thresholds.filter((item) => isFor(item, indicator, stage));
    if (found.length === 0 && stage === whole)
      found = profile.thresholds.filter((item) => parts.some((part) => isFor(item, indicator, part)));
    ofIndicator.set(stage, found);
  }
  return found;
}

function reaches({ tier, for: whom }: Threshold, judged: Judged | null): boolean {
  if (whom === undefined) return tier === undefined;
  if (judged === null) return false;
  const ofType = whom.schoolTypes?.some((type) => type === judged.type) ?? true;
  return ofType && (whom.placeTypes?.some((place) => place === judged.placeType) ?? true);
}

/**
 * The threshold of a profile that binds a school: one said for its kind, else the one said for all. Of thresholds for
 * the stages of 义务教育, that of the stage which it teaches; of both, the stricter. `judged` null: nobody in particular.
 */
export function thresholdOf(
  profile: TargetProfile,
  indicator: string,
  stage: string,
  judged: Judged | null = null,
): Threshold | undefined {
  const own = thresholdsFor(profile, indicator, stage).filter((item) => reaches(item, judged));
  const isOfParts = stage === whole && own.every((item) => stageOf(item) !== whole);
  if (!isOfParts) return closest(own);
  const taught =
    judged === null
      ? new Set<string>()
      : stagesOf({ type: judged.type, attachedClasses: [...(judged.attachedClasses ?? [])] });
  const each = parts.flatMap((part) =>
    taught.has(part) ? (closest(own.filter((item) => stageOf(item) === part)) ?? []) : [],
  );
  return each.reduce<Threshold | undefined>(stricter, undefined);
}

const closest = (own: readonly Threshold[]): Threshold | undefined =>
  own.find((item) => item.for !== undefined) ?? own[0];

/** How much is asked at one and the same value. */
const strictness: Readonly<Record<Threshold['op'], number>> = { '>=': 0, '<=': 0, '>': 1, '==': 2 };

/** One figure speaks for both stages: only when it keeps to the stricter target is surely none of the two missed. */
function stricter(one: Threshold | undefined, other: Threshold): Threshold {
  if (one === undefined) return other;
  if (one.value === other.value) return strictness[other.op] > strictness[one.op] ? other : one;
  const isMost = one.op === '<=' && other.op === '<=';
  return other.value < one.value === isMost ? other : one;
}

/** Profiles of a collection by their ids, in its order; a bureau's own come beside those of the program, never for one. */
export function profilesOf(
  ids: readonly string[],
  known: readonly TargetProfile[],
  own: readonly TargetProfile[] = [],
): readonly TargetProfile[] {
  return ids.flatMap((id) => [...known, ...own].find((profile) => profile.id === id) ?? []);
}

/** The method by which a figure is judged: the round's choice, the first profile's, else undefined (the usual one). */
export function chosenMethod(
  profiles: readonly TargetProfile[],
  methods: Readonly<Record<string, string>> | undefined,
  indicator: string,
): string | undefined {
  return (
    methods?.[indicator] ?? profiles.find((profile) => profile.methods?.[indicator])?.methods?.[indicator]
  );
}
