import { columnPath } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import {
  parseExpression,
  type BinaryNode,
  type CallNode,
  type Node,
  type RefNode,
} from '../../shared/expression';
import { describeCell } from '../../shared/finding-text';
import type { School } from '../../shared/school';
import { holdsForSchool } from './school-condition';

const operators: Record<BinaryNode['op'], string> = {
  '=': ' = ',
  '<>': ' ≠ ',
  '<': ' < ',
  '<=': ' ≤ ',
  '>': ' > ',
  '>=': ' ≥ ',
  '+': '+',
  '-': '-',
  '*': '×',
  '/': '÷',
  and: '，且 ',
  or: '，或 ',
};

/** In a condition on records the operators read as a sentence: 性别为女、就读方式不是未入学. */
const inCondition: Partial<Record<BinaryNode['op'], string>> = {
  '=': '为',
  '<>': '不是',
  and: '、',
  or: '或',
};

/** What the school record says, by the names that expressions use. */
const schoolWords: Readonly<Record<string, string>> = {
  code: '标识码',
  name: '校名',
  type: '办学类型',
  typeCode: '办学类型代码',
  yearsPrimary: '小学年制',
  yearsJunior: '初中年制',
  entryAge: '小学入学年龄',
  county: '县（市、区）',
  town: '乡镇',
  placeType: '城乡类型',
  attachedClasses: '附设班',
  townshipCentre: '是乡镇中心',
};

/** A row or column as an expression names it; null is the one being filled. */
type Place = string | null;

/** Functions whose arguments need no more than their own words. */
const sentences: Readonly<Record<string, (first: string, second: string) => string>> = {
  max: (value, least) =>
    isFigure(least) ? `${value}（不足 ${least} 按 ${least}）` : `${value}与 ${least} 中较大的数`,
  min: (value, most) =>
    isFigure(most) ? `${value}（超过 ${most} 按 ${most}）` : `${value}与 ${most} 中较小的数`,
  abs: (value) => `${value}的绝对值`,
  len: (value) => `${value}的字数`,
  sexOf: (identity) => `${identity}中的性别`,
  ageOf: (identity) => `${identity}中的周岁`,
  monthOf: (date) => `${date}的月份`,
  schoolYearsAgo: (date) => date,
  unique: (value) => `${value}不重复`,
  countRows: (condition) => `满足“${condition}”的行数`,
  declaredTotal: (key) => `合计行写明的${key}合计`,
  unrounded: (value) => `${value}（未修约）`,
  printsAs: (value, printed) => `${printed}就是修约后的${value}`,
  foundIn: (list, key) => `${list}中有这个${key}`,
  sameWithin: (key, value) => `${key}相同的各行${value}一致`,
  prevBalance: (received, spent) => `上年结余（历年${received}减去历年${spent}）`,
};

function isFigure(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text);
}

/** What is known where a formula is shown; without it the words hold for every school and row. */
export interface FormulaContext {
  /** Of choices by the school's record only hers is said, and nothing of conditions that it settles. */
  readonly school?: School;
  /** Plain label of the row being filled. */
  readonly row?: string;
  /** How a completed value of that row must stand to its target. */
  readonly op?: '>=' | '<=' | undefined;
}

/**
 * A formula in the notation that the official forms print: `sum(c03:c06)` as (3)+…+(6), with the names of cells in
 * other forms. `list` is the list form whose columns a condition is about.
 */
