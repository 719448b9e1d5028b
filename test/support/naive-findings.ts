import { cellName } from '../../shared/cell';
import { compare, decimal, decimalText } from '../../shared/decimal';
import { isComparison, parseExpression } from '../../shared/expression';
import type { Node } from '../../shared/expression';
import type { ListRecord } from '../../shared/submission';
import { readCell } from '../../shared/value';
import type { NaiveYear } from './naive';
import { compared, evaluate, isNumber, valueAt } from './naive-expression';
import { thresholdAt } from './naive-functions';
import type { Place, Value } from './naive-reads';
import { leftCell } from './naive-relations';
import type { Relation } from './naive-relations';

/** What is compared of a finding. */
export interface Found {
  readonly key: string;
  readonly severity: string;
  readonly cells: readonly string[];
  readonly left: string | null;
  readonly right: string | null;
  readonly op: string | null;
}

interface Sides {
  readonly holds: Value;
  readonly op?: string;
  readonly left?: Value;
  readonly right?: Value;
}

/** Both sides of a relation; of an `if`, those of the branch taken. A total stated from outside stands for the left one. */
function decide(year: NaiveYear, node: Node, place: Place, stated: Value): Sides {
  if (node.type === 'binary' && isComparison(node.op)) {
    const left = stated === undefined ? evaluate(year, node.left, place) : stated;
    const right = evaluate(year, node.right, place);
    const op = wantedOp(year, node.right) ?? node.op;
    return { holds: compared(op, left, right), op, left, right };
  }
  const [condition, yes, no] = node.type === 'call' && node.name === 'if' ? node.args : [];
  if (condition === undefined || yes === undefined || no === undefined)
    return { holds: evaluate(year, node, place) };
  const taken = evaluate(year, condition, place);
  return typeof taken === 'boolean' ? decide(year, taken ? yes : no, place, stated) : { holds: undefined };
}

/** A target profile may want a value to be more than, or just, its threshold. */
function wantedOp(year: NaiveYear, right: Node): string | undefined {
  const isTarget = right.type === 'call' && right.name === 'target';
  const op = isTarget ? thresholdAt(year, right.args)?.op : undefined;
  return op === '==' ? '=' : op;
}

/** Everything that is wrong with a submission, by the definitions alone. */
export function naiveFindings(year: NaiveYear, relations: readonly Relation[]): readonly Found[] {
  const results = relations.map((one) => resultOf(year, one));
  const failed = results.flatMap((result, index) => {
    const { check, reads } = relations[index] as Relation;
    const said = (check.yieldsTo ?? []).some((other) =>
      relations.some(
        (rival, at) => rival.check.id === other && rival.reads[0] === reads[0] && results[at] !== 'undecided',
      ),
    );
    return result === 'undecided' || said ? [] : result;
  });
  const found = [...unreadable(year), ...failed];
  return [...found, ...typedOver(year, found), ...unrestated(year, relations)];
}

