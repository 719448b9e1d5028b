import type { z } from 'zod';
import { figureStages, speaksOf } from './figure-stage';
import type { FigureStage } from './figure-stage';
import type { targetProfileSchema, thresholdSchema } from './target-schema';

export type Threshold = z.infer<typeof thresholdSchema>;
export type TargetProfile = z.infer<typeof targetProfileSchema>;

/** Whom a threshold is asked of. */
export interface Judged {
  readonly type: string;
  readonly placeType: string;
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

/** What a profile states for a figure; every figure of hundreds of schools asks. */
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
 * The threshold of a profile that binds a school: one said for its kind, else the one said for all. `judged` null:
 * nobody in particular.
 */
export function thresholdOf(
  profile: TargetProfile,
  indicator: string,
  stage: string,
  judged: Judged | null = null,
): Threshold | undefined {
  const own = thresholdsFor(profile, indicator, stage).filter((item) => reaches(item, judged));
  return own.find((item) => item.for !== undefined) ?? own[0];
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
