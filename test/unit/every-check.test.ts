import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare, decimal } from '../../shared/decimal';
import type { Finding } from '../../shared/finding';
import type { Instance } from '../../shared/instance';
import { readReference, shippedDefinitions } from '../support/definitions';
import { proofSchools, withEveryTarget } from '../support/proof-schools';
import type { Subject } from '../support/proof-schools';
import { mutationsOf, touchedBy } from '../support/mutation';
import type { Mutation } from '../support/mutation';

/** The official checks, and how the reference ranks them. */
const official = (
  readReference('forms.json') as {
    code: string;
    checks: { id: string; severity: 'error' | 'warning' }[];
  }[]
).flatMap(({ code, checks }) => checks.map((check) => ({ ...check, form: code })));
const definitions = withEveryTarget(shippedDefinitions());
/** Forms of our own: what they check is asked on the program's own account. */
const ownForms = ['局补充1', '局控辍3', '局控辍4', '局控辍5'];
/** All shipped checks. */
const shipped = Object.values(definitions.forms).flatMap(({ code, checks }) =>
  checks.map((check) => ({ ...check, form: code })),
);

/** Checks that no data can break or meet, and why. */
const neverDecided: Readonly<Record<string, string>> = {
  'LJF2-06': 'reads nothing: a rule of use, which no figure of the form can break',
  'J3040-W3': 'says the same as J3040-04 of the same cell, which always goes before it',
};
const neverFound: Readonly<Record<string, string>> = {
  ...neverDecided,
  'J341-08': 'a count is never negative: a negative number is a text that the cell cannot hold',
  'LQK1-01': 'the amount is computed in the ledger; a stated one that differs is the built-in STATED',
  'LMB1-02': 'the verdict is computed; a stated one that differs is the built-in STATED',
  'LMB1-03': 'the verdict is computed; a stated one that differs is the built-in STATED',
};

/** Instances of each check that hold in a generated school, those with few earlier years first. */
const holding = new Map<string, (readonly [Subject, Instance])[]>();
let subjects: readonly Subject[] = [];

beforeAll(() => {
  const wanted = new Set(shipped.map(({ id }) => id).filter((id) => !(id in neverDecided)));
  subjects = proofSchools(definitions, (subject) => {
    for (const instance of subject.holding()) {
      const { id } = instance.check;
      holding.set(id, [...(holding.get(id) ?? []), [subject, instance]]);
      wanted.delete(id);
    }
    return wanted.size === 0;
  });
});

/** More tries than any check needs that can fail at all. */
const tryLimit = 400;
const triesOfOne = 100;

interface Breach {
  readonly subject: Subject;
  readonly mutation: Mutation;
  readonly finding: Finding;
  readonly instance: Instance;
}

function breach(id: string): Breach | null {
  let tries = 0;
  const candidates = [...(holding.get(id) ?? [])].sort(
    ([a], [b]) => a.input.previous.length - b.input.previous.length,
  );
  for (const [subject, instance] of candidates) {
    let own = 0;
    for (const mutation of mutationsOf(subject, instance)) {
      if (tries >= tryLimit) return null;
      if (own >= triesOfOne) break;
      tries += 1;
      own += 1;
      const finding = subject.newFindings(mutation).find(({ check }) => check === id);
      if (finding === undefined) continue;
      const broken = subject.program
        .checks()
        .instances.find(({ key }) => finding.key === key || finding.key.startsWith(`${key}@`));
      return { subject, mutation, finding, instance: broken ?? instance };
    }
  }
  return null;
}

const decided = shipped.filter(({ id }) => !(id in neverDecided));
const breakable = shipped.filter(({ id }) => !(id in neverFound));

it('is one of the 460 of the reference, ranked as there, or of a form of our own', () => {
  const ranked = (checks: readonly { id: string; severity: string }[]) =>
    checks.map(({ id, severity }) => `${id} ${severity}`);
  expect(official).toHaveLength(460);
  expect(new Set(ranked(shipped.filter(({ form }) => !ownForms.includes(form))))).toEqual(
    new Set(ranked(official)),
  );
});