function resultOf(year: NaiveYear, one: Relation): readonly Found[] | 'undecided' {
  const { check, form, node, place, reads } = one;
  if (form.optional === true && !year.isStarted(form.code)) return 'undecided';
  if (reads.some((name) => /^\d\//.test(name)) && year.earlier(1) === null) return 'undecided';
  const applies = (at: Place) =>
    check.when === undefined || evaluate(year, parseExpression(check.when), at) === true;
  if (one.columns.length > 0) {
    const records = year.records(form.code);
    if (records.length === 0) return 'undecided';
    return records.flatMap((record) => {
      const blank = one.columns.every((column) => year.recordValue(form, record, column) === null);
      const at = { ...place, record };
      if ((blank && check.blank !== 'counts') || !applies(at)) return [];
      const sides = decide(year, node, at, undefined);
      return sides.holds === false ? [described(year, one, sides, record)] : [];
    });
  }
  if (!applies(place)) return 'undecided';
  const judgesEmptiness = check.blank === 'counts' && year.isStarted(form.code);
  if (!judgesEmptiness && reads.every((name) => isUntouched(year, name))) return 'undecided';
  const sides = decide(year, node, place, statedTotal(year, one));
  if (typeof sides.holds !== 'boolean') return 'undecided';
  return sides.holds ? [] : [described(year, one, sides, null)];
}

function isUntouched(year: NaiveYear, name: string): boolean {
  if (/^\d\//.test(name)) return true;
  if (name.startsWith('list/')) return year.records(name.slice('list/'.length)).length === 0;
  return valueAt(year, name) === null;
}

/** The total that a relation compares with the very cells it is computed from. */
function restated(year: NaiveYear, { node, place, reads }: Relation): string | null {
  if (node.type !== 'binary' || node.op !== '=') return null;
  const left = leftCell(year, node, place);
  if (left === null || left === undefined || year.cells.get(left)?.kind !== 'computed') return null;
  const parts = new Set((year.readsOfCell(left) ?? []).filter((name) => !name.startsWith('list/')));
  const others = reads.filter((name) => name !== left && !name.startsWith('list/'));
  return others.length === parts.size && others.every((name) => parts.has(name)) ? left : null;
}

function statedTotal(year: NaiveYear, one: Relation): Value {
  const name = year.input.stated === undefined ? null : restated(year, one);
  const text = name === null ? undefined : year.input.stated?.get(name);
  return text === undefined ? undefined : /^-?\d+(\.\d+)?$/.test(text) ? decimal(text) : text;
}

const plain = (value: Value): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'boolean'
      ? value
        ? '是'
        : '否'
      : isNumber(value)
        ? decimalText(value)
        : value;

function described(year: NaiveYear, one: Relation, sides: Sides, record: ListRecord | null): Found {
  const side = (own: Value, other: Value): string | null => {
    if (sides.op === undefined || own === undefined) return null;
    return own === null && isNumber(other) ? '0' : plain(own);
  };
  const cells =
    record === null
      ? one.reads.filter((name) => year.cells.has(name))
      : one.columns.map((code) => cellName(one.form.code, `${record.id}.c${code.padStart(2, '0')}`));
  return {
    key: record === null ? one.key : `${one.key}@${record.id}`,
    severity: one.check.severity,
    cells: [...cells].sort(),
    left: side(sides.left, sides.right),
    right: side(sides.right, sides.left),
    op: sides.op ?? null,
  };
}

/** Texts that their cell cannot hold. */
function unreadable(year: NaiveYear): readonly Found[] {
  const raw = [...year.contents].filter(([name, { kind }]) => kind === 'raw' && year.isSeen(name));
  return raw.flatMap(([name, { text }]) => {
    const spec = year.cells.get(name)?.spec;
    if (spec === undefined || readCell(text, spec).problem === null) return [];
    return [{ key: `CELL@${name}`, severity: 'error', cells: [name], left: null, right: null, op: null }];
  });
}

/** Entries over a source that says otherwise, where nothing else is said about the cell. */
function typedOver(year: NaiveYear, found: readonly Found[]): readonly Found[] {
  const known = new Set(found.flatMap(({ cells }) => cells));
  return [...year.contents.keys()].flatMap((name) => {
    const cell = year.cells.get(name);
    if (cell?.kind !== 'pulled' || !year.isSeen(name) || known.has(name)) return [];
    const [typed, source] = [year.value(name), year.source(name)];
    if (source === null || compared('=', typed, source) !== false) return [];
    if (cell.expression === 'row.words' && addsTo(plain(source) ?? '', plain(typed) ?? '')) return [];
    const sides = { left: plain(typed), right: plain(source), op: '=' };
    return [{ key: `PULLED@${name}`, severity: 'warning', cells: [name], ...sides }];
  });
}

/** Words that go on after what is said of a figure, or say nothing of its parts. */
function addsTo(said: string, typed: string): boolean {
  const parts = (text: string): readonly string[] =>
    [...text.matchAll(/[\d.]+\/[\d.]+/g)].map(([part]) => part);
  return parts(typed).length === 0 || parts(said).every((part) => parts(typed).includes(part));
}

/** Stated totals that differ and that no relation compares with what they are computed from. */
function unrestated(year: NaiveYear, relations: readonly Relation[]): readonly Found[] {
  const { stated } = year.input;
  if (stated === undefined) return [];
  const compares = new Set(relations.map((one) => restated(year, one)));
  return [...stated].flatMap(([name, text]) => {
    const spec = year.cells.get(name)?.spec;
    const value = year.isSeen(name) ? year.value(name) : null;
    const digits = spec?.type === 'decimal' ? spec.decimals : undefined;
    const recomputed = isNumber(value) ? decimalText(value, digits) : plain(value);
    if (recomputed !== '' && compares.has(name)) return [];
    const isFigure = (one: string) => /^-?\d+(\.\d+)?$/.test(one);
    // Nothing is as good as a stated zero.
    const sum = recomputed === '' ? '0' : recomputed;
    const same = isFigure(text) && isFigure(sum) ? compare(decimal(text), decimal(sum)) === 0 : text === sum;
    if (same) return [];
    return [
      { key: `STATED@${name}`, severity: 'error', cells: [name], left: text, right: recomputed, op: '=' },
    ];
  });
}
