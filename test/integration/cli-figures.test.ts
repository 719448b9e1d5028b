import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readReference, shippedDefinitions } from '../support/definitions';
import { root, tianbao } from './cli-run';

interface Example {
  readonly id: string;
  readonly inputs: Readonly<Record<string, number>>;
  readonly expected: Readonly<Record<string, number>>;
}
const { examples } = readReference('worked-examples.json') as { examples: readonly Example[] };
const inputsOf = (id: string): string =>
  JSON.stringify(examples.find((example) => example.id === id)?.inputs);
const expectedOf = (id: string, name: string): number =>
  examples.find((example) => example.id === id)?.expected[name] ?? NaN;

describe('indicator', () => {
  test.each([
    ['E03', 'primary_dropout_rate', 'register', 'value', '0.65%(4/612)'],
    ['E04', 'primary_dropout_rate', 'netflow', 'netflow', '1.47%(9/612)'],
    ['E04', 'primary_dropout_rate', 'netflow_with_return', 'netflow_with_return', '1.31%(8/612)'],
    ['E05', 'primary_annual_retention_rate', 'raw', 'value', '98.69%(604/612)'],
    ['E07', 'junior_3yr_cohort_retention', 'luanchuan', 'luanchuan', '96.55%(168/174)'],
    ['E07', 'junior_3yr_cohort_retention', 'luanchuan_minus_death', 'luanchuan_minus_death', '97.11%(168/173)'],
    ['E07', 'junior_3yr_cohort_retention', 'simple', 'simple', '92.31%(168/182)'],
    ['E08', 'primary_6yr_cohort_retention', 'luanchuan', 'value', '102.17%(47/46)'],
    ['E19', 'training_fund_share', 'budget', 'exact', '5.00%(14319/286400)'],
  ])('worked example %s: %s by %s', async (example, id, method, name, display) => {
    const { exitCode, json } = await tianbao(root, 'indicator', id, '--method', method, '--input', inputsOf(example));
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({ id, method, display });
    expect((json as { value: number }).value).toBeCloseTo(expectedOf(example, name), 2);
  }); // prettier-ignore

  test('uses the default method, exact figures, and tells what it took for zero', async () => {
    const input = '{"c1": "612", "c11": 1}';
    const { json, said } = await tianbao(root, 'indicator', 'primary_dropout_rate', '--input', input);
    expect(json).toMatchObject({ method: 'register', numerator: 1, denominator: 612 });
    expect(said).toEqual(['没有写明的数按 0 计算：c14_dropout、c13_unconfirmed、c10_not_returned。']);
  });

  test('an input that follows from others need not be given', async () => {
    const input = '{"c1":612,"c3":98,"c4":1,"c5":14,"c6":0,"c8":101,"c9":0,"c12":0,"c13":19,"c15":601,"c13_unconfirmed":2}';
    const { json } = await tianbao(root, 'indicator', 'primary_annual_retention_rate', '--input', input);
    expect(json).toMatchObject({ method: 'adjusted', numerator: 604, denominator: 610 });
  }); // prettier-ignore

  test('has no value where nobody was there', async () => {
    const { exitCode, json } = await tianbao(root, 'indicator', 'primary_dropout_rate', '--input', '{"c1":0,"c11":0}');
    expect({ exitCode, json }).toMatchObject({ exitCode: 0, json: { value: null, display: '—', denominator: 0 } });
  }); // prettier-ignore

  test.each([
    ['an unknown indicator', ['x', '--input', '{}'], '没有“x”。已有：'],
    ['an unknown method', ['primary_dropout_rate', '--method', 'x', '--input', '{"c1":1}'], '没有名为“x”的口径。已有：register、'],
    ['a text', ['primary_dropout_rate', '--input', '{"c1":"many"}'], 'c1 应是数字，不能是 "many"'],
    ['no denominator', ['primary_dropout_rate', '--input', '{"c11":1}'], '缺少计算所需的数：c1。'],
    ['no JSON', ['primary_dropout_rate', '--input', 'c1=1'], '--input 应是一个 JSON 对象'],
    ['no input', ['primary_dropout_rate'], '正确的写法：indicator'],
  ])('%s is bad input', async (_name, args, sentence) => {
    const { exitCode, json, said } = await tianbao(root, 'indicator', ...args);
    expect({ exitCode, json }).toEqual({ exitCode: 2, json: undefined });
    expect(said[0]).toContain(sentence);
  }); // prettier-ignore
});

