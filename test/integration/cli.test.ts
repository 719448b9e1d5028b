import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCommandLine } from '../../electron/cli/tianbao';
import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { faultKinds } from '../../shared/generator';
import { submissionDocument } from '../../shared/workbook-data';
import { shippedDefinitions } from '../support/definitions';
import { cellsOfSample, lastYear, thisYear } from '../support/sample';
import { calculationInput, round2025old, submissionData } from '../support/school';
import { root, type Run, tianbao } from './cli-run';
import { temporaryFolder } from './storage-place';

const definitions = shippedDefinitions();

/** What scripts in a county rely on; fields may be added. */
interface CheckAnswer {
  readonly findings: readonly {
    readonly key: string;
    readonly check: string;
    readonly severity: string;
    readonly form: string;
    readonly cells: readonly string[];
    readonly left: unknown;
    readonly right: unknown;
    readonly message: string;
    readonly values: Readonly<Record<string, string>>;
  }[];
  readonly counts: Readonly<Record<'error' | 'warning' | 'skipped' | 'broken', number>>;
}

function documentOf(input: CalculationInput): Record<string, unknown> {
  const edition = definitions.editions.find(({ id }) => id === input.collection.edition);
  if (edition === undefined) throw new Error('no edition');
  const { school, collection, data } = input;
  const calculation = createCalculation(definitions, input);
  const { editions } = definitions;
  return {
    ...submissionDocument({ school, collection, edition, editions, data, calculation, draft: true }),
  };
}

const earlier = { collection: round2025old, data: submissionData(cellsOfSample(lastYear)) };
const sample = (more: Record<string, number> = {}) =>
  calculationInput({ ...cellsOfSample(thisYear), ...more }, { previous: [earlier] });
const previousDocument = documentOf({ ...sample(), ...earlier, previous: [] });

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

async function checked(document: unknown, ...more: string[]): Promise<Run & { answer: CheckAnswer }> {
  const folder = folderWith({ 'a.json': document, 'last.json': previousDocument });
  const run = await tianbao(folder, 'check', 'a.json', ...more);
  return { ...run, answer: run.json as CheckAnswer };
}

test('definitions lists every form with its provenance and the number of its checks', async () => {
  const { exitCode, json } = await tianbao(root, 'definitions');
  const form = definitions.forms['教基3112'];
  expect(exitCode).toBe(0);
  expect(json).toMatchObject({
    indicators: definitions.indicators.map(({ id }) => id),
    targetProfiles: definitions.targetProfiles.map(({ id }) => id),
  });
  const { editions } = json as { editions: { id: string; forms: Record<string, unknown>[] }[] };
  expect(editions.flatMap(({ forms }) => forms)).toHaveLength(Object.keys(definitions.forms).length);
  expect(editions[0]?.forms.find(({ code }) => code === '教基3112')).toEqual({
    code: '教基3112',
    title: form?.title,
    kind: 'matrix',
    provenance: form?.provenance.class,
    checks: form?.checks.length,
  });
});

