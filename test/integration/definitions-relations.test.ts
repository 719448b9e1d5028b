import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadDefinitions } from '../../electron/definitions';
import type { Form } from '../../shared/form';
import { broken, copied, faultOf, shipped } from './definitions-place';

const pupils = 'editions/jiaoji-2021/教基3112.json';
const changes = 'editions/jiaoji-2021/教基3040.json';
const conditions = 'editions/jiaoji-2021/教基5176.json';
const cases = 'editions/local/局控辍1.json';
const gaps = 'editions/local/局缺口1.json';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const withCheck =
  (expr: string, more: object = {}) =>
  (form: Form) => ({
    ...form,
    checks: [...form.checks, { id: 'X1-01', severity: 'error', text: '试', expr, ...more }],
  });

const withColumn = (code: string, change: object) => (form: Form) => ({
  ...form,
  columns: (form.columns ?? []).map((column) => (column.code === code ? { ...column, ...change } : column)),
});

const withRow = (code: string, change: object) => (form: Form) => ({
  ...form,
  rows: (form.rows ?? []).map((row) => (row.code === code ? { ...row, ...change } : row)),
});

interface Case {
  readonly name: string;
  readonly file?: string;
  readonly change: (form: Form) => unknown;
  readonly path: string;
  readonly problem: string | RegExp;
}

/** Each is found when the program starts, whatever school the clerk has. */
const slips: readonly Case[] = [
  {
    name: 'an unknown cell',
    change: withCheck('r01c07 = r99c07'),
    path: 'checks/X1-01',
    problem: '表 教基3112 没有第 99 行第 7 列',
  },
  {
    name: 'an unknown form',
    change: withCheck('r01c07 = 教基9999!r01c07'),
    path: 'checks/X1-01',
    problem: '没有表 教基9999',
  },
  {
    name: 'an unknown function',
    change: withCheck('average(r01c07) = 1'),
    path: 'checks/X1-01',
    problem: '没有名为 average 的函数',
  },
  {
    name: 'a function with too few arguments',
    change: withCheck('abs() = 1'),
    path: 'checks/X1-01',
    problem: /无法理解|参数个数/,
  },
  {
    name: 'an unknown attribute of the school',
    change: withCheck('r01c07 = 1', { when: 'school.colour = 1' }),
    path: 'checks/X1-01',
    problem: '这里没有 school.colour',
  },
  {
    name: 'a relation that is none',
    change: withCheck('r01c07 + 1'),
    path: 'checks/X1-01',
    problem: '类型不符：这里要真假，得到的是数',
  },
  {
    name: 'a count compared with a word',
    change: withCheck('r01c07 = "很多"'),
    path: 'checks/X1-01',
    problem: '类型不符：这里要数，得到的是文字',
  },
  {
    name: 'a text in a sum',
    file: cases,
    change: withCheck('sum(c02, c18) = 1'),
    path: 'checks/X1-01',
    problem: '类型不符：这里要数，得到的是文字',
  },
  {
    name: 'a date compared with a number',
    file: cases,
    change: withCheck('c15 > 5'),
    path: 'checks/X1-01',
    problem: '类型不符：这里要日期，得到的是数',
  },
  {
    name: 'a text computed into a column of numbers',
    change: withColumn('7', { computed: 'row.label' }),
    path: 'cells/01.7',
    problem: /参与计算|类型不符/,
  },
  {
    name: 'a circular total',
    change: withColumn('9', { computed: 'c07 - sum(c10:c14)' }),
    path: '^cells/\\d\\d\\.\\d+$',
    problem: '计算关系首尾相接，算不出结果',
  },
  {
    name: 'a circle over two forms',
    file: changes,
    change: (form) => ({
      ...form,
      columns: form.columns?.map((column) =>
        column.code === '4' ? { ...column, computed: '教基3041!r04c01', computedInRows: '04' } : column,
      ),
      pulled: [{ rows: '04', cols: '5', from: 'r04c02 - r04c03' }],
    }),
    path: '^cells/',
    problem: '计算关系首尾相接，算不出结果',
  },
  {
    name: 'a computed cell whose operands must all not be filled',
    change: withColumn('2', { computedInRows: '01-12' }),
    path: 'cells/04.2',
    problem: '参与计算的单元格都不能填，应改为输入',
  },
  {
    name: 'circular columns of a ledger',
    file: gaps,
    // What is computed is not carried into another year either, which would be found first.
    change: (form) => ({
      ...withColumn('10', { computed: 'c11 / c09' })(form),
      carriedRecords: undefined,
    }),
    path: 'columns/10',
    problem: '计算关系首尾相接，算不出结果',
  },
  {
    name: 'a stated total in a ledger that has none',
    file: cases,
    change: withCheck('declaredTotal(c05) = 1'),
    path: 'checks/X1-01',
    problem: '这本台账没有写明合计记录（totalRecords）',
  },
  {
    name: 'a ledger function outside a ledger',
    change: withCheck('sameWithin(c01, c02)'),
    path: 'checks/X1-01',
    problem: '函数 sameWithin 只能用于台账的列',
  },
  {
    name: 'a row without a type under a column that leaves it to the rows',
    file: conditions,
    change: withRow('08', { type: undefined }),
    path: 'rows.7.type',
    problem: '本列的类型由各行写明（byRow），这一行没有写 type',
  },
  {
    name: 'a type by row in a ledger',
    file: cases,
    change: withColumn('18', { type: 'byRow' }),
    path: 'columns.17.type',
    problem: 'byRow 只能用于行列表',
  },
  {
    name: 'a wrong condition of a source',
    file: changes,
    change: (form) => ({
      ...form,
      pulled: [{ rows: '04', cols: '3', from: '教基3112!r01c02', when: '1 + 1' }],
    }),
    path: 'cells/04.3',
    problem: '类型不符：这里要真假，得到的是数',
  },
];

describe('a relation that cannot work is refused at the start', () => {
  for (const { name, file = pupils, change, path: place, problem } of slips) {
    test(name, () => {
      const fault = faultOf(broken(file, change));
      expect(fault.file).toBe(file);
      if (place.startsWith('^')) expect(fault.path).toMatch(new RegExp(place));
      else expect(fault.path).toBe(place);
      if (typeof problem === 'string') expect(fault.problem).toBe(problem);
      else expect(fault.problem).toMatch(problem);
    });
  }
});

describe('definitions that were found right before', () => {
  const remembered: { digest?: string } = {};
  const seal = {
    has: (digest: string) => remembered.digest === digest,
    put: (digest: string) => void (remembered.digest = digest),
  };

  test('are read as they are', () => {
    const folder = copied();
    const first = loadDefinitions(folder, seal);
    expect(remembered.digest).toMatch(/^[0-9a-f]{64}$/);
    const again = loadDefinitions(folder, seal);
    expect(again).toEqual(first);
    expect(() => ((again.forms['教基3112'] as Mutable<Form>).title = 'x')).toThrow(TypeError);
  });

  test('that cannot be remembered, on a full disk, are used all the same', () => {
    const full = {
      has: () => false,
      put: () => {
        throw new Error('database or disk is full');
      },
    };
    expect(loadDefinitions(shipped, full).forms['教基3112']?.code).toBe('教基3112');
  });

  test('are checked again after one letter changed', () => {
    const folder = broken(pupils, withCheck('r01c07 = r99c07'));
    expect(() => loadDefinitions(folder, seal)).toThrow();
    writeFileSync(path.join(folder, pupils), '{}');
    expect(() => loadDefinitions(folder, seal)).toThrow();
  });
});
