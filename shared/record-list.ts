import { decimalText } from './decimal';
import type { Evaluate, Memory, RecordGroup, RuntimeList, RuntimeRecord, Value } from './evaluate';
import type { Form } from './form';
import { deriveRecord, placedBefore, recordAfter } from './record';
import type { DerivedRecord, RecordFormula } from './record';
import type { ListRecord, RecordChange } from './submission';

/** One record before and after a change, as expressions read it; undefined where it was not there. */
export interface RecordEdit {
  readonly before: RuntimeRecord | undefined;
  readonly after: RuntimeRecord | undefined;
}

/** The part of a list that expressions read, and that edits keep in step. */
type Runtime = { -readonly [Part in keyof RuntimeList]: RuntimeList[Part] };

/** Beyond this share of the list it is cheaper to group and count anew than to follow every change. */
const largeShare = 4;

/**
 * The records of one list form with what is derived from them. An edit derives the changed records only; groups and
 * counts that were asked for before follow them, so that one cell costs the same in 10 records and in 10,000.
 */
export class RecordList {
  readonly #form: Form;
  readonly #formulas: readonly RecordFormula[];
  readonly #memory: Memory;
  readonly #byId = new Map<string, DerivedRecord>();
  readonly #raw = new Map<string, ListRecord>();
  #records: readonly ListRecord[] = [];
  /** Records with a text that its column cannot hold, in the order of the list; null until asked for. */
  #unreadable: readonly ListRecord[] | null = null;
  readonly #runtime: Runtime = { records: [], counted: [], groups: new Map(), counts: new Map() };

  constructor(
    form: Form,
    records: readonly ListRecord[],
    formulas: readonly RecordFormula[],
    memory: Memory,
  ) {
    this.#form = form;
    this.#formulas = formulas;
    this.#memory = memory;
    for (const record of records) this.#derive(record);
    this.#arrange();
  }

  get runtime(): RuntimeList {
    return this.#runtime;
  }

  /** In their order; a new array after every change. */
  get records(): readonly ListRecord[] {
    return this.#records;
  }

  record(id: string): ListRecord | undefined {
    return this.#byId.get(id)?.record;
  }

  derived(id: string): DerivedRecord | undefined {
    return this.#byId.get(id);
  }

  get unreadable(): readonly ListRecord[] {
    this.#unreadable ??= [...this.#raw.values()].sort(placedBefore);
    return this.#unreadable;
  }

  /** Takes changes over in their order; a record that is changed twice is told twice. */
  apply(changes: readonly RecordChange[]): readonly RecordEdit[] {
    const edits: RecordEdit[] = [];
    const inPlace: DerivedRecord[] = [];
    let moved = false;
    let last = this.#records.at(-1)?.position ?? 0;
    for (const change of changes) {
      const found = this.#byId.get(change.id);
      if (change.cells === null) {
        if (found === undefined) continue;
        this.#byId.delete(change.id);
        this.#raw.delete(change.id);
        moved = true;
        edits.push({ before: found.runtime, after: undefined });
        continue;
      }
      const entered = recordAfter(found?.record, change, last + 1);
      last = Math.max(last, entered.position);
      const derived = this.#derive(entered);
      if (found === undefined || found.record.position !== entered.position) moved = true;
      inPlace.push(derived);
      edits.push({ before: found?.runtime, after: derived.runtime });
    }
    this.#unreadable = null;
    if (moved) this.#arrange();
    else this.#replace(inPlace);
    this.#follow(edits);
    return edits;
  }

  #derive(entered: ListRecord): DerivedRecord {
    const derived = deriveRecord(this.#form, entered, this.#formulas, this.#memory);
    this.#byId.set(entered.id, derived);
    if (isRaw(derived.record)) this.#raw.set(entered.id, derived.record);
    else this.#raw.delete(entered.id);
    return derived;
  }

  #arrange(): void {
    const sorted = [...this.#byId.values()].sort((a, b) => placedBefore(a.record, b.record));
    this.#records = sorted.map(({ record }) => record);
    this.#runtime.records = sorted.map(({ runtime }) => runtime);
    this.#runtime.counted = countedOf(this.#runtime.records);
  }