describe('check', () => {
  test('finds the same as the window, and ends with 1 while something is open', async () => {
    const { exitCode, answer, said } = await checked(documentOf(sample()), '--previous', 'last.json');
    const expected = createCalculation(definitions, sample()).findings();
    const personal = new Set(['局控辍1', '局特教2']);
    const own = answer.findings.filter(({ form }) => !personal.has(form)).map(({ key }) => key);
    expect(own).toEqual(expected.filter(({ form }) => !personal.has(form)).map(({ key }) => key));
    expect(own).toContain('J3040-W1#1');
    expect(exitCode).toBe(1);
    expect(said.join('\n')).toContain('J3040-W1');
  });

  test('names an error with its cells, both sides and a sentence', async () => {
    const { exitCode, answer } = await checked(
      documentOf(sample({ '教基3040!04.5': 15 })),
      ...['--previous', 'last.json'],
    );
    expect(exitCode).toBe(1);
    expect(answer.counts.error).toBeGreaterThan(0);
    const finding = answer.findings.find(({ check }) => check === 'J3040-10');
    expect(finding).toMatchObject({ severity: 'error', form: '教基3040', left: 602, right: 601 });
    expect(finding?.cells[0]).toBe('04.17');
    expect(finding?.message).toMatch(
      /^\[J3040-10\] 教基3040 小学 · 本学年初在校生数：.*应当左边 = 右边；现在左边 602，右边 601，差 1/,
    );
  });

  test('a total that arrived wrong is an error, though its parts agree', async () => {
    const document = documentOf(sample()) as { forms: Record<string, Record<string, number>> };
    const forms = { ...document.forms, 教基3040: { ...document.forms['教基3040'], '04.17': 602 } };
    const { answer } = await checked({ ...document, forms }, '--previous', 'last.json');
    expect(answer.findings.some(({ check, left, right }) => check === 'J3040-03' && left === 602 && right === 601)).toBe(true);
  }); // prettier-ignore

  test('an explanation whose values have changed counts for nothing', async () => {
    const first = await checked(documentOf(sample()), '--previous', 'last.json');
    const explanations = first.answer.findings.map(({ key, values }) => ({
      finding: key,
      text: '已核实',
      values: Object.fromEntries(Object.keys(values).map((name) => [name, '7'])),
    }));
    const again = await checked({ ...documentOf(sample()), explanations }, '--previous', 'last.json');
    expect(again.exitCode).toBe(1);
  });

  test('without last year what reads it is skipped, not guessed', async () => {
    const { answer } = await checked(documentOf(sample()));
    expect(answer.findings.some(({ check }) => check === 'J3040-04')).toBe(false);
  });

  test('a value that has no place is bad input, and the rest is checked all the same', async () => {
    const document = documentOf(sample()) as { forms: object };
    const forms = { ...document.forms, 教基9999: { '01.1': 1 } };
    const { exitCode, said, answer } = await checked({ ...document, forms });
    expect(exitCode).toBe(2);
    expect(said).toContain('a.json：没有表 教基9999，其中的内容没有读取。');
    expect(answer.findings.length).toBeGreaterThan(0);
  });

  test.each([
    ['no file', ['gone.json'], '找不到 gone.json'],
    ['no JSON', ['broken.json'], 'broken.json：文件不是有效的 JSON'],
    ['another shape', ['list.json'], 'list.json：文件的格式不对'],
    ['no workbook', ['a.xlsx'], '找不到 a.xlsx'],
    ['nothing named', [], '正确的写法：check <submission.json|文件.xlsx>'],
    ['an unknown switch', ['a.json', '--last', 'b.json'], '正确的写法：check'],
    ['last year of another school', ['a.json', '--previous', 'other.json'], 'other.json：这是学校 9900000002 的数据，不是 9900000001 的'],
    ['last year that is not earlier', ['a.json', '--previous', 'a.json'], 'a.json：这是 2026—2027 学年的数据，不早于'],
  ])('%s is refused with a sentence and 2', async (_name, args, sentence) => {
    const { school, ...rest } = previousDocument as { school: object };
    const folder = folderWith({
      'a.json': documentOf(sample()),
      'broken.json': '{"school":',
      'list.json': [],
      'other.json': { ...rest, school: { ...school, code: '9900000002' } },
    });
    const { exitCode, json, said } = await tianbao(folder, 'check', ...args);
    expect({ exitCode, json }).toEqual({ exitCode: 2, json: undefined });
    expect(said.join('\n')).toContain(sentence);
  }); // prettier-ignore
});

