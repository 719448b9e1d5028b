import { expect } from 'vitest';
import { schoolAttribute, schoolAttributes } from '../../shared/applicability';
import { Calculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import type { Definitions } from '../../shared/definitions';
import type { Threshold } from '../../shared/target-profile';
import type { RuntimeRecord } from '../../shared/evaluate';
import type { Finding } from '../../shared/finding';
import { generateSchools } from '../../shared/generator';
import type { GenerateOptions } from '../../shared/generator';
import type { Instance } from '../../shared/instance';
import { programFor } from '../../shared/program';
import type { Program } from '../../shared/program';
import { schoolTypes } from '../../shared/school-types';
import { deriveRecord } from '../../shared/record';
import { runtimeList } from '../../shared/record-list';
import type { CellChange } from '../../shared/submission';
import { mutated } from './mutation';
import type { Mutation } from './mutation';

/** The last year of each generated school, with the years before it. */
export function* submissions(
  definitions: Definitions,
  options: GenerateOptions,
): Generator<CalculationInput, undefined> {
  for (const { school, years } of generateSchools(definitions, options)) {
    const last = years.at(-1);
    if (last !== undefined) yield { school, ...last, previous: years.slice(0, -1).reverse() };
  }
}

/** The shipped definitions with a threshold for every target that a check asks for. */
export function withEveryTarget(shipped: Definitions): Definitions {
  const threshold: Threshold = {
    indicator: 'primary_6yr_cohort_retention',
    stage: '小学',
    op: '>=',
    value: 90,
    unit: '%',
  };
  const profile = { id: 'test', version: '1', name: '测试', source: '测试', thresholds: [threshold] };
  return { ...shipped, targetProfiles: [...shipped.targetProfiles, profile] };
}

/**
 * Schools of all types in both editions, across the change of editions, and one with more years behind it; then more
 * of them until `enough`, which sees each.
 */
export function proofSchools(
  definitions: Definitions,
  enough: (subject: Subject) => boolean,
): readonly Subject[] {
  const targetProfiles = definitions.targetProfiles.map(({ id }) => id);
  const common = { years: 2, targetProfiles, types: schoolTypes };
  const current = submissions(definitions, { ...common, schools: 50, seed: 5 });
  const old = submissions(definitions, { ...common, schools: 50, seed: 5, schoolYear: 2020 });
  const special = ['九年一贯制学校'] as const;
  const few = [
    submissions(definitions, { ...common, schools: 2, seed: 7, schoolYear: 2021 }),
    submissions(definitions, {
      ...common,
      schools: 2,
      seed: 3,
      years: 4,
      types: ['初级中学'],
      schoolYear: 2020,
    }),
    // With 附设幼儿班 and 附设特教班.
    submissions(definitions, { ...common, schools: 1, seed: 29, types: special, schoolYear: 2020 }),
    submissions(definitions, { ...common, schools: 1, seed: 29, types: special }),
  ];
  const subjects: Subject[] = [];
  let done = false;
  const add = (input: CalculationInput | undefined): void => {
    if (input === undefined) return;
    const subject = new Subject(definitions, input);
    subjects.push(subject);
    done = enough(subject);
  };
  for (const source of few) for (const input of source) add(input);
  for (let index = 0; index < 50 && !(done && index >= schoolTypes.length); index += 1)
    for (const source of [current, old]) add(source.next().value);
  return subjects;
}

/** A submission that is broken again and again, each time from the same consistent state. */
export class Subject {
  readonly program: Program;
  readonly #calculation: Calculation;
  readonly #found: ReadonlySet<string>;
  readonly #undecided: ReadonlyMap<string, string>;

  constructor(
    readonly definitions: Definitions,
    readonly input: CalculationInput,
  ) {
    this.program = programFor(definitions, input.collection.edition, input.school);
    this.#calculation = new Calculation(definitions, input);
    this.#found = new Set(this.#calculation.findings().map(({ key }) => key));
    this.#undecided = new Map(this.#calculation.skipped().map(({ check, reason }) => [check, reason]));
  }

  /** Instances that were decided and hold; one of a ledger where it holds for at least one record that it decided. */
  holding(): readonly Instance[] {
    return this.program
      .checks()
      .instances.filter((instance) =>
        instance.recordColumns.length > 0 ? this.#holdsForRecord(instance) : this.#holds(instance),
      );
  }

  text = (form: string, cell: string): string => this.#calculation.cell(form, cell).text;
  records = (form: string) => this.#calculation.records(form);

  /** Cells whose view a change of cells changes, the changed ones included. */
  affected(changes: readonly CellChange[]): ReadonlySet<string> {
    const before = this.#before(changes);
    const { cells } = this.#calculation.setCells(changes);
    this.#calculation.setCells(before);
    return cells;
  }

  /** After all mutations and their undoing everything is as it would be afresh. */
  expectUnchanged(): void {
    const fresh = new Calculation(this.definitions, this.input);
    expect(this.#calculation.findings()).toEqual(fresh.findings());
  }

  #before(changes: readonly CellChange[]): readonly CellChange[] {
    return changes.map(({ form, cell }) => {
      const { content } = this.#calculation.cell(form, cell);
      return { form, cell, content };
    });
  }

  /** Findings that a mutation adds or changes. The subject is as before afterwards. */
  newFindings(mutation: Mutation): readonly Finding[] {
    return this.findingsWith(mutation).filter(({ key }) => !this.#found.has(key));
  }

  /** All findings with a mutation, found by the same calculation where a clerk could make it. As before afterwards. */
  findingsWith(mutation: Mutation): readonly Finding[] {
    const calculation = this.#calculation;
    if (mutation.kind === 'cells') {
      const before = this.#before(mutation.changes);
      calculation.setCells(mutation.changes);
      const findings = calculation.findings();
      calculation.setCells(before);
      return findings;
    }
    if (mutation.kind === 'record') {
      const { form, id } = mutation.change;
      const own = calculation.records(form).find((record) => record.id === id);
      calculation.setRecords([mutation.change]);
      const findings = calculation.findings();
      calculation.setRecords([{ form, id, cells: null }]);
      if (own !== undefined) calculation.setRecords([{ form, ...own }]);
      return findings;
    }
    return new Calculation(this.definitions, mutated(this.input, mutation)).findings();
  }

  #holds(instance: Instance): boolean {
    return !this.#found.has(instance.key) && !this.#undecided.has(instance.key);
  }

  #holdsForRecord(instance: Instance): boolean {
    const memory = {
      values: [],
      lists: new Map(),
      record: null as RuntimeRecord | null,
      school: (name: string) => {
        const attribute = schoolAttributes.find((candidate) => candidate === name);
        return attribute === undefined ? undefined : schoolAttribute(this.input.school, attribute);
      },
      reviewed: () => true,
      unknown: () => false,
      target: () => undefined,
      ...{ element: -1, sweep: 0, method: () => undefined, standard: () => undefined },
      countDate: `${this.input.collection.schoolYear}-09-01`,
    };
    const records = this.records(instance.form.code).map(
      (record) => deriveRecord(instance.form, record, [], memory).runtime,
    );
    memory.lists.set(instance.form.code, runtimeList(records));
    return records.some((record) => {
      memory.record = record;
      return !this.#found.has(`${instance.key}@${record.id}`) && instance.decide(memory).holds === true;
    });
  }
}
