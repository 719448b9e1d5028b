import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { profileText } from '../../shared/target-file';
import type { TargetProfile } from '../../shared/target-profile';
import { readReference, shippedDefinitions } from '../support/definitions';
import { root, tianbao } from './cli-run';
import { temporaryFolder } from './storage-place';

interface Answer {
  readonly method: string;
  readonly value: number | null;
  readonly stage: string;
}

async function indicator(id: string, input: unknown, ...more: string[]) {
  const run = await tianbao(root, 'indicator', id, ...more, '--input', JSON.stringify(input));
  return { exitCode: run.exitCode, said: run.said, answer: run.json as Answer | undefined };
}

describe('inputs', () => {
  const reference = readReference('indicators.json') as readonly {
    id: string;
    inputs?: Record<string, string>;
  }[];

  test('every input that the reference names is taken without a word', async () => {
    const isColumn = (name: string) => /^c\d+$/.test(name);
    const unknown = reference.flatMap(({ id, inputs = {} }) => {
      const own = shippedDefinitions().indicators.find((definition) => definition.id === id)?.inputs ?? {};
      const names = new Set(Object.entries(own).flatMap(([name, { aliases }]) => [name, ...(aliases ?? [])]));
      return Object.keys(inputs).filter((name) => !names.has(name) && !isColumn(name)).map((name) => `${id} ${name}`);
    });
    expect(unknown).toEqual([]);
    const all = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`c${index + 1}`, index]));
    expect((await indicator('primary_graduation_rate', { ...all, repeaters: 0 })).said).toEqual([]);
    expect((await indicator('primary_net_enrollment_rate', { c1: 1, age_enrolled: 1, age_pop: 1, exempt: 0 })).said).toEqual(['没有用到：c1。']);
  }); // prettier-ignore

  test('lists are numbers or texts; a missing value leaves none', async () => {
    const id = 'cv_books_per_student';
    const whole = await indicator(id, { books: ['10', 20], pupils: ['1', 2] });
    expect(whole.answer?.value).toBe(0);
    const lacking = await indicator(id, { books: [10, null], pupils: [1, 2] });
    expect([lacking.exitCode, lacking.answer?.value]).toEqual([0, null]);
  });

  test.each([
    ['a number for a list', 'cv_books_per_student', { books: 279, pupils: [45] }, 'books 应是各校的一列数'],
    ['a list for a number', 'training_fund_share', { budget: [1, 2], training: 1 }, 'budget 应是数字'],
    ['a word within a list', 'cv_books_per_student', { books: [1, 'x'], pupils: [1, 2] }, 'books[1] 应是数字，不能是 "x"'],
    ['lists of two lengths', 'cv_books_per_student', { books: [1, 2, 3], pupils: [1, 2] }, '要一样多，每校一个数'],
  ])('%s is refused', async (_name, id, input, sentence) => {
    const { exitCode, answer, said } = await indicator(id, input);
    expect([exitCode, answer]).toEqual([2, undefined]);
    expect(said.join()).toContain(sentence);
  }); // prettier-ignore

  test('seven coefficients are no mean of eight', async () => {
    const { exitCode, answer } = await indicator('comprehensive_cv', {
      cvs: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
    });
    expect([exitCode, answer?.value]).toEqual([0, null]);
  });

  test('the rule of 6 and 85 % over seven values and their standards', async () => {
    const standards = [4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3];
    const of = async (share: number) => {
      const values = standards.map((standard, index) => (index === 0 ? standard * share : standard));
      return (await indicator('q_school_compliance', { v_i: values, s_i: standards })).answer?.value;
    };
    expect([await of(0.85), await of(0.84), await of(1)]).toEqual([1, 0, 1]);
  });
});

