import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Collection } from '../../shared/submission';
import { submissionDocument } from '../../shared/workbook-data';
import { shippedDefinitions } from '../support/definitions';
import { open } from '../support/opened';
import { calculationInput, round2025old, round2026 } from '../support/school';
import { example } from '../support/worked-examples';
import { root, tianbao } from './cli-run';
import { temporaryFolder } from './storage-place';

const definitions = shippedDefinitions();

interface Figure {
  readonly id: string;
  readonly method: string;
  readonly value: number;
  readonly display: string;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly stage: string;
  readonly unit: string;
  readonly range: string;
}

async function figure(
  id: string,
  input: unknown,
  ...more: string[]
): Promise<Figure & { said: readonly string[] }> {
  const run = await tianbao(root, 'indicator', id, ...more, '--input', JSON.stringify(input));
  expect([run.exitCode, run.json === undefined ? run.said : []]).toEqual([0, []]);
  return { ...(run.json as Figure), said: run.said };
}

const inputsOf = (id: string): unknown => example(id).inputs;
const expectedOf = (id: string): Readonly<Record<string, number>> => example(id).expected;
const cut = (value: number, decimals: number): number => Number(value.toFixed(decimals));

interface Verdict {
  readonly indicator: string;
  readonly stage: string;
  readonly target: number;
  readonly meets: boolean | null;
  readonly verdict: string;
  readonly tier?: string;
}

async function verdicts(profile: string, input: unknown): Promise<readonly Verdict[]> {
  const run = await tianbao(root, 'targets', profile, '--input', JSON.stringify(input));
  expect([run.exitCode, run.json === undefined ? run.said : []]).toEqual([0, []]);
  return (run.json as { results: readonly Verdict[] }).results;
}

