import { BrokenDefinition } from './broken';
import { cellKey, cellName, columnCodes, columnKey, expandCodes, rowCodes } from './cell';
import type { Memory } from './evaluate';
import type { SkippedCheck } from './finding';
import { conjuncts, isComparison, parseExpression, walk } from './expression';
import type { Node } from './expression';
import { expectType } from './expression-type';
import type { CheckDefinition, Form, FormColumn, FormRow } from './form';
import { referTo } from './indicator';
import type { Indicators } from './indicator';
import { groupColumns } from './record-reads';
import { compileCondition, compileRelation } from './relation';
import type { Decide } from './relation';
import { createScope, FormNotFilled, PendingForm } from './scope';
import type { CompileIndicator, Place, Reads, Slots } from './scope';

/** One relation on given cells: a check expanded over its rows, columns and the parts joined by `and`. */
export interface Instance {
  /** `J3040-03@04`, `J3112-06@c7#1`; explanations are bound to it. */
  readonly key: string;
  readonly check: CheckDefinition;
  readonly form: Form;
  readonly decide: Decide;
  readonly applies: ((memory: Memory) => boolean) | null;
  readonly reads: Reads;
  readonly readsPast: boolean;
  readonly readsTarget: boolean;
  /** Columns of the current record (`c05`); the relation is then decided for each record of the list. */
  readonly recordColumns: readonly string[];
  /**
   * Of a relation on records, the columns by whose values it looks at other records of its list; null when it reads
   * anything else besides the record, and for every other relation.
   */
  readonly groupColumns: readonly string[] | null;
  /** Cell whose total, when stated from outside, this relation compares with its parts. */
  readonly restates: string | null;
}

interface Totals {
  readonly slot: number;
  readonly cell: { readonly kind: string };
  readonly reads: Reads;
}

export function compileChecks(
  forms: readonly Form[],
  slots: Slots,
  indicators: Indicators,
  formulas: readonly Totals[],
): { instances: readonly Instance[]; skipped: readonly SkippedCheck[] } {
  const instances: Instance[] = [];
  const skipped: SkippedCheck[] = [];
  const totals = new Map(
    formulas.filter(({ cell }) => cell.kind === 'computed').map((formula) => [formula.slot, formula.reads]),
  );
  const indicator = referTo(indicators);
  for (const form of forms) {
    for (const check of form.checks) {
      const seen = new Set<string>();
      for (const part of expandOrRefuse(form, check)) {
        try {
          const instance = compilePart(part, slots, indicator, totals);
          if (instance !== null) instances.push(instance);
        } catch (error) {
          if (!(error instanceof PendingForm || error instanceof FormNotFilled)) {
            throw new BrokenDefinition(form.code, `checks/${check.id}`, (error as Error).message);
          }
          if (seen.has(error.form)) continue;
          seen.add(error.form);
          skipped.push({
            check: check.id,
            form: form.code,
            reason: error instanceof PendingForm ? 'pending' : 'notFilled',
            detail: error.form,
          });
        }
      }
    }
  }
  return { instances, skipped };
}

function expandOrRefuse(form: Form, check: CheckDefinition): readonly Part[] {
  try {
    return expand(form, check);
  } catch (error) {
    throw new BrokenDefinition(form.code, `checks/${check.id}`, (error as Error).message);
  }
}

interface Part {
  readonly key: string;
  readonly form: Form;
  readonly check: CheckDefinition;
  readonly node: Node;
  readonly row: FormRow | null;
  readonly column: FormColumn | null;
  /** All rows of the check, for `countRows`. */
  readonly rows: readonly FormRow[];
}

function expand(form: Form, check: CheckDefinition): readonly Part[] {
  const whole = parseExpression(check.expr);
  const wild = { row: false, col: false };
  walk(whole, (node) => {
    // It runs over the rows itself.
    if (node.type === 'call' && node.name === 'countRows') return false;
    if (node.type !== 'ref') return true;
    wild.row ||= node.row === '*';
    wild.col ||= node.col === '*';
    return true;
  });
  const checked = named(form.rows, expandCodes(check.rows, rowCodes(form)));
  const rows = wild.row ? checked : [null];
  const columns = wild.col ? named(form.columns, checkedColumns(form, check.cols)) : [null];
  const parts = conjuncts(whole);
  return rows.flatMap((row) =>
    columns.flatMap((column) =>
      parts.map((node, index): Part => {
        const at = [row?.code ?? '', column === null ? '' : `c${column.code}`].join('');
        const key = `${check.id}${at === '' ? '' : `@${at}`}${parts.length > 1 ? `#${index + 1}` : ''}`;
        return { key, form, check, node, row, column, rows: checked };
      }),
    ),
  );
}