describe('generate', () => {
  const options = ['generate', '--schools', '4', '--seed', '7', '--years', '2'];
  const files = (folder: string) =>
    readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]);

  test('writes schools of two years that end with 0, warnings explained', async () => {
    const folder = temporaryFolder();
    const { exitCode, json } = await tianbao(folder, ...options, '--out', 'county');
    expect(exitCode).toBe(0);
    const { schools } = json as { schools: { code: string; files: string[] }[] };
    expect(schools).toHaveLength(4);
    for (const school of schools) {
      const [newest = '', before = ''] = school.files;
      expect(newest).toBe(`${school.code}.json`);
      const run = await tianbao(path.join(folder, 'county'), 'check', newest, '--previous', before);
      expect([newest, run.exitCode, run.said]).toEqual([newest, 0, []]);
      expect(run.json).toMatchObject({ counts: { error: 0, broken: 0 }, problems: [] });
    }
  }, 60_000);

  test.each(faultKinds)(
    'puts in one fault of the kind %s, which check finds',
    async (kind) => {
      const folder = temporaryFolder();
      const types = ['--type', '小学', '--type', '九年一贯制学校'];
      const run = await tianbao(folder, ...options, ...types, '--fault', kind, '--out', '.');
      const { schools } = run.json as {
        schools: { files: string[]; fault: { kind: string; checks: string[] } | null }[];
      };
      const faulty = schools.filter(({ fault }) => fault !== null);
      expect(faulty.length).toBeGreaterThan(0);
      for (const { files, fault } of faulty) {
        const [newest = '', before = ''] = files;
        const { exitCode, json } = await tianbao(folder, 'check', newest, '--previous', before);
        const found = (json as CheckAnswer).findings.map(({ check }) => check);
        expect([newest, exitCode, found]).toEqual([newest, 1, expect.arrayContaining(fault?.checks ?? [])]);
      }
    },
    60_000,
  );

  test('writes the same again, and leaves no school of an earlier run among them', async () => {
    const folder = temporaryFolder();
    await tianbao(folder, ...options, '--out', 'a');
    await tianbao(folder, ...options, '--out', 'b', '--seed', '8', '--type', '幼儿园');
    await tianbao(folder, ...options, '--out', 'b');
    expect(files(path.join(folder, 'b'))).toEqual(files(path.join(folder, 'a')));
  }, 60_000);

  test('touches nothing of anybody else’s', async () => {
    const folder = folderWith({ 'report.txt': 'mine', '9900000001.json': { school: 'mine' } });
    const refused = await tianbao(folder, ...options, '--out', '.');
    expect([refused.exitCode, refused.said[0]]).toEqual([
      2,
      expect.stringContaining('里有别的文件，没有写入'),
    ]);
    const forced = await tianbao(folder, ...options, '--out', '.', '--force');
    expect(forced.exitCode).toBe(0);
    expect(readFileSync(path.join(folder, 'report.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(path.join(folder, '9900000001.json'), 'utf8')).toBe('{"school":"mine"}');
  }, 60_000);

  test.each([
    ['no folder', [], '正确的写法：generate'],
    [
      'no number of schools',
      ['--out', 'x', '--schools', 'many'],
      '--schools 不能是“many”，应为不小于 1 的整数。',
    ],
    ['an unknown edition', ['--out', 'x', '--edition', 'y'], '没有版本“y”的报表'],
    ['an unknown fault', ['--out', 'x', '--fault', 'y'], '--fault 不能是“y”，应为total、'],
    ['an unknown type', ['--out', 'x', '--type', '大学'], '--type 不能是“大学”，应为小学、'],
  ])('%s is bad input', async (_name, args, sentence) => {
    const { exitCode, said } = await tianbao(temporaryFolder(), ...options, ...args);
    expect([exitCode, said[0]]).toEqual([2, expect.stringContaining(sentence)]);
  });
});

test.each(['', 'constructor', 'imports'])('command %j answers with a sentence and 2', async (name) => {
  const { exitCode, json, said } = await tianbao(root, name, 'a.xlsx');
  expect({ exitCode, json }).toEqual({ exitCode: 2, json: undefined });
  expect(said[0]).toContain('没有这个命令。可用的命令：definitions、check');
});

test('definitions that are broken stop every command', async () => {
  const said: string[] = [];
  const terminal = {
    folder: root,
    resources: temporaryFolder(),
    say: (line: string) => void said.push(line),
  };
  expect(await runCommandLine(['definitions'], terminal, () => undefined)).toBe(2);
  expect(said[0]).toContain('报表定义文件有错误');
});

describe('the script', () => {
  /** Plain Node, as npm runs it: nothing of Electron may be needed. */
  const call = (cwd: string, args: string[], env: Record<string, string> = {}) => {
    const { ELECTRON_RUN_AS_NODE: _electron, INIT_CWD: _called, ...rest } = process.env;
    const script = path.join(root, 'scripts/tianbao.mjs');
    const node = process.env['npm_node_execpath'] ?? 'node';
    return spawnSync(node, [script, ...args], { cwd, env: { ...rest, ...env }, encoding: 'utf8' });
  };

  test('keeps standard output for the answer, and builds once', () => {
    const folder = folderWith({ 'a.json': documentOf(sample()) });
    call(folder, ['definitions']);
    const run = call(folder, ['check', 'a.json']);
    expect(run.status).toBe(1);
    expect(run.stderr).not.toMatch(/build:|setup:/);
    expect((JSON.parse(run.stdout) as CheckAnswer).counts.broken).toBe(0);
  }, 60_000);

  test('reads files from where npm was called', () => {
    const folder = folderWith({ 'a.json': documentOf(sample()) });
    expect(call(root, ['check', 'a.json'], { INIT_CWD: folder }).status).toBe(1);
    expect(call(root, ['check', 'a.json']).status).toBe(2);
  }, 60_000);

  test('tries out other definitions', () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'mine'));
    const run = call(folder, ['--resources', 'mine', 'definitions']);
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('editions');
  }, 60_000);
});

test('the documented commands are those that exist', async () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const { said } = await tianbao(root, 'x');
  for (const name of said[0]?.match(/[a-z]+/g) ?? []) expect(readme).toContain(`\`${name}`);
});
