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
  townshipCentre: '是乡镇中心',
};

/** A row or column as an expression names it; null is the one being filled. */
type Place = string | null;

/** Functions whose arguments need no more than their own words. */
const sentences: Readonly<Record<string, (first: string, second: string) => string>> = {
  max: (value, least) => `${value}（不足 ${least} 按 ${least}）`,
  min: (value, most) => `${value}（超过 ${most} 按 ${most}）`,
  abs: (value) => `${value}的绝对值`,
  len: (value) => `${value}的字数`,
  sexOf: (identity) => `${identity}中的性别`,
  ageOf: (identity) => `${identity}中的周岁`,
  unique: (value) => `${value}不重复`,
  countRows: (condition) => `满足“${condition}”的行数`,
  declaredTotal: (key) => `合计行写明的${key}合计`,
  sameWithin: (key, value) => `${key}相同的各行${value}一致`,
  prevBalance: (received, spent) => `上年结余（历年${received}减去历年${spent}）`,
};

/**
 * A formula in the notation that the official forms print: `sum(c03:c06)` as (3)+…+(6), with the names of cells in
 * other forms. `list` is the list form whose columns a condition is about.
 */
export function formulaWords(definitions: Definitions, expression: string | Node): string {
  return words(typeof expression === 'string' ? parseExpression(expression) : expression, null);

  function words(node: Node, list: string | null): string {
    switch (node.type) {
      case 'ref':
        return reference(node, list);
      case 'range':
        return `${words(node.from, list)}+…+${words(node.to, list)}`;
      case 'call':
        return call(node, list);
      case 'binary':
        return `${operand(node.left, node, list)}${operatorWord(node.op, list)}${operand(node.right, node, list)}`;
      case 'unary':
        return `${node.op === '-' ? '-' : '不是 '}${words(node.operand, list)}`;
      case 'in': {
        const choices = node.list.map((each) => words(each, list)).join('或');
        return `${words(node.operand, list)}${node.negated ? '不是' : '为'}${choices}`;
      }
      case 'field':
        return describeCell(definitions, node.form ?? '', node.id).trim();
      case 'path':
        return node.object === 'school' ? `学校档案${schoolWords[node.name] ?? ''}` : '本行项目';
      case 'form':
        return `《${node.code}》`;
      case 'matches':
        return `${words(node.operand, list)}的格式`;
      case 'number':
        return node.value;
      case 'text':
        return list === null ? `「${node.value}」` : node.value;
      case 'boolean':
        return node.value ? '是' : '否';
      case 'blank':
        return '空白';
    }
  }

  function operatorWord(op: BinaryNode['op'], list: string | null): string {
    return (list === null ? undefined : inCondition[op]) ?? operators[op];
  }

  /** Keeps brackets where leaving them out would change the result. */
  function operand(node: Node, parent: BinaryNode, list: string | null): string {
    const text = words(node, list);
    const sum = node.type === 'binary' && (node.op === '+' || node.op === '-');
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

  function call({ name, args }: CallNode, list: string | null): string {
    const [first, second, third] = args;
    const each = args.map((argument) => words(argument, list));
    if (name === 'count' && first?.type === 'form') {
      const condition = second === undefined ? '' : `中${words(second, first.code)}`;
      return `《${first.code}》${condition}的人数`;
    }
    if (name === 'sum') return each.join('+');
    if (name === 'round') return `${each[0] ?? ''}，保留 ${each[1] ?? '0'} 位小数`;
    if (name === 'if' && third?.type === 'blank') return each[1] ?? '';
    if (name === 'if' && first?.type === 'binary' && isCorrespondence(second, third))
      return `按${words(first.left, list)}对应`;
    if (name === 'if') return `${each[1] ?? ''}（${each[0] ?? ''}时）或${each[2] ?? ''}`;
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

  function indicator(name: string, id: Node | undefined): string {
    const found = definitions.indicators.find((each) => id?.type === 'text' && each.id === id.value);
    if (found === undefined) return name === 'target' ? '目标值' : '指标';
    return `「${found.name}」${name === 'target' ? '的目标值' : ''}`;
  }
}

/** One step of a chain of choices that gives each value of a cell its own text: 办学类型 and its code. */
function isCorrespondence(yes: Node | undefined, no: Node | undefined): boolean {
  return yes?.type === 'text' && no?.type === 'call' && no.name === 'if';
}
