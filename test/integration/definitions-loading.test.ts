import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { loadDefinitions } from '../../electron/definitions';
import type { Edition, Form } from '../../shared/form';
import { broken, copied, faultOf, shipped, type Slip, testSlips } from './definitions-place';
import { temporaryFolder } from './storage-place';

const pupils = 'editions/jiaoji-2021/教基3112.json';
const basics = 'editions/jiaoji-2021/教基1001.json';
const manifest = 'editions/jiaoji-2021/manifest.json';

test('the shipped definitions load and nobody can change them', () => {
  const definitions = loadDefinitions(shipped);
  expect(definitions.editions.map(({ id }) => id)).toContain('jiaoji-2021');
  expect(definitions.editionOf['教基3112']).toBe('jiaoji-2021');
  expect(Object.keys(definitions.forms)).toEqual(definitions.editions.flatMap(({ forms }) => forms));
  expect(definitions.indicators.length).toBeGreaterThan(0);
  expect(definitions.targetProfiles.length).toBeGreaterThan(0);
  const form = definitions.forms['教基3112'] as { title: string };
  expect(() => (form.title = 'x')).toThrow(TypeError);
  expect(Object.isFrozen(definitions.forms['教基3112']?.layout)).toBe(true);
});

test('what was found right before is the same, frozen, and parsed when it is asked for', () => {
  const folder = copied();
  let sealed = '';
  const seal = {
    has: (digest: string) => digest === sealed,
    put: (digest: string) => void (sealed = digest),
  };
  const examined = loadDefinitions(folder, seal);
  const parse = vi.spyOn(JSON, 'parse');
  const read = loadDefinitions(folder, seal);
  expect(parse).toHaveBeenCalledTimes(read.editions.length);
  const form = read.forms['教基3112'];
  expect(read.forms['教基3112']).toBe(form);
  expect(parse).toHaveBeenCalledTimes(read.editions.length + 1);
  parse.mockRestore();
  // What changes on the disk meanwhile was not examined.
  writeFileSync(path.join(folder, basics), '{}');
  expect(isDeepStrictEqual(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(examined)))).toBe(
    true,
  );
  expect(isDeepStrictEqual(structuredClone(read), structuredClone(examined))).toBe(true);
  for (const part of [read, read.forms, form?.layout, read.editionOf, read.editions[0], read.bridges])
    expect(Object.isFrozen(part)).toBe(true);
  for (const part of [read.indicators, read.targetProfiles, read.standards, read.analyses, read.analyses[0]])
    expect(Object.isFrozen(part)).toBe(true);
});

describe('a file that cannot be read', () => {
  test('JSON cut off', () => {
    const folder = broken(pupils, (form: Form) => JSON.stringify(form, null, 2).slice(0, -3));
    expect(faultOf(folder)).toMatchObject({ file: pupils, path: '' });
    expect(faultOf(folder).problem).toMatch(/JSON/);
  });

  test('JSON with a comma too many names the line', () => {
    const folder = broken(pupils, () => '{\n  "code": "教基3112",,\n}');
    expect(faultOf(folder).problem).toBe('第 2 行附近不是有效的 JSON');
  });

  test('a byte order mark, which Windows editors add, is no error', () => {
    const folder = broken(pupils, (form: Form) => `\ufeff${JSON.stringify(form)}`);
    expect(loadDefinitions(folder).forms['教基3112']?.code).toBe('教基3112');
  });

  test('a missing form, a missing folder and a file that nobody lists', () => {
    const without = copied();
    rmSync(path.join(without, pupils));
    expect(faultOf(without)).toMatchObject({ file: manifest, problem: '缺少表 教基3112 的文件' });
    const empty = temporaryFolder();
    expect(faultOf(empty)).toMatchObject({ file: 'editions', problem: '文件读不出来（ENOENT）' });
    const renamed = copied();
    renameSync(
      path.join(renamed, 'indicators/primary_dropout_rate.json'),
      path.join(renamed, 'indicators/x.json'),
    );
    expect(faultOf(renamed)).toMatchObject({ file: 'indicators/x.json', path: 'id' });
    const without2106 = (codes: readonly string[]) => codes.filter((code) => code !== '教基2106');
    const extra = broken(manifest, (edition: Edition) => ({
      ...edition,
      forms: without2106(edition.forms),
      groups: edition.groups.map((group) => ({ ...group, forms: without2106(group.forms) })),
    }));
    expect(faultOf(extra)).toMatchObject({ file: manifest, path: 'forms' });
  });
});

