import { add, compare, decimal, decimalText, divide, multiply, round, subtract } from '../../shared/decimal';
import type { CallNode, Node } from '../../shared/expression';
import { parseExpression } from '../../shared/expression';
import type { Form } from '../../shared/form';
import { ageOn, isIdentityNumber, sexOf } from '../../shared/identity';
import { thresholdOf } from '../../shared/target-profile';
import type { Threshold } from '../../shared/target-profile';
import type { ListRecord } from '../../shared/submission';
import type { NaiveYear } from './naive';
import { compared, evaluate, isNumber, rounded, unsigned, valueAt } from './naive-expression';
import {
  back,
  balanceYears,
  cellsOfRange,
  indicatorAt,
  indicatorReads,
  listOf,
  named,
  textOf,
  years,
  inputsOf,
} from './naive-reads';
import type { Place, Value } from './naive-reads';

/** What a call of one of the functions comes to. */
export function call(year: NaiveYear, node: CallNode, place: Place): Value {
  const { args } = node;
  const at = (index: number): Value => evaluate(year, args[index] ?? { type: 'blank' }, place);
  switch (node.name) {
    case 'sum':
      return total(args.flatMap((argument) => parts(year, argument, place)));
    case 'if': {
      const condition = at(0);
      return typeof condition === 'boolean' ? at(condition ? 1 : 2) : undefined;
    }
    case 'max':
    case 'min': {
      const values = args.map((_, index) => at(index) ?? (at(index) === null ? 0 : undefined));
      if (!values.every(isNumber)) return undefined;
      const sorted = [...values].sort(compare);
      return node.name === 'max' ? sorted.at(-1) : sorted[0];
    }
    case 'round':
      return rounded(at(0), Number(at(1)));
    case 'abs':
      return unsigned(at(0));
    case 'len': {
      const text = at(0);
      return text === undefined ? undefined : text === null ? 0 : printedText(text).length;
    }
    case 'sexOf':
    case 'ageOf': {
      const identity = at(0);
      if (typeof identity !== 'string' || !isIdentityNumber(identity)) return undefined;
      const day = `${year.input.collection.schoolYear}-09-01`;
      return node.name === 'sexOf' ? sexOf(identity) : ageOn(identity, day);
    }
    case 'monthOf':
    case 'schoolYearsAgo': {
      const date = at(0);
      if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
      const [in12, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
      if (node.name === 'monthOf') return month;
      return year.input.collection.schoolYear - (month >= 9 ? in12 : in12 - 1);
    }
    case 'printsAs': {
      const [value, printed] = [at(0), at(1)];
      if (!isNumber(printed)) return undefined;
      return isNumber(value) && compare(round(value, Number(at(2))), printed) === 0;
    }
    case 'unrounded': {
      const [printed, exact] = [at(0), sourceOf(year, args[0], place)];
      return isNumber(printed) && isNumber(exact) && compare(round(exact, Number(at(1))), printed) === 0
        ? exact
        : printed;
    }
    case 'meets': {
      const { figure, op } = place.row ?? {};
      const goal = [figure?.indicator ?? '', figure?.stage ?? ''].map(
        (value) => ({ type: 'text', value }) as const,
      );
      const [value, wanted, threshold] = [at(0), at(1), thresholdAt(year, goal)];
      const isStated = compared('=', decimalOrNone(threshold?.value), wanted) === true;
      const asked = isStated ? threshold?.op : op;
      return compared(asked === '==' ? '=' : (asked ?? ''), value, wanted);
    }
    case 'target':
      return decimalOrNone(thresholdAt(year, args)?.value);
    case 'indicator':
      return indicatorValue(year, args);
    case 'back':
      return evaluate(year, back(args[1] ?? { type: 'blank' }, years(args)), place);
    case 'countRows':
      return (place.rows ?? []).filter(
        (row) => evaluate(year, args[0] ?? { type: 'blank' }, { ...place, row }) === true,
      ).length;
    case 'prevBalance':
      return previousBalance(year, args, place);
    default:
      return ledgerCall(year, node, place);
  }
}

/** What the source of a cell gives before it is rounded. */
function sourceOf(year: NaiveYear, node: Node | undefined, place: Place): Value {
  const name = node?.type === 'ref' ? named(year, node, place) : null;
  const cell = year.cells.get(name ?? '');
  if (name === null || cell === undefined || cell.expression === null || cell.when !== null) return undefined;
  if (year.readsOfCell(name) === null) return undefined;
  const { form, row, column } = cell;
  let source = parseExpression(cell.expression);
  while (source.type === 'call' && source.name === 'if') {
    const [condition = source, yes = source, no = source] = source.args;
    const taken = evaluate(year, condition, { form, row, column });
    if (typeof taken !== 'boolean') return undefined;
    source = taken ? yes : no;
  }
  const [inner] = source.type === 'call' && source.name === 'round' ? source.args : [];
  return inner === undefined ? undefined : evaluate(year, inner, { form, row, column });
}

const decimalOrNone = (value: number | undefined): Value =>
  value === undefined ? undefined : decimal(String(value));

const printedText = (value: NonNullable<Value>): string =>
  typeof value === 'object' ? decimalText(value) : String(value);

function parts(year: NaiveYear, node: Node, place: Place): readonly Value[] {
  if (node.type !== 'range') return [evaluate(year, node, place)];
  return cellsOfRange(year, node.from, node.to, place).map((ref) => {
    const name = named(year, ref, place);
    return name === null ? null : valueAt(year, name);
  });
}

/** Blank while every part is blank. */
function total(values: readonly Value[]): Value {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return known.every(isNumber) ? known.reduce(add) : undefined;
}

/** The first threshold that one of the collection's profiles sets. */
export function thresholdAt(year: NaiveYear, args: readonly Node[]): Threshold | undefined {
  return year.input.collection.targetProfiles
    .flatMap((id) => {
      const profile = year.definitions.targetProfiles.find((candidate) => candidate.id === id);
      return profile === undefined
        ? []
        : (thresholdOf(profile, textOf(args[0]), textOf(args[1]), year.input.school) ?? []);
    })
    .at(0);
}

const indicatorValue = (year: NaiveYear, args: readonly Node[]): Value =>
  figureAt(year, textOf(args[0]), textOf(args[1]))?.value;

/** An indicator by its usual method; undefined where the school has none such, the words null where it has no value. */
export function figureAt(
  year: NaiveYear,
  id: string,
  stage: string,
): { readonly value: Value; readonly words: string | null; readonly inapplicable?: string } | undefined {
  const args: readonly Node[] = [
    { type: 'text', value: id },
    { type: 'text', value: stage },
  ];
  const found = indicatorAt(year, args);
  if (found === undefined || indicatorReads(year, args).length === 0) return undefined;
  const method = found.methods.find((candidate) => candidate.default === true) ?? found.methods[0];
  const place: Place = { form: null, inputs: inputsOf(year, args) };
  const of = (text: string | undefined) => evaluate(year, parseExpression(text ?? 'blank'), place);
  const [numerator, denominator] = [of(method?.numerator), of(method?.denominator)];
  if (isNumber(denominator) && compare(denominator, 0) === 0)
    return { value: undefined, words: found.zeroDenominator, inapplicable: found.zeroDenominator };
  if (!isNumber(denominator) || compare(denominator, 0) < 0) return { value: undefined, words: null };
  if (numerator !== null && !isNumber(numerator)) return { value: undefined, words: null };
  const value = divide(multiply(decimal(String(method?.factor)), numerator ?? 0), denominator);
  const { schoolYear } = year.input.collection;
  const parts = [numerator ?? 0, denominator].map((part) => decimalText(round(part, 4))).join('/');
  return { value, words: `口径：${method?.name ?? ''}；${parts}；${schoolYear - 1}—${schoolYear}学年` };
}

/** What was left over year after year, as far back as it is known without a gap. */
function previousBalance(year: NaiveYear, args: readonly Node[], place: Place): Value {
  const balances: Value[] = [];
  for (const past of balanceYears) {
    const [income, spent] = args.map((part) => {
      const value = evaluate(year, back(part, past), place);
      return value === null ? 0 : value;
    });
    if (!isNumber(income) || !isNumber(spent)) break;
    balances.push(subtract(income, spent));
  }
  const balance = total(balances);
  return isNumber(balance) && compare(balance, 0) >= 0 ? balance : undefined;
}

function ledgerCall(year: NaiveYear, node: CallNode, place: Place): Value {
  const { args } = node;
  const column = (index: number): string => {
    const argument = args[index];
    return argument?.type === 'ref' ? (argument.col ?? '') : '';
  };
  if (node.name === 'count') {
    const list = listOf(year, args[0]);
    const records = year.counted(list);
    if (records.length === 0) return year.isReviewed(list.code) ? 0 : null;
    const [, condition] = args;
    if (condition === undefined) return records.length;
    const outer = place.outer ?? place;
    return records.filter(
      (record) => evaluate(year, condition, { ...place, form: list, record, outer }) === true,
    ).length;
  }
  const { form, record } = place;
  if (form === null || record === null || record === undefined)
    throw new Error(`${node.name} outside a ledger`);
  switch (node.name) {
    case 'unique': {
      const same = sharing(year, form, column(0), year.recordValue(form, record, column(0)));
      return same === undefined ? undefined : same.length < 2;
    }
    case 'foundIn': {
      const own = year.recordValue(form, record, column(1));
      const others = sharing(year, listOf(year, args[0]), column(1), own);
      return others === undefined ? undefined : others.length > 0;
    }
    case 'sumBy': {
      const list = listOf(year, args[0]);
      const same = sharing(year, list, column(1), year.recordValue(form, record, column(1)));
      return same === undefined
        ? undefined
        : total(same.map((other) => year.recordValue(list, other, column(2))));
    }
    case 'sameWithin': {
      const own = year.recordValue(form, record, column(1));
      const same = sharing(year, form, column(0), year.recordValue(form, record, column(0)));
      if (own === null || own === undefined || same === undefined) return undefined;
      return same.every((other) => {
        const value = year.recordValue(form, other, column(1));
        return value === null || value === undefined || compared('=', value, own) === true;
      });
    }
    case 'declaredTotal': {
      // A record of totals whose figure is blank states nothing.
      const stated = year.recordValue(form, record, form.totalRecords?.value ?? '');
      return year.isTotal(form, record) && stated !== null ? stated : undefined;
    }
    default:
      throw new Error(`no function ${node.name}`);
  }
}

/** Records of a list that have a value in a column; undefined where there is no value to share. */
function sharing(
  year: NaiveYear,
  list: Form,
  column: string,
  value: Value,
): readonly ListRecord[] | undefined {
  if (value === null || value === undefined) return undefined;
  return year.counted(list).filter((other) => {
    const theirs = year.recordValue(list, other, column);
    return theirs !== null && theirs !== undefined && printedText(theirs) === printedText(value);
  });
}
