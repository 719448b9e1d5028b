import { describe, expect, it } from 'vitest';
import { speaksOf } from '../../shared/figure-stage';
import { stageOf } from '../../shared/target-profile';
import type { Threshold } from '../../shared/target-profile';
import { readReference, shippedDefinitions } from '../support/definitions';

interface ReferenceProfile {
  readonly id: string;
  readonly version: string;
  readonly source: string;
  readonly targetYear: number;
  readonly jurisdiction: string;
  readonly level: string;
  readonly thresholds: readonly Record<string, unknown>[];
  readonly reportedValues?: readonly Record<string, unknown>[];
  readonly rules?: readonly string[];
  readonly notes?: readonly string[];
}

const { targetProfiles, indicators } = shippedDefinitions();
const reference = readReference('target-profiles.json') as readonly ReferenceProfile[];

/** What the document says of a threshold. */
function stated(threshold: Threshold | Record<string, unknown>): Record<string, unknown> {
  const { indicator, stage, op, value, unit } = threshold;
  const { quote, inferred, confidence, tier, derived, upper, ambiguous } = threshold;
  return {
    ...{ indicator, stage, op, value, unit, quote: quote ?? null, inferred, confidence },
    ...{ tier: ownTiers.has(String(stage)) ? undefined : tier, derived, upper, ambiguous },
  };
}

/** Words for a stage that name a circle of schools which no record tells: shown for reference, never binding. */
const ownTiers = new Set(['小学(农村山区)', '初中(农村山区)']);

/** The document's unit where it says more than that of the figure. */
const readings: Readonly<Record<string, readonly string[]>> = {
  百分点: ['百分点/%'],
  '%': ['百分点/%'],
  '班(>45人)': ['班'],
  '班(>50人)': ['班'],
  '间/12班(≥96㎡)': ['间'],
  '间/12班(≥90㎡)': ['间'],
  '学时(2010年前)': ['学时'],
  '%(60万㎡)': ['%'],
  '%(120所)': ['%'],
  '% D级停用': ['%'],
  布尔: ['项', '是否'],
};

/** Thresholds that judge nothing, each for a reason. */
const notJudged: Readonly<Record<string, string>> = {
  'lingshou_town_2014 junior_annual_retention_rate 未注明':
    'the report does not say of which stage it speaks',
};

it('has the 13 profiles', () => {
  expect(targetProfiles.map(({ id }) => id)).toEqual(reference.map(({ id }) => id).sort());
  expect(targetProfiles).toHaveLength(13);
});

describe.each(reference)('$id', (official) => {
  const found = targetProfiles.find(({ id }) => id === official.id);
  if (found === undefined) throw new Error(`no profile ${official.id}`);

  it('says what it is and where it comes from', () => {
    const { version, targetYear, jurisdiction, level } = official;
    expect(found).toMatchObject({ version, targetYear, jurisdiction, level });
    for (const number of official.source.match(/[\u4e00-\u9fff]+[〔[]\d{4}[〕\]]\d+号/gu) ?? [])
      expect(`${found.name}${found.source}`).toContain(number);
  });

  it('has every threshold as the document states it', () => {
    expect(found.thresholds.map(stated)).toEqual(official.thresholds.map(stated));
  });

  it('keeps reported values, rules and notes', () => {
    expect(found.reportedValues).toEqual(official.reportedValues);
    expect(found.rules?.length).toBe(official.rules?.length);
    expect(found.notes?.length).toBe(official.notes?.length);
  });

  it.each(found.thresholds)('judges $indicator ($stage)', (threshold) => {
    const name = `${found.id} ${threshold.indicator} ${threshold.stage}`;
    const stage = stageOf(threshold);
    if (name in notJudged) {
      expect(stage).toBeNull();
      return;
    }
    const indicator = indicators.find(({ id }) => id === threshold.indicator);
    expect(indicator, 'its indicator').toBeDefined();
    const method = indicator?.methods.find(({ id }) => id === threshold.method);
    if (threshold.method !== undefined) expect(method, 'its method').toBeDefined();
    expect(stage !== null && indicator?.stages.some((each) => speaksOf(stage, each)), 'its stage').toBe(true);
    const unit = method?.unit ?? indicator?.unit ?? '';
    expect([threshold.unit, ...(readings[threshold.unit] ?? [])]).toContain(unit);
  });
});

it('judges the standard of public funds by what was paid for each pupil, and the subsidy by its standard', () => {
  const thresholds = targetProfiles.flatMap((profile) => profile.thresholds);
  const methodsOf = (id: string) => [
    ...new Set(thresholds.filter(({ indicator }) => indicator === id).map(({ method }) => method)),
  ];
  expect(methodsOf('per_pupil_public_funds_standard')).toEqual(['paid_per_pupil']);
  expect(methodsOf('boarder_living_subsidy')).toEqual(['standard']);
});
