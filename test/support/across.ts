import type { Definitions } from '../../shared/definitions';
import { acrossSchools } from '../../shared/indicator-schools';
import type { SchoolOwn } from '../../shared/indicator-schools-own';
import type { AcrossResult } from '../../shared/ipc-figures';
import { profilesOf } from '../../shared/target-profile';

/** Figures over these schools, judged by the national profiles; `byHand` are ids of schools left out. */
export function acrossOf(
  definitions: Definitions,
  schools: readonly SchoolOwn[],
  byHand: readonly number[] = [],
): (indicator: string, stage?: string, of?: string) => AcrossResult {
  const profiles = profilesOf(
    ['cn_basic_balance_2012', 'cn_quality_balance_2017'],
    definitions.targetProfiles,
  );
  const results = acrossSchools({
    ...{ definitions, schools, profiles, schoolYear: 2026, byHand: new Set(byHand) },
  });
  return (indicator, stage = '小学', of) => {
    const found = results.find(
      (result) =>
        result.indicator === indicator && result.stage === stage && (of === undefined || result.of === of),
    );
    if (found === undefined) throw new Error(`no ${indicator} ${stage}`);
    return found;
  };
}
