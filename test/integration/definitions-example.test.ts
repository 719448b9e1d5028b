import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadDefinitions } from '../../electron/definitions';
import { schoolAttributes } from '../../shared/applicability';
import { createCalculation } from '../../shared/calculation';
import type { Form } from '../../shared/form';
import { cellsOfSample, thisYear } from '../support/sample';
import { calculationInput, round2026, submissionData } from '../support/school';

const root = path.resolve(import.meta.dirname, '../..');
const example = path.join(root, 'test/fixtures/definitions-example');
const guide = readFileSync(path.join(root, 'docs/definitions.md'), 'utf8');

function readExample(name: string): string {
  return readFileSync(path.join(example, name), 'utf8');
}

interface Manifest {
  readonly forms: readonly string[];
  readonly groups: readonly { readonly title: string; readonly forms: readonly string[] }[];
}

function edit<T>(file: string, change: (content: T) => unknown): void {
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as T)));
}

/** The shipped definitions with the steps that docs/definitions.md describes. */
function followed(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(path.join(root, 'resources'), folder, { recursive: true });
  const editions = path.join(folder, 'editions');

  // A form of the bureau's.
  cpSync(path.join(example, '局早餐1.json'), path.join(editions, 'local/局早餐1.json'));
  edit<Form>(path.join(editions, 'local/局早餐1.json'), (form) => ({
    ...form,
    checks: [...form.checks, inGuide('{ "id": "LZC1-02"')],
  }));
  edit<Manifest>(path.join(editions, 'local/manifest.json'), (manifest) => ({
    ...manifest,
    forms: [...manifest.forms, '局早餐1'],
    groups: [...manifest.groups, { title: '学生生活', forms: ['局早餐1'] }],
  }));

  // A new edition.
  mkdirSync(path.join(editions, 'jiaoji-2027'));
  cpSync(path.join(editions, 'jiaoji-2021/manifest.json'), path.join(editions, 'jiaoji-2027/manifest.json'));
  cpSync(path.join(example, '教基3050.json'), path.join(editions, 'jiaoji-2027/教基3050.json'));
  edit<Manifest>(path.join(editions, 'jiaoji-2027/manifest.json'), (manifest) => ({
    ...manifest,
    id: 'jiaoji-2027',
    title: '新版',
    forms: ['教基3050'],
    groups: [{ title: '学生', forms: ['教基3050'] }],
  }));
  edit<{ bridges: object[] }>(path.join(editions, 'bridges.json'), ({ bridges, ...rest }) => ({
    ...rest,
    bridges: [...bridges, inGuide('{\n  "from": "jiaoji-2021"')],
  }));
  return folder;
}

/** The JSON block of the guide with this beginning. */
function inGuide(beginning: string): object {
  const block = guide.split('```').find((part) => part.startsWith(`json\n${beginning}`));
  return JSON.parse(block?.slice('json\n'.length) ?? '') as object;
}

describe('the worked example of docs/definitions.md', () => {
  const definitions = loadDefinitions(followed());
  const breakfast = { '局早餐1!02.3': 500, '局早餐1!02.4': 50 };
  const year = (schoolYear: number, edition = 'jiaoji-2021') => ({ ...round2026, schoolYear, edition });

  test('is printed in it as it is tested', () => {
    expect(guide).toContain(readExample('局早餐1.json').trim());
  });

  test('shows the new form with what is pulled, added up and left out', () => {
    const input = calculationInput({ ...cellsOfSample(thisYear), ...breakfast });
    const calculation = createCalculation(definitions, input);
    const shown = (cell: string) => calculation.cell('局早餐1', cell);
    expect(['02.1', '02.2', '02.5', '01.2', '01.5'].map((cell) => shown(cell).text)).toEqual([
      ...['601', '550', '91.51', '550', '91.51'],
    ]);
    expect(['02.1', '02.2', '02.3', '03.4'].map((cell) => shown(cell).kind)).toEqual([
      ...['pulled', 'computed', 'input', 'notApplicable'],
    ]);
  });

  test('finds what its checks forbid', () => {
    const last = { collection: year(2025), data: submissionData({ '局早餐1!02.3': 510 }) };
    const input = calculationInput(
      { ...cellsOfSample(thisYear), ...breakfast, '局早餐1!02.4': 102 },
      { previous: [last] },
    );
    const own = createCalculation(definitions, input)
      .findings()
      .filter(({ form }) => form === '局早餐1');
    expect(own.map(({ key, severity, left, right }) => [key, severity, left, right])).toEqual([
      ['LZC1-01@02', 'error', '602', '601'],
      ['LZC1-W1@02', 'warning', '500', '510'],
    ]);
  });

  test('reads last year across the new edition', () => {
    const grown = { ...cellsOfSample(thisYear), '教基3040!04.1': 612 };
    const last = { collection: year(2026), data: submissionData(grown) };
    const input = calculationInput(
      { '教基3050!01.2': 20, '教基3050!01.3': 1 },
      { collection: year(2027, 'jiaoji-2027'), previous: [last] },
    );
    const calculation = createCalculation(definitions, input);
    expect(calculation.cell('教基3050', '01.1').text).toBe('601');
    expect(calculation.cell('教基3050', '01.4').text).toBe('620');
  });
});

test('the guide names every function and every attribute of a school that expressions may use', () => {
  const sources = ['functions.ts', 'list-functions.ts'].map((name) =>
    readFileSync(path.join(root, 'shared', name), 'utf8'),
  );
  const functions = sources.flatMap((source) =>
    [...source.matchAll(/case '(\w+)'/g)].map(([, name]) => name),
  );
  expect(functions.length).toBeGreaterThan(15);
  for (const name of functions) expect(guide).toContain(`\`${name}(`);
  for (const name of schoolAttributes) expect(guide).toContain(`\`${name}\``);
});
