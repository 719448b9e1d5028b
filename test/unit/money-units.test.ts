import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../shared/expression';
import type { CallNode, Node } from '../../shared/expression';
import { columnPath } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { expressionsOfBinding } from '../../shared/indicator-definition';
import type { Indicator, IndicatorMethod } from '../../shared/indicator-definition';
import { shippedDefinitions } from '../support/definitions';

const definitions = shippedDefinitions();

/** What a figure is counted in: yuan, ten thousand yuan, or no money at all. */
type Money = '元' | '万元' | null;

const moneyIn = (text: string | undefined): Money =>
  text === undefined ? null : text.includes('万元') ? '万元' : text.includes('元') ? '元' : null;

/** The unit of a cell: its row's, its column's label, or that of a form all of whose sums are in it. */
function moneyOfCell(form: Form, row: string | null, column: string | null): Money {
  const ofRow = form.rows?.find(({ code }) => code === row)?.unit;
  if (ofRow !== undefined) return moneyIn(ofRow);
  const found = form.columns?.find(({ code }) => Number(code) === Number(column));
  if (found === undefined || found.type === 'integer' || columnPath(found).includes('%')) return null;
  const all = /^万?元$/u.test(form.unit ?? '') ? moneyIn(form.unit) : null;
  return moneyIn(columnPath(found)) ?? all;
}

class Mixed extends Error {}

/** What an expression is counted in; throws Mixed where yuan and ten thousand yuan meet. */
function moneyOf(node: Node, inputs: Indicator['inputs']): Money {
  const of = (inner: Node | undefined): Money => (inner === undefined ? null : moneyOf(inner, inputs));
  const same = (nodes: readonly Node[]): Money => {
    const units = new Set(nodes.flatMap((inner) => of(inner) ?? []));
    if (units.size > 1) throw new Mixed();
    return [...units][0] ?? null;
  };
  switch (node.type) {
    case 'ref':
      return node.form === null ? null : moneyOfCell(formOf(node.form), node.row, node.col);
    case 'range':
      return of(node.from);
    case 'field':
      return node.form === null ? moneyIn(inputs[node.id]?.unit) : null;
    case 'unary':
      return of(node.operand);
    case 'call':
      return moneyOfCall(node, same);
    case 'binary': {
      const [left, right] = [of(node.left), of(node.right)];
      if (node.op === '+' || node.op === '-') return same([node.left, node.right]);
      if (node.op === '/') return right === null ? left : left === right ? null : mixed();
      if (node.op !== '*') return null;
      const tenThousand = [node.left, node.right].some((side) => side.type === 'number' && Number(side.value) === 10000);
      const unit = left ?? right;
      return unit === '万元' && tenThousand ? '元' : unit;
    }
    default:
      return null;
  }
} // prettier-ignore

function moneyOfCall({ name, args }: CallNode, same: (nodes: readonly Node[]) => Money): Money {
  if (name === 'if') return same(args.slice(1));
  if (name === 'round') return same(args.slice(0, 1));
  if (['sum', 'max', 'min', 'abs', 'sumOver', 'minOver'].includes(name)) return same(args);
  if (name === 'standard') {
    const [id] = args;
    return moneyIn(definitions.standards.find((each) => id?.type === 'text' && each.id === id.value)?.unit);
  }
  if (name !== 'total') return null;
  const [list, column] = args;
  if (list?.type !== 'form' || column?.type !== 'ref') return null;
  return moneyOfCell(formOf(list.code), null, column.col);
}

function formOf(code: string): Form {
  const form = definitions.forms[code];
  if (form === undefined) throw new Error(`no ${code}`);
  return form;
}

function mixed(): never {
  throw new Mixed();
}

function tried(name: string, find: () => string | null): string | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof Mixed) return `${name} mixes 元 and 万元`;
    throw error;
  }
}

/** An input is told in what its cells are, or turned into it in sight. */
const problemOfInput = ({ id, inputs }: Pick<Indicator, 'id' | 'inputs'>, name: string): string | null =>
  tried(`${id} [${name}]`, () => {
    const told = moneyIn(inputs[name]?.unit);
    for (const text of expressionsOfBinding(inputs[name]?.from)) {
      const found = moneyOf(parseExpression(text), inputs);
      if (found !== told && text !== 'blank' && !/^\d+$/u.test(text))
        return `${id} [${name}] is in ${String(found)} and says ${String(told)}: ${text}`;
    }
    return null;
  });

const problemOfMethod = ({ id, unit, inputs }: Indicator, method: IndicatorMethod): string | null =>
  tried(`${id}/${method.id}`, () => {
    const above = moneyOf(parseExpression(method.numerator), inputs);
    const below =
      method.denominator === undefined ? null : moneyOf(parseExpression(method.denominator), inputs);
    if (below !== null && above !== below) return `${id}/${method.id} divides ${String(above)} by ${below}`;
    const found = below === null ? above : null;
    const converted = found === '元' && method.factor === 0.0001 ? '万元' : found;
    const told = moneyIn(method.unit ?? unit);
    return converted === told
      ? null
      : `${id}/${method.id} is in ${String(converted)} and says ${String(told)}`;
  });

describe('元 and 万元', () => {
  it.each(definitions.indicators.map((indicator) => [indicator.id, indicator] as const))(
    'of %s are never mixed, nor turned into each other unseen',
    (_id, indicator) => {
      const inputs = Object.keys(indicator.inputs).map((name) => problemOfInput(indicator, name));
      const methods = indicator.methods.map((method) => problemOfMethod(indicator, method));
      expect([...inputs, ...methods].filter((problem) => problem !== null)).toEqual([]);
    },
  );

  it('are told beside what is missing to a target as they are computed', () => {
    const wrong = definitions.indicators.flatMap(({ id, gap, methods, inputs }) => {
      const usual = methods.find((method) => method.default === true);
      const told = moneyIn(gap?.unit);
      if (told === null || usual === undefined) return [];
      return moneyOf(parseExpression(usual.numerator), inputs) === told ? [] : [id];
    });
    expect(wrong).toEqual([]);
  });

  it('are found in cells of every kind, so that the tests above can fail', () => {
    const found = (text: string) => moneyOf(parseExpression(text), {});
    expect(found('局补充3!r01c01')).toBe('万元');
    expect(found('局补充3!r03c01')).toBe('元');
    expect(found('教基5176!r15c01')).toBe('万元');
    expect(found('基础基522!r01c12')).toBe('万元');
    expect(found('教基5176!r15c01 * 10000')).toBe('元');
    expect(found('局经费1!r01c04 + 局经费2!r01c01')).toBe('元');
    expect(found('total(局缺口1, c11, c15 = "已销号")')).toBe('元');
    expect(found('局经费3!r01c02 + 教基3112!r01c07 + 教基5176!r01c01')).toBeNull();
    expect(found('局补充3!r01c01 / 局补充3!r02c01')).toBeNull();
    expect(() => found('局补充3!r01c01 / 局经费1!r01c04')).toThrow(Mixed);
    expect(() => found('教基5176!r15c01 + 局经费1!r01c04')).toThrow(Mixed);
    const label = 'x';
    const wrong = (from: string, unit: string) => problemOfInput({ id: 'i', inputs: { x: { label, unit, from } } }, 'x');
    expect(wrong('局补充3!r01c01', '元')).toContain('is in 万元 and says 元');
    expect(wrong('局补充3!r01c01 * 10000', '元')).toBeNull();
    expect(wrong('局补充3!r01c01', '万元')).toBeNull();
  }); // prettier-ignore
});
