import { describe, expect, it } from 'vitest';
import { standardValue } from '../../shared/standard';
import { shippedDefinitions } from '../support/definitions';

const { standards } = shippedDefinitions();
const of = (id: string) => {
  const standard = standards.find((candidate) => candidate.id === id);
  if (standard === undefined) throw new Error(`no ${id}`);
  return (stage: string, year: number, region?: string) => standardValue(standard, stage, year, region);
};

describe('公用经费基准定额', () => {
  const base = of('public_funds_base');

  it('changes with the year', () => {
    const years = [2015, 2016, 2020, 2021, 2022, 2023, 2030];
    expect(years.map((year) => base('小学', year))).toEqual([undefined, 600, 600, 650, 650, 720, 720]);
    expect(years.map((year) => base('初中', year))).toEqual([undefined, 800, 800, 850, 850, 940, 940]);
    expect(years.map((year) => base('特教', year))).toEqual([undefined, 6000, 6000, 6000, 6000, 6000, 6000]);
  });

  it('differed by region until 2020; where none is known, the lower one holds', () => {
    expect([base('小学', 2018, '东部'), base('小学', 2018, '中西部'), base('小学', 2018)]).toEqual([650, 600, 600]);
    expect([base('初中', 2018, '东部'), base('初中', 2018, '中西部'), base('初中', 2018)]).toEqual([850, 800, 800]);
    expect(base('小学', 2021, '东部')).toBe(650);
  }); // prettier-ignore

  it('knows nothing of other stages', () => {
    expect(base('高中', 2026)).toBeUndefined();
  });
});

it('寄宿生公用经费补助 is 200, from 2023 on 300', () => {
  const supplement = of('boarding_supplement');
  for (const stage of ['小学', '初中'])
    expect([2015, 2016, 2022, 2023].map((year) => supplement(stage, year))).toEqual([undefined, 200, 200, 300]);
}); // prettier-ignore

it('生活补助 is raised for whole years', () => {
  const subsidy = of('living_subsidy');
  expect([2019, 2020, 2023, 2024].map((year) => subsidy('小学', year))).toEqual([undefined, 1000, 1000, 1250]);
  expect([2019, 2020, 2023, 2024].map((year) => subsidy('初中', year))).toEqual([undefined, 1250, 1250, 1500]);
}); // prettier-ignore

it('names the source of each amount, and no stage twice in a year', () => {
  for (const { id, unit, entries } of standards) {
    const keys = entries.map(({ stage, from, region }) => `${stage} ${from} ${region ?? ''}`);
    expect(new Set(keys).size, id).toBe(keys.length);
    expect(unit).toBe('元/生·年');
    expect(entries.every(({ source }) => source.length > 0)).toBe(true);
  }
});
