import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { cellName, cellsOf } from '../../shared/cell';
import { changedValues, isExcepted, isStale, mayBeExcepted, whatIsAsked } from '../../shared/explanation';
import type { Finding } from '../../shared/finding';
import { decideInstances } from '../../shared/findings';
import type { Evidence } from '../../shared/findings';
import type { Instance } from '../../shared/instance';
import { programFor } from '../../shared/program';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, changes, round2025, round2026, submissionData, village } from '../support/school';

const definitions = shippedDefinitions();
const calculation = createCalculation(
  definitions,
  calculationInput({ '教基3040!04.12': 1, '教基3112!02.9': 5 }),
);
const found = (check: string): Finding => {
  const finding = calculation.findings().find((candidate) => candidate.check === check);
  if (finding === undefined) throw new Error(`no finding of ${check}`);
  return finding;
};

describe('an explanation', () => {
  const warning = found('J3040-W1');
  const explanation = { finding: warning.key, text: '已列入台账', values: warning.values };

  it('settles a warning while its values stand', () => {
    expect(whatIsAsked(warning, undefined)).toBe('explanation');
    expect(whatIsAsked(warning, explanation)).toBeNull();
  });

  it('is stale as soon as one of them changes', () => {
    calculation.setCells(changes({ '教基3040!04.12': 2 }));
    expect(isStale(explanation, found('J3040-W1'))).toBe(true);
    expect(whatIsAsked(found('J3040-W1'), explanation)).toBe('explanation');
    calculation.setCells(changes({ '教基3040!04.12': 1 }));
    expect(whatIsAsked(found('J3040-W1'), explanation)).toBeNull();
  });

  it('is stale when only last year changed', () => {
    const past = (pupils: number) => [
      { collection: round2025, data: submissionData({ '教基3112!01.9': pupils }) },
    ];
    const findingOf = (pupils: number) => {
      const input = calculationInput({ '教基3112!01.10': 580 }, { previous: past(pupils) });
      return createCalculation(definitions, input)
        .findings()
        .find(({ key }) => key === 'J3112-12#1');
    };
    const [before, after] = [findingOf(600), findingOf(700)];
    if (before === undefined || after === undefined) throw new Error('no finding');
    expect(isStale({ finding: before.key, text: '转出', values: before.values }, after)).toBe(true);
  });

  it('is not stale because a blank became a 0', () => {
    const blank = { ...warning, values: { ...warning.values, '教基3040!04.13': '' } };
    const text = { ...explanation, values: blank.values };
    expect(isStale(text, { ...blank, values: { ...blank.values, '教基3040!04.13': '0' } })).toBe(false);
    expect(isStale(text, { ...blank, values: { ...blank.values, '教基3040!04.13': '1' } })).toBe(true);
    expect(isStale(text, warning)).toBe(true);
  });

  it('says which values changed since', () => {
    const now = { ...warning, values: { ...warning.values, '教基3040!04.12': '3', left: '3' } };
    expect(changedValues(explanation, now)).toEqual([{ name: '教基3040!04.12', before: '1', now: '3' }]);
    const target = { ...warning, values: { ...warning.values, right: '0.6' } };
    expect(changedValues(explanation, target)).toEqual([
      { name: 'right', before: warning.values['right'], now: '0.6' },
    ]);
  });

  it('does not settle an error', () => {
    const error = found('J3112-05');
    expect(whatIsAsked(error, { finding: error.key, text: '说明', values: error.values })).toBe('correction');
  });
});

it('a rule that fails while it is evaluated is a finding that names itself, and stops nobody', () => {
  const program = programFor(definitions, round2026.edition, village);
  const [instance] = program.checks().instances.filter(({ check }) => check.id === 'J3112-10');
  if (instance === undefined) throw new Error('no instance');
  const failing: Instance = {
    ...instance,
    decide: () => {
      throw new Error('rule failed');
    },
  };
  const evidence: Evidence = {
    program: { ...program, checks: () => ({ ...program.checks(), instances: [failing] }) },
    memory: {
      values: program.slots.all.map(() => 1),
      lists: new Map(),
      record: null,
      school: () => undefined,
      reviewed: () => false,
      unknown: () => false,
      target: () => undefined,
      ...{ element: -1, sweep: 0, method: () => undefined, standard: () => undefined },
      countDate: '2026-09-01',
    },
    isStarted: () => true,
    stated: new Map(),
    hasEarlierYear: false,
    schoolYear: 2026,
    text: () => '1',
    list: () => undefined,
    contents: new Map(),
    ...{ isReviewed: () => false, counted: [] },
    result: () => null,
  };
  const { findings } = decideInstances(evidence, null, { whole: new Set(), records: new Map() });
  expect(findings).toMatchObject([{ check: 'J3112-10', status: 'broken', instruction: 'rule failed' }]);
  expect(findings.map((finding) => whatIsAsked(finding, undefined))).toEqual([null]);
});

