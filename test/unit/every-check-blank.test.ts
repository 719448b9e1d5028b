import { beforeAll, describe, expect, it } from 'vitest';
import { Calculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { parseExpression, walk } from '../../shared/expression';
import type { Node } from '../../shared/expression';
import type { Instance } from '../../shared/instance';
import { programFor } from '../../shared/program';
import type { Program } from '../../shared/program';
import { attachedClasses, schoolTypes } from '../../shared/school-types';
import type { Slot } from '../../shared/scope';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, round2025, round2025old, submissionData, village } from '../support/school';

const definitions = shippedDefinitions();
const checks = Object.values(definitions.forms).flatMap((form) =>
  form.checks.map((check) => ({ ...check, id: check.id, isList: form.kind === 'list' })),
);

/** Nothing entered, this year or last, in schools of all kinds and both editions. */
function untouched(): readonly CalculationInput[] {
  const plain = schoolTypes.map((type) => ({ ...village, type }));
  const all = { ...village, attachedClasses: [...attachedClasses], townshipCentre: true };
  const fiveFour = { ...village, type: '九年一贯制学校', system: '五四' } as const;
  const data = submissionData();
  return [round2025, round2025old].flatMap((round) =>
    [...plain, all, fiveFour].map((school) => {
      const collection = { ...round, targetProfiles: [] };
      return {
        school,
        collection,
        data,
        previous: [{ collection: { ...collection, schoolYear: collection.schoolYear - 1 }, data }],
      };
    }),
  );
}

/** What was seen of a check's instances: how many waited, and those that did not do as they should. */
interface Seen {
  waited: number;
  readonly wrong: string[];
}
/** They read the school record, which is never empty. */
const knowsItself = ['J1001-01', 'J111-01', 'J111-03', 'J111-04'];
const seen = new Map<string, Seen>();

/** Why an instance was not decided; undefined where it was. */
function reasons(calculation: Calculation): ReadonlyMap<string, string> {
  return new Map(calculation.skipped().map(({ check, reason }) => [check, reason]));
}

beforeAll(() => {
  for (const input of untouched()) {
    const program = programFor(definitions, input.collection.edition, input.school);
    const { instances } = program.checks();
    const calculation = new Calculation(definitions, input);
    const empty = new Set(instances.filter((instance) => isEmpty(calculation, program, instance)));
    const before = reasons(calculation);
    for (const { code } of calculation.forms) calculation.setReviewed(code, true);
    const after = reasons(calculation);
    for (const instance of instances) {
      const own = seen.get(instance.check.id) ?? { waited: 0, wrong: [] };
      seen.set(instance.check.id, own);
      const [waiting, reviewed] = [before.get(instance.key), after.get(instance.key)];
      if (waiting === 'condition' || waiting === 'yields') continue;
      const lacks = lacksValue(program, instance);
      if (waiting === 'blank' || lacks) own.waited += 1;
      const waits = !empty.has(instance) || waiting === 'blank' || (waiting === 'noValue' && lacks);
      if (!waits || !canBe(program, instance, reviewed, lacks))
        own.wrong.push(`${instance.key}: ${waiting ?? 'decided'}, then ${reviewed ?? 'decided'}`);
    }
  }
});

/** All cells of this year and all ledgers that an instance reads are blank. What comes from the school record is not. */
function isEmpty(calculation: Calculation, { slots }: Program, instance: Instance): boolean {
  return [...instance.reads.slots].every((index) => {
    const { back, form, key } = slots.all[index] as Slot;
    return back > 0 || calculation.cell(form, key).text === '';
  });
}

/** Whether a quotient, which over blanks has no value rather than being blank, is in a relation or in what its cells are computed from. */
function lacksValue(program: Program, instance: Instance): boolean {
  const slots = new Set(instance.reads.slots);
  const expressions = [instance.check.expr];
  for (const index of slots) {
    const formula = program.formulas[program.formulaOf.get(index) ?? -1];
    expressions.push(formula?.cell.expression ?? 'blank');
    for (const read of formula?.reads.slots ?? []) slots.add(read);
  }
  return expressions.some((expression) =>
    uses(expression, (node) => node.type === 'binary' && node.op === '/'),
  );
}

function uses(expression: string, wanted: (node: Node) => boolean): boolean {
  let found = false;
  walk(parseExpression(expression), (node) => {
    found ||= wanted(node);
  });
  return found;
}

/** A text, a cell whose blank says that there is no figure, or one computed from nothing else. */
function staysBlank({ slots, formulaOf, formulas }: Program, slot: number): boolean {
  const { cell } = slots.all[slot] as Slot;
  const isNumber = cell?.spec.type === 'integer' || cell?.spec.type === 'decimal';
  const made = formulas[formulaOf.get(slot) ?? -1];
  return cell === null || !isNumber || cell.column?.blankStays === true || made?.reads.slots.size === 0;
}

/**
 * What may become of an instance when all forms are 已核对: decided, because its blanks are zeros now, unless it reads
 * nothing but what stays blank, a ledger record by record, a quotient, an earlier year that says nothing, or a target that nobody set.
 */
function canBe(program: Program, instance: Instance, reason: string | undefined, lacks: boolean): boolean {
  const { check, recordColumns, reads } = instance;
  const calls = (...names: string[]): boolean =>
    uses(check.expr, (node) => node.type === 'call' && names.includes(node.name));
  switch (reason) {
    case undefined:
      return recordColumns.length === 0;
    case 'blank':
      return recordColumns.length > 0 || [...reads.slots].every((slot) => staysBlank(program, slot));
    case 'noTarget':
      return calls('target');
    case 'noValue':
      return lacks || instance.readsPast || calls('indicator');
    default:
      return false;
  }
}

describe('waits while its cells are blank, and takes them for zeros once the form is 已核对', () => {
  it.each(checks)('$id', ({ id, isList }) => {
    const own = seen.get(id);
    expect(own?.wrong).toEqual([]);
    if (!isList && !knowsItself.includes(id)) expect(own?.waited).toBeGreaterThan(0);
  });
});

describe('of a record in which nothing was entered, only emptiness itself is judged', () => {
  const lists = Object.values(definitions.forms).filter(({ kind }) => kind === 'list');
  it.each(lists)('$code', ({ code, checks: own }) => {
    const input = calculationInput();
    const record = { id: 'record-01', position: 1, cells: {} };
    const calculation = new Calculation(definitions, {
      ...input,
      data: { ...input.data, lists: { [code]: [record] } },
    });
    const found = calculation.findings().filter(({ key }) => key.endsWith('@record-01'));
    const judged = own.filter(({ blank }) => blank === 'counts');
    expect(found.map(({ check }) => check)).toEqual(judged.map(({ id }) => id));
  });
});