/** Each is one slip of an editor's hand. */
const slips: readonly Slip[] = [
  {
    name: 'an unknown property',
    file: pupils,
    change: (form) => ({ ...form, colour: 'red' }),
    path: '',
    problem: /colour/,
  },
  {
    name: 'a wrong type deep inside',
    file: pupils,
    change: ({ rows = [], ...form }) => ({
      ...form,
      rows: rows.map((row, index) => (index === 2 ? { ...row, label: 7 } : row)),
    }),
    path: 'rows.2.label',
    problem: /字符串|string/,
  },
  {
    name: 'a code that is not the file name',
    file: pupils,
    change: (form) => ({ ...form, code: '教基9999' }),
    path: 'code',
    problem: '里面写的是“教基9999”，与文件或文件夹的名称不一致',
  },
  {
    name: 'two rows of one code',
    file: pupils,
    change: ({ rows = [], ...form }) => ({ ...form, rows: [...rows, { code: '01', label: '又一行' }] }),
    path: 'rows.12.code',
    problem: '代码 01 重复',
  },
  {
    name: 'two columns of one code',
    file: pupils,
    change: ({ columns = [], ...form }) => ({ ...form, columns: [...columns, ...columns.slice(0, 1)] }),
    path: 'columns.15.code',
    problem: '代码 1 重复',
  },
  {
    name: 'a parent that does not exist',
    file: pupils,
    change: ({ rows = [], ...form }) => ({
      ...form,
      rows: rows.map((row, index) => (index === 1 ? { ...row, parent: '77' } : row)),
    }),
    path: 'rows.1.parent',
    problem: '上级行 77 不存在',
  },
  {
    name: 'rows that are each other’s parent',
    file: pupils,
    change: ({ rows = [], ...form }) => ({
      ...form,
      rows: rows.map((row, index) => (index < 2 ? { ...row, parent: rows[1 - index]?.code } : row)),
    }),
    path: 'rows.0.parent',
    problem: '行 01 的上级绕回了自己',
  },
  {
    name: 'a range beyond the last row',
    file: pupils,
    change: (form) => ({ ...form, notApplicable: [{ rows: '01-88', cols: '1' }] }),
    path: 'notApplicable.0.rows',
    problem: '“01-88”超出了本表的代码范围',
  },
  {
    name: 'an enum without options',
    file: basics,
    change: ({ fields = [], ...form }) => ({
      ...form,
      fields: fields.map((field, index) =>
        index === 0 ? { ...field, type: 'enum', options: undefined } : field,
      ),
    }),
    path: 'fields.0.options',
    problem: '选项类型必须列出 options',
  },
  {
    name: 'a decimal without decimals',
    file: pupils,
    change: ({ columns = [], ...form }) => ({
      ...form,
      columns: columns.map((column, index) => (index === 3 ? { ...column, type: 'decimal' } : column)),
    }),
    path: 'columns.3.decimals',
    problem: '小数类型必须写明 decimals',
  },
  {
    name: 'a matrix without rows',
    file: pupils,
    change: (form) => ({ ...form, rows: [] }),
    path: 'rows',
    problem: '这一类表必须有 rows',
  },
];

describe('one slip in one file is found with its place', () => {
  testSlips(slips);
});

describe('definitions that do not fit together', () => {
  test('one check id in two forms', () => {
    const folder = copied();
    const form = JSON.parse(readFileSync(path.join(folder, pupils), 'utf8')) as Form;
    const other = 'editions/jiaoji-2021/教基3113.json';
    const copy = JSON.parse(readFileSync(path.join(folder, other), 'utf8')) as Form;
    const [check] = form.checks;
    writeFileSync(path.join(folder, other), JSON.stringify({ ...copy, checks: [...copy.checks, check] }));
    expect(faultOf(folder)).toMatchObject({
      file: other,
      path: `checks.${copy.checks.length}.id`,
      problem: `校验编号 ${check?.id ?? ''} 与表 教基3112 中的重复`,
    });
  });

  test('one form in two editions', () => {
    const folder = broken('editions/local/manifest.json', (edition: Edition) => ({
      ...edition,
      forms: [...edition.forms, '教基3112'],
    }));
    cpSync(path.join(folder, pupils), path.join(folder, 'editions/local/教基3112.json'));
    expect(faultOf(folder)).toMatchObject({
      file: 'editions/local/manifest.json',
      problem: '表 教基3112 定义了两次',
    });
  });

  test('a check that names a cell that does not exist', () => {
    const folder = broken(pupils, (form: Form) => ({
      ...form,
      checks: form.checks.map((check, index) => (index === 0 ? { ...check, expr: 'r99c99 = 1' } : check)),
    }));
    expect(faultOf(folder).file).toBe(pupils);
    expect(faultOf(folder).path).toMatch(/checks.+J3112-01/);
  });

  test('an expression that is none', () => {
    const folder = broken(pupils, (form: Form) => ({
      ...form,
      checks: form.checks.map((check, index) => (index === 0 ? { ...check, expr: 'r01c01 = = 1' } : check)),
    }));
    expect(faultOf(folder).problem).toContain('r01c01 = = 1');
  });
});
