import type { TargetProfile } from '../../shared/target-profile';

/** An invented bureau's targets. */
export const countyProfile: TargetProfile = {
  id: 'own-qinghexx@1',
  version: '1',
  name: '清河县 2026 年目标责任书',
  source: '清教〔2026〕12号',
  targetYear: 2026,
  basedOn: 'baoding_2012',
  methods: { primary_annual_retention_rate: 'raw' },
  thresholds: [
    {
      ...{ indicator: 'primary_annual_retention_rate', stage: '小学', op: '>=', value: 98.5, unit: '%' },
      quote: '小学年巩固率不低于98.5%',
    },
    { indicator: 'primary_dropout_rate', stage: '小学', op: '<=', value: 0.6, unit: '%', inferred: true },
  ],
};

/** The same family, another content. */
export const otherProfile: TargetProfile = {
  ...countyProfile,
  thresholds: countyProfile.thresholds.map((threshold) => ({ ...threshold, value: 98 })),
};
