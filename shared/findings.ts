import { isAsked } from './asked-forms';
import { overwritten, unreadable, unrestated } from './built-in-checks';
import { cellName } from './cell';
import type { Memory, RuntimeRecord, Value } from './evaluate';
import type { CellRef, Finding, SkippedCheck } from './finding';
import { identityInstruction } from './identity-column';
import type { Instance } from './instance';
import type { Checks, Program } from './program';
import { placedBefore } from './record';
import type { RecordList } from './record-list';
import type { Outcome } from './relation';
import { type CountedSlot, differingFromRosters } from './roster-check';
import type { CellContent, ListRecord } from './submission';
import { difference, side, statedValue } from './value-text';

/** What the relations are decided on. */
export interface Evidence {
  readonly program: Program;
  readonly memory: Memory;
  readonly stated: ReadonlyMap<string, string>;
  readonly hasEarlierYear: boolean;
  /** Year in which the school year of the round begins. */
  readonly schoolYear: number;
  readonly text: (form: string, cell: string) => string;
  readonly list: (form: string) => RecordList | undefined;
  readonly contents: ReadonlyMap<string, CellContent>;
  /** Whether anything was entered in a form, or it is marked 已核对. */
  readonly isStarted: (form: string) => boolean;
  readonly isReviewed: (form: string) => boolean;
  /** What the rosters counted when they were last applied. */
  readonly counted: readonly CountedSlot[];
  /** What the source of a pulled cell says. */
  readonly result: (slot: number) => Value;
}

/** Results of all relations, kept so that an edit decides only those that read what it changed. */
export interface Decisions {
  readonly findings: readonly Finding[];
  readonly results: readonly Result[];
}

/** Findings of one relation, or why it was not decided; an empty list of findings is a pass. */
type Result = readonly Finding[] | SkippedCheck['reason'];

const notDecided = (result: Result | undefined): result is SkippedCheck['reason'] | undefined =>
  typeof result !== 'object';

/** What an edit left undecided: relations as a whole, and of relations on records those that it touched. */
export interface Undecided {
  readonly whole: ReadonlySet<number>;
  readonly records: ReadonlyMap<number, ReadonlySet<string>>;
}

export function decideInstances(
  evidence: Evidence,
  before: Decisions | null,
  undecided: Undecided,
): Decisions {
  const { program } = evidence;
  const { instances, yieldsTo } = program.checks();
  const results =
    before === null ? instances.map((instance) => decideInstance(instance, evidence)) : [...before.results];
  if (before !== null) {
    for (const index of undecided.whole)
      results[index] = decideInstance(instances[index] as Instance, evidence);
    for (const [index, ids] of undecided.records) {
      if (!undecided.whole.has(index))
        results[index] = decideAgain(instances[index] as Instance, evidence, results[index] ?? [], ids);
    }
  }

  const findings: Finding[] = [...unreadable(evidence)];
  results.forEach((result, index) => {
    if (!notDecided(result) && result.length > 0 && !yields(yieldsTo, results, index))
      findings.push(...result);
  });
  const all = [...findings, ...overwritten(evidence, findings), ...unrestated(evidence)].map(
    (finding): Finding => {
      const waitsFor = notStarted(finding, evidence.isStarted);
      return waitsFor === finding.waitsFor ? finding : { ...finding, waitsFor };
    },
  );
  return { findings: [...all, ...differingFromRosters(evidence, all)], results };
}

function notStarted({ form, cells }: Finding, isStarted: Evidence['isStarted']): string | null {
  if (!isStarted(form)) return form;
  for (const cell of cells) if (cell.form !== form && !isStarted(cell.form)) return cell.form;
  return null;
}

function yields(yieldsTo: Checks['yieldsTo'], results: readonly Result[], index: number): boolean {
  return yieldsTo[index]?.some((other) => !notDecided(results[other])) === true;
}

/** The relations that were not decided, and why. */
export function skippedChecks(program: Program, { results }: Decisions): readonly SkippedCheck[] {
  const { instances, yieldsTo } = program.checks();
  return instances.flatMap((instance, index): SkippedCheck[] => {
    const result = results[index];
    const reason = yields(yieldsTo, results, index) ? 'yields' : result;
    if (typeof reason !== 'string') return [];
    return [{ check: instance.key, form: instance.form.code, reason, detail: '' }];
  });
}

function decideInstance(instance: Instance, evidence: Evidence): Result {
  const { memory } = evidence;
  try {
    if (instance.readsPast && !evidence.hasEarlierYear) return 'noPrevious';
    if (instance.recordColumns.length > 0) return decideRecords(instance, evidence);
    if (instance.applies !== null && !instance.applies(memory)) return 'condition';
    const started = evidence.isStarted(instance.form.code);
    const empty = instance.check.blank === 'counts' && started;
    if (!isAsked(instance.form, started) || (!empty && allBlank(instance, evidence))) return 'blank';
    const stated = instance.restates === null ? undefined : evidence.stated.get(instance.restates);
    const outcome = instance.decide(memory, stated === undefined ? undefined : statedValue(stated));
    if (outcome.holds === undefined)
      return instance.readsTarget && outcome.right === undefined ? 'noTarget' : 'noValue';
    if (outcome.holds) return [];
    const finding = describe(instance, outcome, evidence, null);
    return [stated === undefined ? finding : { ...finding, stated: true }];
  } catch (error) {
    return [
      {
        ...describe(instance, { holds: false }, evidence, null),
        status: 'broken',
        instruction: (error as Error).message,
      },
    ];
  } finally {
    memory.record = null;
  }
}