describe('indicator', () => {
  test('E03 the register method is the usual one, and its columns beside are no slips', async () => {
    const found = await figure('primary_dropout_rate', inputsOf('E03'));
    expect(found).toMatchObject({ method: 'register', display: '0.65%(4/612)', numerator: 4, denominator: 612 });
    expect(found).toMatchObject({ stage: '小学', unit: '%', range: 'valid', said: [] });
    expect(cut(found.value, 12)).toBe(cut(expectedOf('E03').exact ?? 0, 12));
  }); // prettier-ignore

  test.each(['netflow', 'netflow_with_return'])('E04 by %s', async (method) => {
    const found = await figure('primary_dropout_rate', inputsOf('E04'), '--method', method);
    expect(cut(found.value, 2)).toBe(expectedOf('E04')[method]);
  });

  test('E05', async () => {
    const found = await figure('primary_annual_retention_rate', inputsOf('E05'), '--method', 'raw');
    expect([found.numerator, cut(found.value, 2)]).toEqual([604, expectedOf('E05').value]);
  });

  test.each(['luanchuan', 'luanchuan_minus_death', 'simple'])('E07 by %s', async (method) => {
    const found = await figure('junior_3yr_cohort_retention', inputsOf('E07'), '--method', method);
    expect(cut(found.value, 2)).toBe(expectedOf('E07')[method]);
  });

  test('E08 above 100 it is told that it cannot be', async () => {
    const found = await figure('primary_6yr_cohort_retention', inputsOf('E08'));
    expect([cut(found.value, 2), found.range]).toEqual([expectedOf('E08').value, 'invalid']);
  });

  test('E09 a rate is held against its count', async () => {
    const found = await figure('junior_dropout_rate', inputsOf('E09'), '--method', 'consistency');
    expect(found).toMatchObject({
      ...{ id: 'junior_dropout_rate', method: 'consistency', value: 60000, numerator: 6, denominator: null },
      implied: {
        ...{ base: 60000, range: [40000, 120000] },
        ifRatioMisread: { rate: '1%', base: 600, range: [400, 1200] },
      },
      flag: true,
    });
  });

  test('E09 the base itself, where it is given, tells whether they agree', async () => {
    const of = async (base: number) =>
      figure('junior_dropout_rate', { count: 4, rate: '0.65%', base }, '--method', 'consistency');
    expect(await of(612)).toMatchObject({ agrees: true, flag: false, denominator: 612 });
    expect(await of(6120)).toMatchObject({ agrees: false, flag: true });
    expect(await of(584)).toMatchObject({ agrees: false });
    expect(await of(585)).toMatchObject({ agrees: true });
  });

  test('E10', async () => {
    const { inputs } = example<Readonly<Record<string, unknown>>>('E10');
    const preschool = await figure('preschool_gross_enrollment_rate', inputs.preschool);
    expect(preschool).toMatchObject({ value: 102, range: 'unusual' });
    const primary = await figure('primary_net_enrollment_rate', inputs.primary_net);
    expect(primary).toMatchObject({ value: 100.3, range: 'invalid' });
  });

  test.each([
    ['weighted', 'cv_weighted', 4],
    ['unweighted_population', 'cv_unweighted_population', 4],
    ['unweighted_sample', 'cv_unweighted_sample', 4],
  ])('E12 by %s', async (method, name, decimals) => {
    const found = await figure('cv_books_per_student', inputsOf('E12'), '--method', method);
    expect(cut(found.value, decimals)).toBe(expectedOf('E12')[name]);
  });

  test('E13', async () => {
    const found = await figure('comprehensive_cv', inputsOf('E13'));
    expect(found).toMatchObject({ value: 0.59175, numerator: 4.734, denominator: 8 });
    expect(found.display.startsWith(String(expectedOf('E13').value))).toBe(true);
  });

  test('E14 by stage', async () => {
    const { inputs, expected } = example<Record<string, number[]>, Record<string, { value: number }>>('E14');
    const districts = ['庐阳区初中', '黔江区小学'];
    for (const district of districts) {
      const stage = district.slice(-2);
      const found = await figure('comprehensive_cv', { cvs: inputs[district] }, '--stage', stage);
      expect([found.stage, found.display.slice(0, 5)]).toEqual([stage, String(expected[district]?.value)]);
    }
  });

  test('E16 and E18: what is due, the readings of schools below 100 pupils side by side', async () => {
    const id = 'per_pupil_public_funds_standard';
    expect(await figure(id, inputsOf('E16'))).toMatchObject({ value: 72000, unit: '元' });
    const inputs = inputsOf('E18');
    expect((await figure(id, inputs, '--method', 'all')).value).toBe(expectedOf('E18').fill_all);
    expect((await figure(id, inputs, '--method', 'regular_only')).value).toBe(expectedOf('E18').fill_regular_only);
    const paid = await figure(id, { paid: 72000, pupils: 62 });
    expect([paid.method, cut(paid.value, 2)]).toEqual(['paid_per_pupil', expectedOf('E16').perPupilActual]);
    expect(paid.said.join()).toContain('改按口径 paid_per_pupil 计算');
  }); // prettier-ignore

  test('E19', async () => {
    const found = await figure('training_fund_share', inputsOf('E19'));
    expect(found.display).toBe('5.00%(14319/286400)');
    expect(cut(found.value, 12)).toBe(cut(expectedOf('E19').exact ?? 0, 12));
  });

  test('E20 the only method that the inputs suffice for is taken, and said', async () => {
    const found = await figure('boarder_living_subsidy', inputsOf('E20'));
    expect([found.value, found.unit]).toEqual([expectedOf('E20').total, '元']);
    expect(found.said.join()).toContain('改按口径 both_stages 计算');
  });

  test('E22 sizes of classes that are not large are named as unused', async () => {
    const large = await figure('large_class_share', inputsOf('E22'));
    expect(large).toMatchObject({ value: 8, numerator: 4, denominator: 50, display: '8.00%(4/50)' });
    expect(large.said).toEqual(['没有用到：lt25、b26、b31、b36、b41、b46、b51。']);
    const huge = await figure('super_large_class_share', { b66: 1, classes: 50 });
    expect(huge.value).toBe(expectedOf('E22').super_pct);
  });

  test('E30 this and last year nested, as they were reported', async () => {
    const inputs = inputsOf('E30');
    const growth = async (id: string, method?: string) =>
      cut((await figure(id, inputs, ...(method === undefined ? [] : ['--method', method]))).value, 2);
    expect(await growth('growth1_edu_appropriation', 'growth')).toBe(expectedOf('E30').appropriation);
    expect(await growth('growth1_edu_appropriation', 'growth_revenue')).toBe(expectedOf('E30').revenue);
    expect(await growth('growth1_edu_appropriation')).toBe(1.09);
    expect(await growth('growth2_per_pupil_expenditure')).toBe(2.5);
    expect(await growth('growth3_salary_and_public_funds')).toBe(0);
  });
});