describe('is decided and holds in a consistent school', () => {
  it.each(decided)('$id', ({ id }) => {
    expect(holding.get(id)?.length ?? 0).toBeGreaterThan(0);
  });
});

describe('is found when something breaks it', () => {
  it.each(breakable)('$id', ({ id, severity, form, text }) => {
    const broken = breach(id);
    expect(broken).not.toBeNull();
    if (broken === null) return;
    const { finding } = broken;
    expect(finding).toMatchObject({ check: id, severity, form, status: 'fail' });
    expect(finding.text).toBe(text);
    expect(finding.text).toMatch(/[\u4e00-\u9fff]/);
    expect(finding.instruction).toMatch(/[\u4e00-\u9fff].*。$/);
    if (severity === 'warning') expect(finding.suggestions).not.toEqual([]);
    expectSides(finding);
    expectCells(broken);
  });
});

describe('can never be found, so that nobody waits for it', () => {
  it.each(Object.keys(neverFound))('%s', (id) => {
    expect(breach(id)).toBeNull();
  });
  it.each(['LQK1-01', 'LMB1-02', 'LMB1-03'])('%s: what is stated otherwise is said by STATED', (id) => {
    const [subject, instance] = holding.get(id)?.[0] ?? [];
    if (subject === undefined || instance === undefined) throw new Error(`${id} never holds`);
    const { form, recordColumns, key } = instance;
    const [record] = subject.records(form.code);
    const row = key.split('@')[1] ?? '';
    const cell = recordColumns.length > 0 ? `${record?.id ?? ''}.c11` : `${row}.3`;
    const text = recordColumns.length > 0 ? '99999999.99' : '不适用';
    const found = subject.newFindings({ kind: 'stated', name: `${form.code}!${cell}`, text });
    expect(found.map((finding) => finding.key)).toEqual([`STATED@${form.code}!${cell}`]);
  });
  it.each(Object.keys(neverDecided))('%s is never decided either', (id) => {
    expect(holding.get(id)).toBeUndefined();
  });
});

afterAll(() => {
  for (const subject of subjects) subject.expectUnchanged();
});

const opposite = {
  '=': (order: number) => order !== 0,
  '<>': (order: number) => order === 0,
  '<': (order: number) => order >= 0,
  '<=': (order: number) => order > 0,
  '>': (order: number) => order <= 0,
  '>=': (order: number) => order < 0,
};

/** The sides as printed contradict the relation, and the difference is that of the printed numbers. */
function expectSides({ left, right, op, difference, key }: Finding): void {
  if (op === null) {
    expect([left, right, difference]).toEqual([null, null, null]);
    return;
  }
  if (left === null || right === null) throw new Error(`${key} compares without two sides`);
  const numbers = [left, right].every((text) => /^-?\d+(\.\d+)?$/.test(text));
  const order = numbers ? compare(decimal(left), decimal(right)) : left === right ? 0 : left < right ? -1 : 1;
  expect(opposite[op as keyof typeof opposite](order)).toBe(true);
  if (numbers && order !== 0) expect(Number(difference)).toBeCloseTo(Number(left) - Number(right), 6);
}

/** The cells of the finding are those that the relation reads; what was changed is among them or stands behind one. */
function expectCells({ subject, mutation, finding, instance }: Breach): void {
  const cells = finding.cells.map(({ form, cell }) => `${form}!${cell}`);
  const touched = touchedBy(subject, mutation);
  if (instance.recordColumns.length > 0) {
    const [, record] = finding.key.split(`${instance.key}@`);
    expect(cells).toEqual(
      instance.recordColumns.map((column) => `${instance.form.code}!${record ?? ''}.${column}`),
    );
    return;
  }
  const read = [...instance.reads.slots].flatMap((slot) => {
    const { back, name } = subject.program.slots.all[slot] ?? { back: 1, name: '' };
    return back > 0 ? [] : [name];
  });
  expect(new Set(cells)).toEqual(new Set(read));
  if (mutation.kind === 'cells' || mutation.kind === 'stated')
    expect(cells.some((cell) => touched.has(cell))).toBe(true);
  for (const cell of Object.keys(finding.values).filter((name) => name.includes('!')))
    expect(cells).toContain(cell);
}
