import type { Finding } from './finding';
import type { Evidence } from './findings';
import type { Formula } from './formula';
import { builtInChecks } from './messages';
import type { Program } from './program';
import type { SubmissionData } from './submission';
import { difference } from './value-text';

/** What the rosters counted for a cell that the school has, found in the program once. */
export interface CountedSlot {
  readonly slot: number;
  readonly form: string;
  readonly counted: number;
  /** Computed or pulled. */
  readonly isDerived: boolean;
}

export function countedSlots(
  { slots, formulaOf }: Program,
  counted: NonNullable<SubmissionData['counted']> = [],
): readonly CountedSlot[] {
  return counted.flatMap(({ form, cell, counted: text }): CountedSlot[] => {
    const slot = slots.current(form, cell);
    if (slot === undefined) return [];
    return [{ slot, form, counted: Number(text), isDerived: formulaOf.has(slot) }];
  });
}

/**
 * Figures other than the rosters counted when they were last applied. Whoever wrote the number has to say why, until
 * the rosters are applied anew. A blank is asked about once its form is 已核对, because until then it is not said to be
 * zero; so are totals and what is pulled, whose parts may be missing until then, and only where no part of them is asked
 * about already. A text that is no number and a source say it first; beside any other finding it is said too, because it
 * is the roster that tells which number is meant.
 */
export function differingFromRosters(evidence: Evidence, known: readonly Finding[]): readonly Finding[] {
  const { counted, memory, program } = evidence;
  const differing = counted.filter(({ slot, form, counted: count, isDerived }) => {
    const value = memory.values[slot];
    if (value === count || value === null || value === undefined) return false;
    if (!isDerived || evidence.isReviewed(form)) return true;
    // Typed where its source says nothing.
    return evidence.contents.has(program.slots.all[slot]?.name ?? '');
  });
  if (differing.length === 0) return [];
  const told = new Set<number>();
  for (const { check, cells, waitsFor } of known) {
    // What waits for another form may vanish with it.
    if (waitsFor !== null || (check !== 'CELL' && check !== 'PULLED')) continue;
    for (const { form, cell } of cells) {
      const slot = program.slots.current(form, cell);
      if (slot !== undefined) told.add(slot);
    }
  }
  const typed = differing.filter(({ slot, isDerived }) => !isDerived && !told.has(slot));
  const asked = new Set(differing.flatMap(({ slot, isDerived }) => (isDerived ? [] : [slot])));
  const derived = differing.filter(
    ({ slot, isDerived }) => isDerived && !told.has(slot) && !readsAny(program, slot, asked),
  );
  return [...typed, ...derived].map((each) => findingOf(evidence, each));
}

function findingOf({ memory, program, text }: Evidence, { slot, counted }: CountedSlot): Finding {
  const { form = '', key: cell = '', name = '' } = program.slots.all[slot] ?? {};
  const [left, right] = [text(form, cell), String(counted)];
  const { text: rule, instruction, suggestions } = builtInChecks.roster;
  return {
    ...{ key: `ROSTER@${name}`, check: 'ROSTER', severity: 'warning', status: 'fail' },
    ...{ form, cells: [{ form, cell }], left, right, op: '=', waitsFor: null },
    ...{ difference: difference(memory.values[slot], counted), sideNames: ['填报', '名册'] },
    ...{ text: rule, instruction, suggestions },
    values: { [name]: left, left, right },
  };
}

/** Whether a total is made of any of these cells, directly or through other totals. */
function readsAny(
  { formulaOf, formulas, slots }: Program,
  slot: number,
  cells: ReadonlySet<number>,
): boolean {
  const pending = [slot];
  const seen = new Set(pending);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (cells.has(next)) return true;
    const formula = formulaOf.get(next);
    if (formula === undefined) continue;
    for (const read of (formulas[formula] as Formula).reads.slots) {
      if (slots.all[read]?.back !== 0 || seen.has(read)) continue;
      seen.add(read);
      pending.push(read);
    }
  }
  return false;
}