describe('stage and method', () => {
  test('--stage takes a figure of that stage, without it the first', async () => {
    const input = { n: 622, c: 12 };
    expect((await indicator('avg_class_size', input)).answer?.stage).toBe('小学');
    expect((await indicator('avg_class_size', input, '--stage', '初中')).answer?.stage).toBe('初中');
    const other = await indicator('avg_class_size', input, '--stage', '高中');
    expect([other.exitCode, other.said]).toEqual([2, ['--stage 不能是“高中”，应为小学、初中。']]);
  });

  test('several methods that would do are named, and none is guessed', async () => {
    const id = 'per_pupil_public_funds_standard';
    const { exitCode, said } = await indicator(id, { paid: 72000, pupils: 62, counted: 100 });
    expect(exitCode).toBe(2);
    expect(said.join()).toContain('请用 --method 选一个：paid_per_pupil、paid_per_counted');
  });

  test('a blank that was written is a blank: no value, and no other method', async () => {
    const { exitCode, answer } = await indicator('primary_dropout_rate', { c1: null, c11: 1 });
    expect([exitCode, answer?.value, answer?.method]).toEqual([0, null, 'register']);
  });
});

describe('率与人数互验', () => {
  const consistency = (id: string, input: unknown) => indicator(id, input, '--method', 'consistency');

  test.each([
    ['no rate', 'junior_dropout_rate', { dropouts: 6 }, '缺少计算所需的数：rateText'],
    ['no count', 'junior_dropout_rate', { rateText: '0.01%' }, '缺少计算所需的数：dropouts'],
    ['a word', 'junior_dropout_rate', { dropouts: 6, rateText: '很低' }, '推不出分母'],
    ['nobody', 'junior_dropout_rate', { dropouts: 0, rateText: '0.01%' }, '推不出分母'],
    ['a rate of nothing', 'junior_dropout_rate', { dropouts: 6, rateText: '0.00%' }, '推不出分母'],
    ['decimals that are none', 'junior_dropout_rate', { dropouts: 6, rateText: '1%', decimals: 'x' }, 'decimals 应是数字'],
    ['a figure that is no rate', 'avg_class_size', { dropouts: 6, rateText: '1%' }, '只有百分率才能用人数互验'],
  ])('%s is refused', async (_name, id, input, sentence) => {
    const { exitCode, answer, said } = await consistency(id, input);
    expect([exitCode, answer]).toEqual([2, undefined]);
    expect(said.join()).toContain(sentence);
  }); // prettier-ignore

  test('names that mean nothing here are said', async () => {
    const { exitCode, said } = await consistency('junior_dropout_rate', { count: 6, rate: 0.01, c11: 6 });
    expect([exitCode, said]).toEqual([0, ['没有用到：c11。']]);
  });
});

