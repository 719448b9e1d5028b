import { describe, expect, it } from 'vitest';
import { moved, profileLabel, profilesOffered } from '../../../renderer/pages/collection-targets-list';
import { comparedRows } from '../../../renderer/pages/targets-compare';
import { figuresFound } from '../../../renderer/pages/targets-search';
import { circleText, inReadingOrder, thresholdText } from '../../../renderer/pages/targets-words';
import { shippedDefinitions } from '../../support/definitions';
import { countyProfile, otherProfile } from '../../support/own-profile';

const { indicators, targetProfiles } = shippedDefinitions();
const baoding = targetProfiles.filter(({ id }) => id === 'baoding_2012');
const second = { ...otherProfile, id: 'own-qinghexx@2', version: '2' };

describe('profiles side by side', () => {
  it('have a row for each figure that one of them has a target for, with what is different', () => {
    const rows = comparedRows([countyProfile, second, ...baoding], indicators);
    expect(rows.slice(0, 2)).toEqual([
      {
        key: 'primary_annual_retention_rate\n小学',
        ...{ name: '小学年巩固率', stage: '小学' },
        cells: [['≥ 98.5 %，原始口径'], ['≥ 98 %，原始口径'], ['≥ 99 %']],
        difference: 'differs',
      },
      {
        key: 'primary_dropout_rate\n小学',
        ...{ name: '小学辍学率', stage: '小学' },
        cells: [['≤ 0.6 %（推定）'], ['≤ 98 %（推定）'], []],
        difference: 'differs',
      },
    ]);
    expect(rows.filter(({ difference }) => difference === 'lacks')).toHaveLength(rows.length - 2);
  });

  it('show all lines of one figure, with whom each is for', () => {
    const rows = comparedRows(baoding, indicators);
    expect(rows.every(({ difference }) => difference === 'same')).toBe(true);
    expect(rows.find(({ key }) => key.startsWith('standard_school_share'))?.cells).toEqual([
      [
        '≥ 38 %（只对“全市”，只作参照）',
        '≥ 45 %（只对“较好县”，只作参照）',
        '≥ 30 %（只对“其它县”，只作参照）',
      ],
    ]);
  });
});

describe('words', () => {
  it('tell a span, an inferred target and a circle', () => {
    const base = { indicator: 'x', stage: '小学', op: '>=', value: 7, unit: '%' } as const;
    expect(thresholdText({ ...base, upper: 10 })).toBe('≥ 7—10 %');
    expect(thresholdText({ ...base, inferred: true })).toBe('≥ 7 %（推定）');
    expect(circleText({ ...base, tier: 'fallback' })).toBe('后备线，只作参照');
    expect(circleText({ ...base, for: { placeTypes: ['城区'] } })).toBe('只对城区');
  });

  it('put the profiles of the whole country first', () => {
    const first = inReadingOrder(targetProfiles).slice(0, 6);
    expect(first.every(({ jurisdiction }) => jurisdiction === '全国')).toBe(true);
    expect(inReadingOrder(targetProfiles)).toHaveLength(13);
  });
});

describe('what a round chooses from', () => {
  it('is the newest version of each own profile, an older one that it judges by, and the program’s', () => {
    const ids = (chosen: readonly string[]) =>
      profilesOffered([second, countyProfile], baoding, chosen).map(({ id }) => id);
    expect(ids([])).toEqual(['own-qinghexx@2', 'baoding_2012']);
    expect(ids(['own-qinghexx@1'])).toEqual(['own-qinghexx@2', 'own-qinghexx@1', 'baoding_2012']);
  });

  it('tells inferred targets from stated ones', () => {
    expect(profileLabel(second, true)).toBe(
      '清河县 2026 年目标责任书 第 2 版（本单位，2 条，其中推定 1 条）',
    );
    const lingshou = targetProfiles.find(({ id }) => id === 'lingshou_town_2014');
    expect(lingshou && profileLabel(lingshou, false)).toBe('灵寿镇 2014 年（汇报值）（6 条都是推定）');
  });

  it('is put in an order', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});

it('a figure is found by words of its name and stage; one that has a target is marked', () => {
  const found = figuresFound('巩固率 初中', indicators, ['junior_annual_retention_rate 初中']);
  expect(found.map(({ key, there }) => [key, there])).toContainEqual([
    'junior_annual_retention_rate 初中',
    true,
  ]);
  expect(found.some(({ key }) => key === 'primary_annual_retention_rate 小学')).toBe(false);
  expect(figuresFound('没有这个', indicators, [])).toEqual([]);
});
