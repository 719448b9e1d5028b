import { BrokenDefinition } from './broken';
import { cellsOf } from './cell';
import type { FormCell } from './cell';
import { definitionSentences as sentences } from './definition-sentences';
import { compileNode } from './evaluate';
import type { Evaluate, Memory } from './evaluate';
import { parseExpression, walk } from './expression';
import { expectType } from './expression-type';
import type { ExpressionType } from './expression-type';
import type { CellType, Form } from './form';
import type { RecordFormula } from './record';
import { compileCondition } from './relation';
import { createScope, FormNotFilled, PendingForm } from './scope';
import type { CompileIndicator, Reads, Slots } from './scope';

/** A computed or pulled cell: its expression compiled, with the slots and lists it reads. */
export interface Formula {
  readonly slot: number;
  readonly cell: FormCell;
  readonly evaluate: Evaluate;
  /** Condition of a pulled cell. */
  readonly applies: ((memory: Memory) => boolean) | null;
  readonly reads: Reads;
}

export const emptyReads = (): Reads => ({ slots: new Set(), lists: new Set() });

/** Computed and pulled cells of a form that this school has. Throws BrokenDefinition. */
export function compileFormulas(form: Form, slots: Slots, indicator: CompileIndicator): readonly Formula[] {
  // A total whose parts are all rows that this school does not see stays blank; only closed parts are a mistake.
  const seesEveryRow = cellsOf(form).every(
    ({ kind, key }) => kind === 'notApplicable' || slots.current(form.code, key) !== undefined,
  );
  return cellsOf(form).flatMap((cell) => {
    if (cell.expression === null) return [];
    const slot = slots.current(form.code, cell.key);
    if (slot === undefined) return [];
    const reads = emptyReads();
    const place = { form, row: cell.row, column: cell.column, record: false };
    const scope = createScope(slots, place, reads, indicator);
    try {
      const node = parseExpression(cell.expression);
      expectType(node, scope, valueType(cell.spec.type));
      const evaluate = compileNode(node, scope);
      if (cell.kind === 'computed' && reads.slots.size === 0 && seesEveryRow)
        throw new Error(sentences.nothingToCompute());
      const condition = cell.when === null ? null : compileCondition(cell.when, scope);
      const applies = condition === null ? null : (memory: Memory) => condition(memory) === true;
      return [{ slot, cell, evaluate, applies, reads }];
    } catch (error) {
      // A source that this school does not have leaves a pulled cell to be typed, and a computed one blank.
      if (error instanceof PendingForm || error instanceof FormNotFilled) return [];
      throw new BrokenDefinition(form.code, `cells/${cell.key}`, (error as Error).message);
    }
  });
}

/** What a computed cell must give; a source may hold more than its target, so texts and dates are not held apart. */
function valueType(type: CellType): ExpressionType {
  return type === 'integer' || type === 'decimal' ? 'number' : type === 'date' ? 'any' : 'text';
}

/** Computed columns of a list form, each after those it reads. Throws BrokenDefinition. */
export function compileRecordFormulas(form: Form, slots: Slots): readonly RecordFormula[] {
  if (form.kind !== 'list') return [];
  const place = { form, row: null, column: null, record: true };
  const outside = emptyReads();
  const scope = createScope(slots, place, outside, () => () => undefined);
  const waiting = (form.columns ?? []).flatMap(({ code, computed, type }) => {
    if (computed === undefined || type === 'byRow') return [];
    const node = parseExpression(computed);
    const reads = new Set<string>();
    walk(node, (inner) => {
      if (inner.type === 'ref' && inner.col !== null) reads.add(inner.col);
    });
    try {
      expectType(node, scope, valueType(type));
      const evaluate = compileNode(node, scope);
      // Records are derived before any cell has a value.
      if (outside.slots.size > 0) throw new Error(sentences.ledgerReadsCell());
      return [{ column: code, evaluate, reads }];
    } catch (error) {
      throw new BrokenDefinition(form.code, `columns/${code}`, (error as Error).message);
    }
  });
  const sorted: RecordFormula[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ reads }) => !waiting.some(({ column }) => reads.has(column)));
    const [formula] = waiting.splice(next, next < 0 ? 0 : 1);
    if (formula === undefined)
      throw new BrokenDefinition(form.code, `columns/${waiting[0]?.column ?? ''}`, sentences.circular());
    sorted.push(formula);
  }
  return sorted;
}

/** In an order in which every formula stands after those it reads. Throws BrokenDefinition for a circle. */
export function sortFormulas(formulas: readonly Formula[]): readonly Formula[] {
  const bySlot = new Map(formulas.map((formula) => [formula.slot, formula]));
  const sorted: Formula[] = [];
  const state = new Map<Formula, 'open' | 'done'>();
  const place = (formula: Formula): void => {
    if (state.get(formula) === 'done') return;
    if (state.get(formula) === 'open') {
      throw new BrokenDefinition(formula.cell.form.code, `cells/${formula.cell.key}`, sentences.circular());
    }
    state.set(formula, 'open');
    for (const slot of formula.reads.slots) {
      const source = bySlot.get(slot);
      if (source !== undefined) place(source);
    }
    state.set(formula, 'done');
    sorted.push(formula);
  };
  formulas.forEach(place);
  return sorted;
}