describe('targets', () => {
  interface Result {
    readonly indicator: string;
    readonly stage: string;
    readonly target: number;
    readonly value: number | null;
    readonly verdict: string;
    readonly method?: string;
    readonly lacking?: unknown;
    readonly derived?: boolean;
    readonly upper?: number;
    readonly tier?: string;
    readonly inferred?: boolean;
    readonly confidence?: string;
  }

  async function targets(profile: string, input: unknown, folder = root) {
    const run = await tianbao(folder, 'targets', profile, '--input', JSON.stringify(input));
    const { results = [] } = (run.json ?? {}) as { results?: readonly Result[] };
    return { exitCode: run.exitCode, said: run.said, results };
  }
  const of = (results: readonly Result[], id: string, stage?: string) =>
    results.filter((each) => each.indicator === id && (stage === undefined || each.stage === stage));

  test('every threshold of every profile is in the answer, in its order', async () => {
    for (const { id, thresholds } of shippedDefinitions().targetProfiles) {
      const { exitCode, results } = await targets(id, {});
      expect([id, exitCode]).toEqual([id, 0]);
      expect(results.map(({ indicator: name, stage, target }) => [name, stage, target])).toEqual(
        thresholds.map(({ indicator: name, stage, value }) => [name, stage, value]),
      );
    }
  });

  test('a stage is taken as the profile says it, and plainly', async () => {
    const own = { per_student_land_area: { '小学(城区中心)': 20, '初中(城区中心)': 26.66 } };
    const verbatim = of((await targets('baoding_2012', own)).results, 'per_student_land_area');
    expect(verbatim.map(({ stage, value, verdict }) => [stage, value, verdict])).toEqual([
      ['小学(城区中心)', 20, 'met'],
      ['初中(城区中心)', 26.66, 'missed'],
    ]);
    const plain = { school_tracks: { 小学: 4, 初中: { c: 18, years: 3 } } };
    const tracks = of((await targets('baoding_2012', plain)).results, 'school_tracks');
    expect(tracks.map(({ target, value, verdict }) => [target, value, verdict])).toEqual([
      [2, 4, 'met'],
      [6, 6, 'met'],
      [4, 4, 'met'],
      [12, 6, 'missed'],
    ]);
    const mixed = { school_tracks: { 小学: 4, '小学(农村山区)': 1 } };
    const both = of((await targets('baoding_2012', mixed)).results, 'school_tracks');
    expect(both.map(({ target, value }) => [target, value])).toEqual([
      [2, 1],
      [6, null],
      [4, 4],
      [12, null],
    ]);
    const unknown = await targets('baoding_2012', { school_tracks: { '小学(县城)': 4 } });
    expect([unknown.exitCode, unknown.said.join()]).toEqual([2, expect.stringContaining('小学(县城)')]);
  });

  test('what is known of a threshold travels with its verdict', async () => {
    const baoding = (await targets('baoding_2012', {})).results;
    expect(of(baoding, 'urban_maintenance_tax_edu_share')).toMatchObject([{ target: 7, upper: 10 }]);
    expect(of(baoding, 'school_tracks').map(({ derived }) => derived)).toContain(true);
    expect(of(baoding, 'standard_school_share').map(({ tier }) => tier)).toEqual([
      '全市',
      '较好县',
      '其它县',
    ]);
    const national = (await targets('cn_dropout_control_2017', {})).results;
    expect(of(national, 'primary_dropout_rate')[0]).toMatchObject({ confidence: 'medium' });
  });

  test('inputs say what is missing to the target', async () => {
    const { results } = await targets('cn_dropout_control_2017', {
      primary_dropout_rate: { c1: 612, c11: 5 },
    });
    expect(of(results, 'primary_dropout_rate')[0]).toMatchObject({
      ...{ method: 'register', verdict: 'missed', lacking: { amount: '2', unit: '名' } },
    });
  });

  test('a method may be named for inputs and for a value; one that judges nothing is refused', async () => {
    const id = 'primary_dropout_rate';
    const moves = { c1: 612, c5: 14, c10: 2, c11: 1, c13: 19, c14: 1 };
    const flow = await targets('cn_dropout_control_2017', { [id]: { method: 'netflow', ...moves } });
    expect(of(flow.results, id)[0]).toMatchObject({ method: 'netflow', verdict: 'missed' });
    const told = await targets('cn_dropout_control_2017', { [id]: { method: 'netflow', value: 0.5 } });
    expect(of(told.results, id)[0]).toMatchObject({ method: 'netflow', value: 0.5, verdict: 'met' });
    const unknown = await targets('cn_dropout_control_2017', { [id]: { method: 'guess', value: 0.5 } });
    expect([unknown.exitCode, unknown.said.join()]).toEqual([2, expect.stringContaining('没有名为“guess”的口径')]);
    const more = await targets('cn_dropout_control_2017', { [id]: { value: 0.5, c1: 612 } });
    expect(more.exitCode).toBe(2);
  }); // prettier-ignore

  test('a bureau’s own profile is read from its file', async () => {
    const folder = temporaryFolder();
    const own = shippedDefinitions().targetProfiles.find(({ id }) => id === 'cn_dropout_control_2017');
    const file = path.join(folder, 'own.json');
    const thresholds = [
      { indicator: 'primary_dropout_rate', stage: '小学', op: '<=', value: 0.5, unit: '%' },
    ];
    const profile = { ...own, id: 'own-county@2', name: '清河县2026', thresholds } as TargetProfile;
    writeFileSync(file, `\ufeff${profileText(profile)}`);
    const { exitCode, results } = await targets('./own.json', { primary_dropout_rate: 0.55 }, folder);
    expect([exitCode, results]).toEqual([0, [expect.objectContaining({ target: 0.5, verdict: 'missed' })]]);
    writeFileSync(file, JSON.stringify({ ...profile, thresholds: [{ ...thresholds[0], op: '=>' }] }));
    const broken = await targets('./own.json', {}, folder);
    expect([broken.exitCode, broken.said]).toEqual([2, [expect.stringMatching(/own\.json.*第 1 条/)]]);
    expect((await targets('./other.json', {}, folder)).said.join()).toContain('other.json');
  });
});