export function formulaWords(
  definitions: Definitions,
  expression: string | Node,
  { school, row: rowLabel, op: rowOp }: FormulaContext = {},
): string {
  return words(typeof expression === 'string' ? parseExpression(expression) : expression, null);

  function holds(condition: Node | undefined): boolean | undefined {
    if (condition?.type === 'binary' && condition.op === '=' && isRowOp(condition.left)) {
      const { right } = condition;
      return rowOp === undefined || right.type !== 'text' ? undefined : right.value === rowOp;
    }
    return condition === undefined || school === undefined ? undefined : holdsForSchool(condition, school);
  }

  function words(node: Node, list: string | null): string {
    switch (node.type) {
      case 'ref':
        return reference(node, list);
      case 'range':
        return `${words(node.from, list)}+…+${words(node.to, list)}`;
      case 'call':
        return call(node, list);
      case 'binary':
        if (node.op === 'and' || node.op === 'or') return joint(node, list);
        if (node.left.type === 'call' && node.left.name === 'schoolYearsAgo')
          return `${words(node.left, list)}${schoolYearWords(node)}`;
        return `${operand(node.left, node, list)}${operatorWord(node.op, list)}${operand(node.right, node, list)}`;
      case 'unary':
        return `${node.op === '-' ? '-' : '不是 '}${words(node.operand, list)}`;
      case 'in': {
        const choices = [...new Set(node.list.map((each) => words(each, list)))].join('或');
        return `${words(node.operand, list)}${node.negated ? '不是' : '为'}${choices}`;
      }
      case 'field':
        return describeCell(definitions, node.form ?? '', node.id).trim();
      case 'path':
        return path(node, list);
      case 'form':
        return `《${node.code}》`;
      case 'matches':
        return `${words(node.operand, list)}的格式`;
      case 'number':
        return node.value;
      case 'text':
        if (node.value === '') return '空白';
        return list === null ? `「${node.value}」` : node.value;
      case 'boolean':
        return node.value ? '是' : '否';
      case 'blank':
        return '空白';
    }
  }

  function path({ object, name }: Node & { type: 'path' }, list: string | null): string {
    if (object === 'school') {
      return name === 'name' && list !== null ? '本校' : `学校档案${schoolWords[name] ?? ''}`;
    }
    if (name === 'op') return '本行的要求';
    if (name === 'value') return '指标页上采用的数';
    if (name === 'inapplicable') return '指标页上不适用的原因';
    if (name === 'words') return '指标页上采用的口径、分子分母和学年';
    return object === 'row' ? (rowLabel ?? '本行项目') : '本列项目';
  }

  /** Conditions joined. What the school's own record settles needs no words; of one column the choices are joined. */
  function joint(node: BinaryNode, list: string | null): string {
    const settled = node.op === 'and';
    const [only, second] = [node.left, node.right].filter((part) => holds(part) !== settled);
    if (only === undefined) return '';
    const open = [only, second].filter((part) => part !== undefined && holds(part) === undefined);
    const [left, right] = open;
    if (left !== undefined && right === undefined) return words(left, list);
    const [first, other] = [words(node.left, list), words(node.right, list)];
    const [a, b] = [node.left, node.right];
    const isChoice = node.op === 'or' && a.type === 'binary' && b.type === 'binary';
    if (isChoice && a.op === '=' && b.op === '=' && words(a.left, list) === words(b.left, list))
      return `${first}或${words(b.right, list)}`;
    return [first, other].filter((part) => part !== '').join(operatorWord(node.op, list));
  }

  function operatorWord(op: BinaryNode['op'], list: string | null): string {
    return (list === null ? undefined : inCondition[op]) ?? operators[op];
  }

  /** Keeps brackets where leaving them out would change the result. */
  function operand(node: Node, parent: BinaryNode, list: string | null): string {
    const text = words(node, list);
    const added = node.type === 'call' && ['sum', 'max', 'min'].includes(node.name);
    const sum = added || (node.type === 'binary' && (node.op === '+' || node.op === '-'));
    const binds = parent.op === '*' || parent.op === '/' || (parent.op === '-' && node === parent.right);
    return sum && binds ? `(${text})` : text;
  }

  function reference({ back, form, ...at }: RefNode, list: string | null): string {
    const [row, col] = [at.row, at.col].map((code) => (code === '*' ? null : code)) as [Place, Place];
    const columns = list === null ? undefined : definitions.forms[list]?.columns;
    const column = columns?.find(({ code }) => code === col);
    if (column !== undefined) return columnPath(column);
    const year = back === 0 ? '' : '上年';
    if (row !== null && col !== null && form !== null) {
      return `${year}「${describeCell(definitions, form, `${row}.${col}`)}」`;
    }
    if (back > 0)
      return `上年本表${row === null ? '同行' : ` ${row} 行`}${col === null ? '同列' : ` ${col} 列`}`;
    if (row !== null && col !== null) return `本表 ${row} 行 ${col} 列`;
    return `(${col ?? row ?? ''})`;
  }

  function call(node: CallNode, list: string | null): string {
    const { name, args } = node;
    const [first, second, third] = args;
    const each = args.map((argument) => words(argument, list));
    if (name === 'count' && first?.type === 'form') {
      const condition = second === undefined ? '' : `中${words(second, first.code)}`;
      return `《${first.code}》${condition}的人数`;
    }
    if (name === 'sum') return each.join('+');
    if (name === 'round') return `${each[0] ?? ''}，保留 ${each[1] ?? '0'} 位小数`;
    if (name === 'meets') return kept(each[0] ?? '', each[1] ?? '');
    if (name === 'if') return choice(node, list, each);
    if (name === 'back' && (second?.type === 'ref' || second?.type === 'field'))
      return `${each[0] ?? ''} 年前的${words(second, list)}`;
    if (name === 'target' || name === 'indicator') return indicator(name, first);
    if (name === 'sumBy' && first?.type === 'form') {
      const [key, value] = [second, third].map((node) => (node === undefined ? '' : words(node, first.code)));
      return `《${first.code}》中${key ?? ''}相同的各行${value ?? ''}之和`;
    }
    const sentence = sentences[name];
    return sentence === undefined ? `${name}(${each.join('，')})` : sentence(each[0] ?? '', each[1] ?? '');
  }

  /** A completed value beside its target: the operator is the threshold's own, mostly that of the row. */
  function kept(value: string, target: string): string {
    if (rowOp === undefined) return `${value}达到 ${target} 的要求`;
    return `${value}${operators[rowOp]}${target}（责任书写“高于”“等于”的照写）`;
  }

  function choice(
    { args }: CallNode,
    list: string | null,
    [asked = '', yes = '', no = '']: readonly string[],
  ) {
    const [condition, first, second] = args;
    if (condition?.type === 'call' && condition.name === 'printsAs') return `${no}（未修约）`;
    const settled = holds(condition);
    if (settled !== undefined) {
      const hers = settled ? first : second;
      const isLiteral = hers?.type === 'text' || hers?.type === 'blank' || hers?.type === 'number';
      // In a condition a literal is one of the choices; as a value it is what the school's record says.
      return `${settled ? yes : no}${isLiteral && list === null && !isRowChoice(condition) ? '（按学校档案）' : ''}`;
    }
    if (second?.type === 'blank') return yes;
    if (condition?.type === 'binary' && condition.op === '=' && isCorrespondence(first, second))
      return `按${words(condition.left, list)}对应`;
    const isNext = second?.type === 'call' && no.includes('时）');
    return `${yes}（${asked}时）${isNext ? '，' : '，否则'}${no}`;
  }

  function indicator(name: string, id: Node | undefined): string {
    const found = definitions.indicators.find((each) => id?.type === 'text' && each.id === id.value);
    if (found === undefined) return name === 'target' ? '目标值' : '指标';
    return `「${found.name}」${name === 'target' ? '的目标值' : ''}`;
  }
}

/** Where a date lies, seen from the count date: `schoolYearsAgo(c09) = 1`. */
function schoolYearWords({ op, right }: BinaryNode): string {
  const years = right.type === 'number' ? right.value : '';
  const known: Readonly<Record<string, string>> = {
    '=1': '在刚结束的学年',
    '>1': '在更早的学年',
    '<=1': '不早于刚结束的学年',
    '=0': '在本学年',
  };
  return known[`${op}${years}`] ?? `所在学年距本学年${operators[op]}${years}年`;
}

function isRowOp(node: Node): boolean {
  return node.type === 'path' && node.object === 'row' && node.name === 'op';
}

function isRowChoice(condition: Node | undefined): boolean {
  return condition?.type === 'binary' && isRowOp(condition.left);
}

/** One step of a chain of choices that gives each value of a cell its own text: 办学类型 and its code. */
function isCorrespondence(yes: Node | undefined, no: Node | undefined): boolean {
  return yes?.type === 'text' && no?.type === 'call' && no.name === 'if';
}
