import { compare, decimal } from './decimal';
import type { Memory, Value } from './evaluate';
import type { Formula } from './formula';
import type { Program } from './program';
import type { Slot } from './scope';
import type { CellContent } from './submission';

/** Where the values of cells come from before any formula. */
export interface Sources {
  readonly contents: ReadonlyMap<string, CellContent>;
  readonly reviewed: ReadonlySet<string>;
  /** What an earlier year says; undefined when there is no such year or cell. */
  readonly earlier: (slot: Slot) => Value;
}

/** The values of all slots, kept in step with the entries: computed and pulled cells follow in dependency order. */
export class CellValues {
  readonly #program: Program;
  readonly #memory: Memory;
  readonly #sources: Sources;
  /** What each formula gave, also where an entry over a pulled cell replaced it. */
  readonly #results: Value[] = [];

  constructor(program: Program, memory: Memory, sources: Sources) {
    this.#program = program;
    this.#memory = memory;
    this.#sources = sources;
    memory.values.push(...program.slots.all.map((slot) => this.#entered(slot)));
    program.formulas.forEach((_, index) => this.#compute(index));
  }

  /** Checks, indicators and analyses are compiled after the values were computed, and read more of earlier years. */
  complete(): void {
    const { all } = this.#program.slots;
    for (const slot of all.slice(this.#memory.values.length)) this.#memory.values.push(this.#entered(slot));
  }

  value(slot: number): Value {
    return this.#memory.values[slot];
  }

  /** What the formula of a slot gave; null for a slot without one. */
  result(slot: number): Value {
    const formula = this.#program.formulaOf.get(slot);
    return formula === undefined ? null : this.#results[formula];
  }

  /** Follows changed entries and lists; returns the slots whose value or source changed. */
  follow(slots: readonly number[], lists: ReadonlySet<string>): ReadonlySet<number> {
    const { formulas, readers } = this.#program;
    const changedSlots = new Set(slots);
    const dirty = new Set<number>();
    for (const slot of slots) {
      this.#memory.values[slot] = this.#entered(this.#program.slots.all[slot] as Slot);
      const own = this.#program.formulaOf.get(slot);
      if (own !== undefined) dirty.add(own);
      for (const reader of readers.slots.get(slot) ?? []) dirty.add(reader);
    }
    for (const list of lists) for (const reader of readers.lists.get(list) ?? []) dirty.add(reader);
    for (let index = 0; index < formulas.length && dirty.size > 0; index += 1) {
      if (!dirty.delete(index)) continue;
      const { slot } = formulas[index] as Formula;
      const before = this.#memory.values[slot];
      const sourceBefore = this.#results[index];
      this.#compute(index);
      const same = equal(before, this.#memory.values[slot]) && equal(sourceBefore, this.#results[index]);
      if (same && !changedSlots.has(slot)) continue;
      changedSlots.add(slot);
      for (const reader of readers.slots.get(slot) ?? []) dirty.add(reader);
    }
    return changedSlots;
  }

  #entered(slot: Slot): Value {
    if (slot.back > 0) return this.#sources.earlier(slot);
    const content = this.#sources.contents.get(slot.name);
    if (content === undefined) return this.#blank(slot);
    if (content.kind === 'raw') return undefined;
    return content.kind === 'number' ? decimal(content.text) : content.text;
  }

  #blank(slot: Slot): Value {
    const type = slot.cell?.spec.type;
    if (slot.cell?.column?.blankStays === true) return null;
    return this.#sources.reviewed.has(slot.form) && (type === 'integer' || type === 'decimal') ? 0 : null;
  }

  #compute(index: number): void {
    const formula = this.#program.formulas[index] as Formula;
    const applies = formula.applies === null || formula.applies(this.#memory);
    const result = applies ? formula.evaluate(this.#memory) : null;
    this.#results[index] = result;
    const { cell, slot } = formula;
    const own = this.#program.slots.all[slot] as Slot;
    if (cell.kind === 'pulled' && this.#sources.contents.has(own.name)) return;
    const missing = result === null || (result === undefined && cell.kind === 'pulled');
    this.#memory.values[slot] = missing ? this.#blank(own) : result;
  }
}

function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  const numbers = typeof a === 'object' || typeof b === 'object';
  if (!numbers || a === null || b === null || a === undefined || b === undefined) return false;
  return (
    typeof a !== 'string' &&
    typeof b !== 'string' &&
    typeof a !== 'boolean' &&
    typeof b !== 'boolean' &&
    compare(a, b) === 0
  );
}