describe('targets', () => {
  const one = (results: readonly Verdict[], indicator: string, stage?: string) =>
    results.filter((each) => each.indicator === indicator && (stage === undefined || each.stage === stage));

  test('E03 misses the national line, and E07 turns with the method', async () => {
    const national = await verdicts('cn_dropout_control_2017', { primary_dropout_rate: inputsOf('E03') });
    expect(one(national, 'primary_dropout_rate')).toMatchObject([
      { target: 0.6, meets: false, verdict: 'missed' },
      { target: 1, meets: true, verdict: 'met', tier: 'fallback' },
    ]);
    const cohort = inputsOf('E07') as Record<string, unknown>;
    const retained = async (method: string) =>
      one(
        await verdicts('cn_quality_balance_2017', { junior_3yr_cohort_retention: { method, ...cohort } }),
        'junior_3yr_cohort_retention',
      ).map(({ meets }) => meets);
    expect([await retained('luanchuan'), await retained('simple')]).toEqual([[true], [false]]);
  });

  test('E13 and E19', async () => {
    const balance = await verdicts('cn_basic_balance_2012', { comprehensive_cv: { 小学: inputsOf('E13'), 初中: 0.551 } });
    expect(one(balance, 'comprehensive_cv', '小学')).toMatchObject([{ target: 0.65, meets: true, verdict: 'met' }]);
    expect(one(balance, 'comprehensive_cv', '初中')).toMatchObject([{ target: 0.55, meets: false }]);
    const funds = await verdicts('cn_public_funds_2023', { training_fund_share: inputsOf('E19') });
    expect(one(funds, 'training_fund_share')).toMatchObject([{ meets: false, verdict: 'borderline' }]);
  }); // prettier-ignore
});

describe('check', () => {
  const columns2021: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 7, 7: 8, 8: 9, 9: 10, 10: 11, 11: 12, 12: 13, 13: 14, 14: 16, 15: 17 }; // prettier-ignore
  type Edition = readonly [form: string, check: string, Collection, (column: number) => number];
  const editions: readonly Edition[] = [
    ['基础基331', 'J331-03', round2025old, (column: number) => column],
    ['教基3040', 'J3040-03', round2026, (column: number) => columns2021[column] ?? 0],
  ];

  async function found(id: string, [form, check, collection, column]: Edition) {
    const cells = Object.entries(example(id).inputs).map(([name, value]) => [`04.${column(Number(name.slice(1)))}`, value] as const); // prettier-ignore
    const input = calculationInput({}, { collection });
    const edition = definitions.editions.find((each) => each.id === collection.edition);
    if (edition === undefined) throw new Error('no edition');
    const calculation = open({}, { collection });
    const document = submissionDocument({
      ...input,
      ...{ edition, editions: definitions.editions, calculation, draft: true },
    });
    const folder = temporaryFolder();
    const submission = { ...document, forms: { [form]: Object.fromEntries(cells) } };
    writeFileSync(path.join(folder, 'a.json'), JSON.stringify(submission));
    const run = await tianbao(folder, 'check', 'a.json');
    const { findings } = run.json as {
      findings: { check: string; left: unknown; right: unknown; message: string }[];
    };
    return findings.filter((finding) => finding.check === check);
  }

  test.each(editions)('E01 and E02 in %s: the last column is one too many', async (...edition) => {
    expect(await found('E01', edition)).toEqual([]);
    const [finding, ...others] = await found('E02', edition);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ left: 602, right: 601 });
    expect(finding?.message).toMatch(/差 ?1/);
  });
});