describe('特殊情况说明', () => {
  const error = found('J3112-05');
  const request = {
    finding: error.key,
    text: '一个教学班在九月并入邻校，上级已批复',
    values: error.values,
    exception: true as const,
  };

  it('settles an error between two figures of a table, as long as the values stand', () => {
    expect([error.left, error.op, error.right]).toEqual(['5', '<=', '0']);
    expect(mayBeExcepted(error)).toBe(true);
    expect(isExcepted(error, request)).toBe(true);
    expect(whatIsAsked(error, request)).toBeNull();
    const values = { ...error.values, '教基3112!02.9': '6' };
    expect(whatIsAsked({ ...error, values }, request)).toBe('correction');
  });

  it('counts ten characters at least, without the blanks around them', () => {
    expect(isExcepted(error, { ...request, text: '一二三四五六七八九十' })).toBe(true);
    expect(isExcepted(error, { ...request, text: '  一二三四五六七八九 ' })).toBe(false);
  });

  it('is none without the mark, and none on a warning', () => {
    const { exception: _, ...plain } = request;
    expect(isExcepted(error, plain)).toBe(false);
    expect(isExcepted({ ...error, severity: 'warning' }, request)).toBe(false);
  });

  it.each([
    ['a text that its cell cannot hold', { check: 'CELL', left: null, right: null, op: null }],
    ['a stated total', { check: 'STATED' }],
    ['a total from outside in a relation', { stated: true as const }],
    ['a broken rule', { status: 'broken' as const }],
    ['two texts', { left: '男', right: '女' }],
    ['no two sides', { left: null, right: null, op: null }],
    ['a record of a list', { cells: [{ form: '局特教2', cell: 'record-0001.c12' }] }],
    ['a field', { cells: [{ form: '教基1001', cell: 'schoolCode' }] }],
  ])('is not open to %s', (_, part) => {
    expect(mayBeExcepted({ ...error, ...part })).toBe(false);
    expect(whatIsAsked({ ...error, ...part }, request)).toBe('status' in part ? null : 'correction');
  });
});

describe('a total from outside', () => {
  const program = programFor(definitions, round2026.edition, village);
  const typed: Record<string, number> = {};
  const computed: string[] = [];
  for (const form of program.forms) {
    if (form.kind !== 'matrix') continue;
    for (const { key, spec } of cellsOf(form)) {
      const name = cellName(form.code, key);
      const kind = program.slots.cell(form.code, key)?.kind;
      if (kind === 'computed') computed.push(name);
      else if (kind === 'input' && spec.type === 'integer') typed[name] = 3;
    }
  }
  const plain = createCalculation(definitions, calculationInput(typed));
  const textOf = (name: string) => {
    const [form = '', cell = ''] = name.split('!');
    return plain.cell(form, cell).text;
  };
  const totals = computed.filter((name) => textOf(name) !== '');
  const stated = new Map(totals.map((name) => [name, String(Number(textOf(name)) + 5)]));
  const doctored = createCalculation(definitions, calculationInput(typed, { stated }));

  it('that differs from its parts is never 特殊情况, whichever relation tells it', () => {
    const before = new Set(plain.findings().map(({ key, left }) => `${key} ${left}`));
    const told = doctored.findings().filter(({ key, left }) => !before.has(`${key} ${left}`));
    expect(totals.length).toBeGreaterThan(200);
    expect(told.length).toBeGreaterThanOrEqual(totals.length);
    expect(told.filter(mayBeExcepted).map(({ key }) => key)).toEqual([]);
  });

  it('leaves the relations that fail without it as they are', () => {
    const open = plain.findings().filter(mayBeExcepted);
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter(({ stated: isStated }) => isStated === true)).toEqual([]);
  });
});