describe('targets', () => {
  const profile = 'cn_dropout_control_2017';
  const judged = async (input: unknown) => {
    const { exitCode, json } = await tianbao(root, 'targets', profile, '--input', JSON.stringify(input));
    const { results } = json as {
      results: { indicator: string; verdict: string; meets: unknown; tier?: string }[];
    };
    return { exitCode, json, results };
  };

  test('judges values, values by stage, and inputs', async () => {
    const { exitCode, json, results } = await judged({
      primary_dropout_rate: { c1: 612, c11: 1, c14_dropout: 1, c13_unconfirmed: 2 },
      junior_dropout_rate: 1.8,
    });
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({ profile });
    const primary = results.find(({ indicator }) => indicator === 'primary_dropout_rate');
    expect(primary).toMatchObject({ stage: '小学', op: '<=', target: 0.6, meets: false, verdict: 'missed' });
    const junior = results.find(({ indicator }) => indicator === 'junior_dropout_rate');
    expect(junior).toMatchObject({ value: 1.8, meets: true, verdict: 'met' });
  });

  test('judges no value that cannot be, told or computed', async () => {
    const { results } = await judged({ primary_dropout_rate: 101, junior_dropout_rate: { c1: 10, c11: 11 } });
    const own = results.filter(({ indicator }) => indicator !== 'nine_year_retention_rate');
    expect(own.map((result) => Number((result as unknown as { value: number }).value))).toEqual(
      own.map(({ indicator }) => (indicator === 'primary_dropout_rate' ? 101 : 110)),
    );
    for (const result of own) {
      expect(result).toMatchObject({ range: 'invalid', meets: null, verdict: 'missing' });
      expect(result).not.toHaveProperty('lacking');
    }
  });

  test('says borderline where only the printed value meets the target', async () => {
    const { results } = await judged({ primary_dropout_rate: 0.604, junior_dropout_rate: { c1: 0, c11: 0 } });
    const primary = results.find(({ indicator, tier }) => indicator === 'primary_dropout_rate' && !tier);
    expect(primary).toMatchObject({ meets: false, verdict: 'borderline' });
    const junior = results.find(({ indicator }) => indicator === 'junior_dropout_rate');
    expect(junior).toMatchObject({ meets: null, verdict: 'not-applicable' });
  });

  test('judges by the decimals of the reading, as the program does', async () => {
    const rooms = { rooms: 1, classes_primary: 20, classes_junior: 0 };
    const one = async (room: unknown) => {
      const input = JSON.stringify({ q_music_room: room });
      const { json } = await tianbao(root, 'targets', 'cn_quality_balance_2017', '--input', input);
      const { results } = json as { results: { indicator: string; value: unknown }[] };
      return results.find(({ indicator, value }) => indicator === 'q_music_room' && value !== null);
    };
    expect(await one(rooms)).toMatchObject({ value: 0.6, target: 1, meets: false, verdict: 'missed' });
    expect(await one(0.6)).toMatchObject({ value: 0.6, target: 1, meets: false, verdict: 'missed' });
    expect(await one(0.996)).toMatchObject({ meets: false, verdict: 'borderline' });
    const shown = await tianbao(root, 'indicator', 'q_music_room', '--input', JSON.stringify(rooms));
    expect(shown.json).toMatchObject({ value: 0.6, display: expect.stringMatching(/^0\.60\(/) as unknown });
  });

  test('worked example E19: what rounds up to its target is borderline and not met', async () => {
    const input = JSON.stringify({ training_fund_share: { budget: 286400, training: 14319 } });
    const { json } = await tianbao(root, 'targets', 'cn_public_funds_2023', '--input', input);
    const { results } = json as { results: { indicator: string; meets: unknown; verdict: string }[] };
    const own = results.find(({ indicator }) => indicator === 'training_fund_share');
    expect(own).toMatchObject({ meets: false, verdict: 'borderline' });
  });

  test('a threshold of 义务教育 judges the stages that the input names', async () => {
    const json = (text: unknown) => JSON.stringify(text);
    const rate = { per_pupil_public_funds_delivery_rate: { 小学: 100, 初中: 99 } };
    const run = await tianbao(root, 'targets', 'cn_public_funds_2023', '--input', json(rate));
    const { results } = run.json as { results: { indicator: string; stage: string; meets: unknown }[] };
    const own = results.filter(({ indicator }) => indicator === 'per_pupil_public_funds_delivery_rate');
    expect(own.map(({ stage, meets }) => [stage, meets])).toEqual([
      ['小学', true],
      ['初中', false],
    ]);
    const alone = { per_pupil_public_funds_standard: 720 };
    const refused = await tianbao(root, 'targets', 'cn_public_funds_2023', '--input', json(alone));
    expect([refused.exitCode, refused.said[0]]).toEqual([2, expect.stringContaining('应为按学段写的数')]);
    const other = { per_pupil_public_funds_delivery_rate: { 大学: 1 } };
    expect((await tianbao(root, 'targets', 'cn_public_funds_2023', '--input', json(other))).exitCode).toBe(2);
  });

  test('what is not in the input is missing, and still ends with 0', async () => {
    const { exitCode, results } = await judged({});
    expect(exitCode).toBe(0);
    expect(new Set(results.map(({ verdict, meets }) => [verdict, meets].join()))).toEqual(
      new Set(['missing,']),
    );
  });

  test('a file cannot take the place of a profile of the program', async () => {
    const [shipped] = shippedDefinitions().targetProfiles.filter(({ id }) => id === profile);
    const thresholds = [{ indicator: 'junior_dropout_rate', stage: '初中', op: '<=', value: 50, unit: '%' }];
    const run = async (content: unknown) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'targets-'));
      writeFileSync(path.join(folder, 'lax.json'), JSON.stringify(content));
      return tianbao(folder, 'targets', 'lax.json', '--input', '{"junior_dropout_rate":20}');
    };
    const lax = await run({ ...shipped, name: '宽松', thresholds });
    expect(lax.said).toEqual([expect.stringContaining(`用了程序自带的“${shipped?.name}”的编号 ${profile}`)]);
    const { results } = lax.json as { results: { indicator: string; verdict: string; target: number }[] };
    const junior = results.filter(({ indicator }) => indicator === 'junior_dropout_rate');
    expect(new Set(junior.map(({ verdict }) => verdict))).toEqual(new Set(['missed']));
    expect(junior.map(({ target }) => target)).not.toContain(50);
    expect((await run(shipped)).said).toEqual([]);
  });

  test('a profile or an indicator that does not exist is bad input', async () => {
    expect((await tianbao(root, 'targets', 'x', '--input', '{}')).exitCode).toBe(2);
    const unknown = await tianbao(root, 'targets', profile, '--input', '{"x":1}');
    expect([unknown.exitCode, unknown.said[0]]).toEqual([2, expect.stringContaining('没有“x”。已有：')]);
  });
});