function decideRecords(instance: Instance, evidence: Evidence): Result {
  const records = evidence.memory.lists.get(instance.form.code)?.records ?? [];
  if (records.length === 0) return 'blank';
  const decide = recordDecider(instance, evidence);
  return records.flatMap((record) => decide(record) ?? []);
}

/** Decides a relation on one record; null where it holds or is not decided. */
function recordDecider(instance: Instance, evidence: Evidence): (record: RuntimeRecord) => Finding | null {
  const columns = instance.recordColumns.map((column) => String(Number(column.slice(1))));
  const list = evidence.list(instance.form.code);
  return (record) => {
    if (instance.check.blank !== 'counts' && columns.every((column) => isBlank(record, column))) return null;
    evidence.memory.record = record;
    if (instance.applies !== null && !instance.applies(evidence.memory)) return null;
    const outcome = instance.decide(evidence.memory);
    if (outcome.holds !== false) return null;
    return describe(instance, outcome, evidence, list?.record(record.id) ?? null);
  };
}

/** Decides a relation again on these records only; what it said of the others stands. */
function decideAgain(
  instance: Instance,
  evidence: Evidence,
  before: Result,
  ids: ReadonlySet<string>,
): Result {
  const list = evidence.list(instance.form.code);
  const broken = typeof before === 'object' && before.some(({ status }) => status === 'broken');
  if (list === undefined || list.records.length === 0 || typeof before !== 'object' || broken)
    return decideInstance(instance, evidence);
  try {
    const decide = recordDecider(instance, evidence);
    const found = [...ids].flatMap((id) => {
      const record = list.derived(id);
      return record === undefined ? [] : (decide(record.runtime) ?? []);
    });
    const recordOf = ({ key }: Finding) => key.slice(instance.key.length + 1);
    const kept = before.filter((finding) => !ids.has(recordOf(finding)));
    if (found.length === 0) return kept.length === before.length ? before : kept;
    const placed = (finding: Finding) => list.record(recordOf(finding));
    return [...kept, ...found].sort((a, b) => {
      const [first, second] = [placed(a), placed(b)];
      return first === undefined || second === undefined ? 0 : placedBefore(first, second);
    });
  } catch {
    // Told as the broken relation that it is.
    return decideInstance(instance, evidence);
  } finally {
    evidence.memory.record = null;
  }
}

function isBlank(record: RuntimeRecord, column: string): boolean {
  // A text that its column cannot hold has no value, but it is not blank.
  return !record.values.has(column) || record.values.get(column) === null;
}

/** Nothing of this year was entered: an untouched table has nothing to check. */
function allBlank(instance: Instance, { memory, program }: Evidence): boolean {
  for (const slot of instance.reads.slots) {
    if (program.slots.all[slot]?.back === 0 && memory.values[slot] !== null) return false;
  }
  return [...instance.reads.lists].every((list) => (memory.lists.get(list)?.records.length ?? 0) === 0);
}

function describe(
  instance: Instance,
  outcome: Outcome,
  evidence: Evidence,
  record: ListRecord | null,
): Finding {
  const { check, form } = instance;
  const cells = record === null ? readCells(instance, evidence.program) : recordCells(instance, record);
  const text = (code: string, cell: string): string =>
    record === null
      ? evidence.text(code, cell)
      : (record.cells[cell.slice(record.id.length + 1)]?.text ?? '');
  return {
    key: record === null ? instance.key : `${instance.key}@${record.id}`,
    check: check.id,
    severity: check.severity,
    status: 'fail',
    form: form.code,
    cells,
    left: side(outcome.left, outcome),
    right: side(outcome.right, outcome),
    op: outcome.op ?? null,
    difference: difference(outcome.left, outcome.right),
    text: check.text,
    instruction: (record && identityInstruction(check, record)) ?? check.instruction ?? null,
    suggestions: check.suggestions ?? [],
    waitsFor: null,
    values: {
      ...Object.fromEntries(cells.map(({ form: code, cell }) => [cellName(code, cell), text(code, cell)])),
      // The sides stand for what is in no cell of this year: last year, a ledger, a target.
      ...(outcome.op === undefined
        ? {}
        : { left: side(outcome.left, outcome) ?? '', right: side(outcome.right, outcome) ?? '' }),
    },
  };
}

function readCells(instance: Instance, program: Program): readonly CellRef[] {
  const own: CellRef[] = [];
  const others: CellRef[] = [];
  for (const index of instance.reads.slots) {
    const slot = program.slots.all[index];
    if (slot === undefined || slot.back > 0) continue;
    (slot.form === instance.form.code ? own : others).push({ form: slot.form, cell: slot.key });
  }
  return [...own, ...others];
}

function recordCells(instance: Instance, record: ListRecord): readonly CellRef[] {
  return instance.recordColumns.map((column) => ({
    form: instance.form.code,
    cell: `${record.id}.${column}`,
  }));
}
