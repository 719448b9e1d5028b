import { schoolAttribute, schoolAttributes } from '../../shared/applicability';
import type { Node } from '../../shared/expression';
import type { School } from '../../shared/school';

/**
 * Whether a condition on the school record holds for a school: which branch of `if(school.yearsPrimary = 6, …)` is
 * hers. Undefined where the condition asks about anything else.
 */
export function holdsForSchool(condition: Node, school: School): boolean | undefined {
  const decide = (node: Node) => holdsForSchool(node, school);
  switch (condition.type) {
    case 'path': {
      const value = attribute(condition, school);
      return typeof value === 'boolean' ? value : undefined;
    }
    case 'unary': {
      const inner = condition.op === 'not' ? decide(condition.operand) : undefined;
      return inner === undefined ? undefined : !inner;
    }
    case 'in': {
      const value = attribute(condition.operand, school);
      const known = condition.list.every((each) => each.type === 'number' || each.type === 'text');
      if (value === undefined || !known) return undefined;
      const found = condition.list.some((each) => 'value' in each && each.value === String(value));
      return found !== condition.negated;
    }
    case 'matches': {
      const value = attribute(condition.operand, school);
      if (value === undefined || condition.pattern === null) return undefined;
      return new RegExp(condition.pattern, 'u').test(String(value));
    }
    case 'binary': {
      const { op, left, right } = condition;
      if (op === 'and' || op === 'or') {
        const [a, b] = [decide(left), decide(right)];
        const settles = op === 'or';
        if (a === settles || b === settles) return settles;
        return a === undefined || b === undefined ? undefined : !settles;
      }
      const value = attribute(left, school);
      if (value === undefined || (right.type !== 'number' && right.type !== 'text')) return undefined;
      if (op === '=') return String(value) === right.value;
      return op === '<>' ? String(value) !== right.value : undefined;
    }
    default:
      return undefined;
  }
}

function attribute(node: Node, school: School): string | number | boolean | undefined {
  if (node.type !== 'path' || node.object !== 'school') return undefined;
  const name = schoolAttributes.find((each) => each === node.name);
  return name === undefined ? undefined : schoolAttribute(school, name);
}
