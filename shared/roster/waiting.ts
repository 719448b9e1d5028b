import { cellName } from '../cell';
import type { Formula } from '../formula';
import type { Program } from '../program';

/** A cell that the rosters count, with whom it counts: 「小学 · 招生」. */
interface Counted {
  readonly form: string;
  readonly cell: string;
  readonly words: string;
}

interface Open {
  /** Cells, by `form!cell`, that cannot be counted before a question is answered. */
  readonly open: ReadonlySet<string>;
  readonly places: readonly Counted[];
  /** Nothing stands there. What she has typed is there whatever the answer will be. */
  readonly isBlank: (form: string, cell: string) => boolean;
}

/**
 * Cells that are counted, but part of something that is not whole before a question is answered: with 未接受过 filled and
 * 一年, 两年, 三年 open, the total 招生数 would say too little and contradict every other form. They are
 * - the other parts of a total of which a part is open,
 * - what counts the very people of such a total in another place, with its parts,
 * - the other parts of what is computed or pulled from either.
 * Gives names `form!cell`.
 */
export function waitingCells(program: Program, { open, places, isBlank }: Open): ReadonlySet<string> {
  const cells = new Cells(program);
  const missing = [...open].flatMap((name) => cells.slotOf(name, isBlank) ?? []);
  const totals = cells.readersOf(missing, (reader, part) => cells.isTotalOf(reader, part));
  const wordsOf = new Map(places.map((each) => [cellName(each.form, each.cell), each.words]));
  const words = new Set([...totals].flatMap((slot) => wordsOf.get(cells.nameOf(slot)) ?? []));
  const same = places.flatMap((each) =>
    words.has(each.words) ? (program.slots.current(each.form, each.cell) ?? []) : [],
  );
  const unsure = cells.readersOf([...totals, ...same], () => true);
  const parts = cells.partsOf([...totals, ...same, ...unsure]);
  return new Set([...parts].map((slot) => cells.nameOf(slot)));
}

/** The cells of the program and what they are computed from, by slot. */
class Cells {
  readonly #readers = new Map<number, number[]>();

  constructor(readonly program: Program) {
    for (const { slot, reads } of program.formulas)
      for (const part of reads.slots) {
        if (program.slots.all[part]?.back !== 0) continue;
        const known = this.#readers.get(part);
        if (known === undefined) this.#readers.set(part, [slot]);
        else known.push(slot);
      }
  }

  nameOf(slot: number): string {
    return this.program.slots.all[slot]?.name ?? '';
  }

  /** Null for a cell that is there already, or that no formula reads. */
  slotOf(name: string, isBlank: Open['isBlank']): number | null {
    const at = name.indexOf('!');
    const [form, cell] = [name.slice(0, at), name.slice(at + 1)];
    const slot = this.program.slots.current(form, cell);
    return slot === undefined || !isBlank(form, cell) ? null : slot;
  }

  isTotalOf(reader: number, part: number): boolean {
    const [one, other] = [this.program.slots.all[reader], this.program.slots.all[part]];
    return one?.cell?.kind === 'computed' && one.form === other?.form;
  }

  /** What is computed from these, directly or through others, as far as `goes`. */
  readersOf(slots: readonly number[], goes: (reader: number, part: number) => boolean): ReadonlySet<number> {
    const found = new Set<number>();
    const pending = [...slots];
    for (let part = pending.pop(); part !== undefined; part = pending.pop())
      for (const reader of this.#readers.get(part) ?? []) {
        if (found.has(reader) || !goes(reader, part)) continue;
        found.add(reader);
        pending.push(reader);
      }
    return found;
  }

  /** These, and what their totals are made of in their own form. */
  partsOf(slots: readonly number[]): ReadonlySet<number> {
    const { formulaOf, formulas, slots: all } = this.program;
    const found = new Set(slots);
    const pending = [...slots];
    for (let slot = pending.pop(); slot !== undefined; slot = pending.pop()) {
      const formula = formulaOf.get(slot);
      if (formula === undefined) continue;
      for (const part of (formulas[formula] as Formula).reads.slots) {
        if (found.has(part) || all.all[part]?.back !== 0 || !this.isTotalOf(slot, part)) continue;
        found.add(part);
        pending.push(part);
      }
    }
    return found;
  }
}