  /** The order stays: each record is laid over the one that was in its place. */
  #replace(changed: readonly DerivedRecord[]): void {
    if (changed.length === 0) return;
    const records = [...this.#records];
    const runtimes = [...this.#runtime.records];
    const hadTotals = this.#runtime.counted !== this.#runtime.records;
    for (const { record, runtime } of changed) {
      const index = placeOf(records, record);
      records[index] = record;
      runtimes[index] = runtime;
    }
    this.#records = records;
    this.#runtime.records = runtimes;
    const hasTotals = hadTotals || changed.some(({ runtime }) => runtime.isTotal);
    this.#runtime.counted = hasTotals ? countedOf(runtimes) : runtimes;
  }

  #follow(edits: readonly RecordEdit[]): void {
    const { groups, counts, counted } = this.#runtime;
    if (edits.length * largeShare > counted.length) {
      groups.clear();
      counts.clear();
      return;
    }
    for (const { before, after } of edits) {
      const [old, now] = [countedRecord(before), countedRecord(after)];
      for (const [column, known] of groups) {
        if (old !== undefined) leaveGroup(known, column, old);
        if (now !== undefined) joinGroup(known, column, now);
      }
      for (const [condition, count] of counts) {
        const step = this.#meets(condition, now) - this.#meets(condition, old);
        if (step !== 0) counts.set(condition, count + step);
      }
    }
  }

  #meets(condition: Evaluate, record: RuntimeRecord | undefined): number {
    if (record === undefined) return 0;
    const outer = this.#memory.record;
    this.#memory.record = record;
    const met = condition(this.#memory) === true;
    this.#memory.record = outer;
    return Number(met);
  }
}

function isRaw({ cells }: ListRecord): boolean {
  for (const column in cells) if (cells[column]?.kind === 'raw') return true;
  return false;
}

function countedRecord(record: RuntimeRecord | undefined): RuntimeRecord | undefined {
  return record?.isTotal === true ? undefined : record;
}

function countedOf(records: readonly RuntimeRecord[]): readonly RuntimeRecord[] {
  return records.some(({ isTotal }) => isTotal) ? records.filter(({ isTotal }) => !isTotal) : records;
}

/** Where a record stands in a sorted list that has it. */
function placeOf(records: readonly ListRecord[], record: ListRecord): number {
  let [from, to] = [0, records.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (placedBefore(records[middle] as ListRecord, record) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** A list of records that nothing will change. */
export function runtimeList(records: readonly RuntimeRecord[]): RuntimeList {
  return { records, counted: countedOf(records), groups: new Map(), counts: new Map() };
}

/** Counted records that share a value in a column; undefined when the value is blank. */
export function groupOf(list: RuntimeList, column: string, value: Value): RecordGroup | undefined {
  const key = groupKey(value);
  return key === null ? undefined : (groupsOf(list, column).get(key) ?? emptyGroup);
}

const emptyGroup: RecordGroup = { members: new Set(), found: new Map() };

export function groupKey(value: Value): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' || typeof value === 'object' ? decimalText(value) : String(value);
}

function groupsOf(list: RuntimeList, column: string): ReadonlyMap<string, RecordGroup> {
  const known = list.groups.get(column);
  if (known !== undefined) return known;
  const groups = new Map<string, RecordGroup>();
  for (const record of list.counted) joinGroup(groups, column, record);
  list.groups.set(column, groups);
  return groups;
}

function joinGroup(groups: Map<string, RecordGroup>, column: string, record: RuntimeRecord): void {
  const key = groupKey(record.values.get(column));
  if (key === null) return;
  const group = groups.get(key) ?? { members: new Set(), found: new Map() };
  group.members.add(record);
  group.found.clear();
  groups.set(key, group);
}

function leaveGroup(groups: Map<string, RecordGroup>, column: string, record: RuntimeRecord): void {
  const key = groupKey(record.values.get(column));
  const group = key === null ? undefined : groups.get(key);
  if (key === null || group === undefined) return;
  group.members.delete(record);
  group.found.clear();
  if (group.members.size === 0) groups.delete(key);
}
