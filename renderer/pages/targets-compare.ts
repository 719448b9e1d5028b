import type { Indicator } from '../../shared/indicator-definition';
import type { TargetProfile, Threshold } from '../../shared/target-profile';
import { methodOf, thresholdText, usualMethod } from './targets-words';

/** `differs`: those that have the threshold say different things; `lacks`: some do not have it. */
export type Difference = 'same' | 'differs' | 'lacks';

/** One figure in several profiles. */
export interface ComparedRow {
  readonly key: string;
  readonly name: string;
  readonly stage: string;
  /** What each profile asks, a line for each of its thresholds; empty where it asks nothing. */
  readonly cells: readonly (readonly string[])[];
  readonly difference: Difference;
}

/** The figures that at least one of the profiles has a target for, in the order in which they name them. */
export function comparedRows(
  profiles: readonly TargetProfile[],
  indicators: readonly Indicator[],
): readonly ComparedRow[] {
  const keys = new Set(profiles.flatMap(({ thresholds }) => thresholds.map(keyOf)));
  return [...keys].map((key) => {
    const cells = profiles.map((profile) =>
      profile.thresholds
        .filter((threshold) => keyOf(threshold) === key)
        .map((threshold) => lineOf(threshold, profile, indicators)),
    );
    const [id = '', stage = ''] = key.split('\n');
    const name = indicators.find((indicator) => indicator.id === id)?.name ?? id;
    return { key, name, stage, cells, difference: differenceOf(cells) };
  });
}

const keyOf = ({ indicator, stage, figureStage }: Threshold): string =>
  `${indicator}\n${figureStage ?? stage}`;

function lineOf(threshold: Threshold, { methods }: TargetProfile, indicators: readonly Indicator[]): string {
  const indicator = indicators.find(({ id }) => id === threshold.indicator);
  const method = indicator?.methods.find(({ id }) => id === methodOf(threshold, methods));
  const said = thresholdText(threshold);
  // The usual reading goes without saying.
  return method === undefined || method === usualMethod(indicator) ? said : `${said}，${method.name}`;
}

function differenceOf(cells: ComparedRow['cells']): Difference {
  const said = cells.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  if (new Set(said).size > 1) return 'differs';
  return said.length < cells.length ? 'lacks' : 'same';
}