function named<T extends { readonly code: string }>(
  all: readonly T[] | undefined,
  codes: readonly string[] | undefined,
): readonly T[] {
  const byCode = new Map((all ?? []).map((item) => [item.code, item]));
  return (codes ?? []).flatMap((code) => byCode.get(code) ?? []);
}

/** Over numeric columns when the check does not name its columns. */
function checkedColumns(form: Form, set: string | undefined): readonly string[] | undefined {
  if (set !== undefined) return expandCodes(set, columnCodes(form));
  return (form.columns ?? [])
    .filter(({ type }) => type === 'integer' || type === 'decimal')
    .map(({ code }) => code);
}

/** Of a row that the school does not see nothing is judged, not even its emptiness. */
function isSeen(form: Form, row: FormRow, slots: Slots): boolean {
  return (form.columns ?? []).some(
    ({ code }) => slots.current(form.code, cellKey(row.code, code)) !== undefined,
  );
}

/** Null when the row is not seen or the cell on the left must not be filled: there is nothing to compare. */
function compilePart(
  part: Part,
  slots: Slots,
  indicator: CompileIndicator,
  totals: ReadonlyMap<number, Reads>,
): Instance | null {
  if (part.row !== null && !isSeen(part.form, part.row, slots)) return null;
  const reads: Reads = { slots: new Set(), lists: new Set() };
  const recordColumns = part.form.kind === 'list' ? bareColumns(part.node) : [];
  const place: Place = {
    form: part.form,
    row: part.row,
    column: part.column,
    rows: part.rows,
    record: recordColumns.length > 0,
  };
  const scope = createScope(slots, place, reads, indicator);
  const left = comparedIn(part.node);
  const leftSlot = left?.type === 'ref' && !place.record ? scope.slot(left) : undefined;
  if (leftSlot === null) return null;
  expectType(part.node, scope, 'truth');
  const decide = compileRelation(part.node, scope);
  if (recordColumns.length > 0) reads.lists.add(part.form.code);
  const { when } = part.check;
  const condition = when === undefined ? null : compileCondition(when, scope);
  let readsTarget = false;
  walk(part.node, (node) => {
    readsTarget ||= node.type === 'call' && node.name === 'target';
  });
  return {
    key: part.key,
    check: part.check,
    form: part.form,
    decide,
    applies: condition === null ? null : (memory) => condition(memory) === true,
    reads,
    readsPast: [...reads.slots].some((slot) => (slots.all[slot]?.back ?? 0) > 0),
    readsTarget,
    recordColumns: recordColumns.map(columnKey),
    groupColumns: recordColumns.length === 0 ? null : groupsRead(part),
    restates: restatedCell(part.node, leftSlot, reads, totals, slots),
  };
}

function groupsRead({ node, check, form }: Part): readonly string[] | null {
  const relation = groupColumns(node, form.code);
  const condition = check.when === undefined ? [] : groupColumns(parseExpression(check.when), form.code);
  return relation === null || condition === null ? null : [...new Set([...relation, ...condition])];
}

/** Columns of the current record that a ledger check names outside `count`. */
function bareColumns(node: Node): readonly string[] {
  const columns = new Set<string>();
  walk(node, (inner) => {
    if (inner.type === 'call' && inner.name === 'count') return false;
    if (inner.type === 'ref' && inner.form === null && inner.row === null && inner.col !== null)
      columns.add(inner.col);
    return true;
  });
  return [...columns];
}

/** The left side of a comparison, or of the one that `if(…, true, …)` leaves. */
function comparedIn(node: Node): Node | null {
  if (node.type === 'call' && node.name === 'if')
    return node.args[2] === undefined ? null : comparedIn(node.args[2]);
  return node.type === 'binary' && isComparison(node.op) ? node.left : null;
}

/** A relation restates a total when its other side reads exactly the cells that the total is computed from. */
function restatedCell(
  node: Node,
  leftSlot: number | undefined,
  reads: Reads,
  totals: ReadonlyMap<number, Reads>,
  slots: Slots,
): string | null {
  if (leftSlot === undefined || node.type !== 'binary' || node.op !== '=') return null;
  const parts = totals.get(leftSlot);
  if (parts === undefined) return null;
  const others = [...reads.slots].filter((slot) => slot !== leftSlot);
  if (others.length !== parts.slots.size || !others.every((slot) => parts.slots.has(slot))) return null;
  const slot = slots.all[leftSlot];
  return slot === undefined ? null : cellName(slot.form, slot.key);
}
