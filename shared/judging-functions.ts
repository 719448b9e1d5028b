import { expectArguments } from './call';
import type { Compile } from './call';
import { compare, round } from './decimal';
import { definitionSentences as sentences } from './definition-sentences';
import { compareValues, number } from './evaluate';
import type { Evaluate, Memory, Scope, Value } from './evaluate';
import { ExpressionError } from './expression';
import type { CallNode, Comparison } from './expression';

/** Functions of the forms that judge figures; null for another function. Throws ExpressionError. */
export function compileJudgingCall(node: CallNode, scope: Scope, compileNode: Compile): Evaluate | null {
  switch (node.name) {
    case 'printsAs': {
      expectArguments(node, 3);
      const digits = digitsAt(node, 2);
      const [value, printed] = [argument(node, 0), argument(node, 1)].map((each) => compileNode(each, scope));
      return (memory) => printsAs(value?.(memory), printed?.(memory), digits);
    }
    case 'unrounded': {
      expectArguments(node, 2);
      const digits = digitsAt(node, 1);
      const [cell] = node.args;
      if (cell?.type !== 'ref') throw new ExpressionError(sentences.argumentNotCell(node.name, 1));
      const [shown, exact] = [compileNode(cell, scope), scope.unrounded(cell)];
      if (exact === null) return shown;
      return (memory) => {
        const [printed, behind] = [shown(memory), exact(memory)];
        return printsAs(behind, printed, digits) === true ? behind : printed;
      };
    }
    case 'meets': {
      expectArguments(node, 2);
      const [value, wanted] = [argument(node, 0), argument(node, 1)].map((each) => compileNode(each, scope));
      const { goal } = scope;
      if (goal === null) throw new ExpressionError(sentences.unknownPath('row.op'));
      return (memory) => {
        const target = wanted?.(memory);
        return compareValues(wantedOp(memory, goal, target), value?.(memory), target);
      };
    }
    default:
      return null;
  }
}

/** The operator of the threshold that binds; of the row where the target is another than the threshold's. */
function wantedOp(memory: Memory, { op, indicator, stage }: Goal, target: Value): Comparison {
  const stated = memory.target(indicator, stage);
  if (compareValues('=', stated, target) !== true) return op;
  return memory.targetOp?.(indicator, stage) ?? op;
}

type Goal = NonNullable<Scope['goal']>;

/** Whether an unrounded value prints as given: false where there is none, undefined where nothing is printed. */
function printsAs(value: Value, printed: Value, decimals: number): boolean | undefined {
  const shown = printed === null ? undefined : number(printed);
  if (shown === undefined || value === null) return shown === undefined ? undefined : false;
  const exact = number(value);
  return exact !== undefined && compare(round(exact, decimals), shown) === 0;
}

const argument = (node: CallNode, index: number) => node.args[index] ?? ({ type: 'blank' } as const);

function digitsAt(node: CallNode, index: number): number {
  const digits = node.args[index];
  if (digits?.type !== 'number') throw new ExpressionError(sentences.argumentNotNumber(node.name, index + 1));
  return Number(digits.value);
}
