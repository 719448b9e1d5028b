import type { Calculation } from '../../shared/calculation';
import type { IndicatorResult } from '../../shared/indicator-result';

/** The indicators of this year and of the years before, computed when somebody asks and kept as long as they hold. */
export interface IndicatorFigures {
  /** Of so many years ago, 0 is this year; null when nothing is known of that year. */
  of(yearsBack: number): readonly IndicatorResult[] | null;
}

/**
 * `current` gives the figures as they are now, `version` a number that grows whenever they may have changed. Earlier
 * years are never entered into here, so that only a reload, which brings other figures, makes them be asked again.
 */
export function createIndicatorFigures(current: () => Calculation, version: () => number): IndicatorFigures {
  let now: { readonly version: number; readonly results: readonly IndicatorResult[] } | null = null;
  let source: Calculation | null = null;
  const earlier = new Map<number, readonly IndicatorResult[] | null>();
  return {
    of(yearsBack) {
      const calculation = current();
      if (calculation !== source) {
        source = calculation;
        now = null;
        earlier.clear();
      }
      if (yearsBack === 0) {
        if (now?.version !== version()) now = { version: version(), results: calculation.indicators() };
        return now.results;
      }
      const known = earlier.get(yearsBack);
      if (known !== undefined) return known;
      const results = calculation.yearsAgo(yearsBack)?.indicators() ?? null;
      earlier.set(yearsBack, results);
      return results;
    },
  };
}
