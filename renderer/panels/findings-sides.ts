import type { Definitions } from '../../shared/definitions';
import { conjuncts, isComparison, parseExpression } from '../../shared/expression';
import type { BinaryNode, Node } from '../../shared/expression';
import type { CellRef, Finding } from '../../shared/finding';
import { isUnfilled, sideValue } from '../../shared/finding-text';
import { partsOf, shorten } from './findings-side-parts';
import type { Place, Unnamed, UnnamedPart, ValueBefore } from './findings-side-parts';

/** A cell that one side reads, with what it says. */
export interface SidePart {
  readonly sign: '+' | '-';
  /** Null for a number that stands in the rule itself, and for an earlier year's cell: there is nowhere to go to. */
  readonly cell: CellRef | null;
  readonly label: string;
  readonly value: string;
}

/** One side of a relation: what it comes to and what it is made of. */
export interface Side {
  readonly value: string;
  /** The formula where it is more than a sum; `parts` are then the cells in it. */
  readonly words: string | null;
  readonly parts: readonly SidePart[];
}

export interface Sides {
  readonly left: Side;
  readonly right: Side;
}

/**
 * Both sides of a failed relation, as the rule is written, with the present values of their cells; null where the
 * relation is no comparison, asks only that a cell be filled, or is one of those that no form states.
 */
export function sidesOf(
  definitions: Definitions,
  finding: Finding,
  valueBefore: ValueBefore = () => null,
): Sides | null {
  const form = definitions.forms[finding.form];
  const check = form?.checks.find(({ id }) => id === finding.check);
  if (form === undefined || check === undefined || finding.left === null || finding.right === null)
    return null;
  if (isUnfilled(finding)) return null;
  const place = placeOf(finding.key.slice(check.id.length));
  const node = conjuncts(parseExpression(check.expr))[place.part];
  const relation = node === undefined ? null : comparisonIn(node);
  if (relation === null) return null;
  const names = partsOf(definitions, form, finding, place, valueBefore);
  const [left, right] = withRest([names.parts(relation.left), names.parts(relation.right)], names.rest);
  const short = shorten(definitions, form, [...left.parts, ...right.parts]);
  const side = ({ words, parts }: Unnamed, value: string): Side => ({
    value: sideValue(value),
    words,
    parts: parts.map((part, index) => ({
      sign: part.sign,
      cell: part.back === 0 && part.at !== null ? { form: part.form, cell: part.at.key } : null,
      label: part.at === null ? '' : `${part.back > 0 ? '上年' : ''}${short(part, parts[index - 1])}`,
      value: part.value,
    })),
  });
  return { left: side(left, finding.left), right: side(right, finding.right) };
}

/** What stands in a finding's key behind the check: `@04c7#2`, `#1@record-0001`. */
function placeOf(rest: string): Place {
  const found = /^(?:@(\d{2})?(?:c(\d+))?)?(?:#(\d+))?(?:@(.+))?$/.exec(rest);
  const [, row, col, part, record] = found ?? [];
  return { row: row ?? null, col: col ?? null, part: Number(part ?? 1) - 1, record: record ?? null };
}

/** The comparison that a relation comes down to: of `if`, the one branch that compares anything. */
function comparisonIn(node: Node): BinaryNode | null {
  if (node.type === 'binary') return isComparison(node.op) ? node : null;
  if (node.type !== 'call' || node.name !== 'if') return null;
  const found = node.args.slice(1).flatMap((branch) => comparisonIn(branch) ?? []);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Cells that neither side names belong to the first side that reads cells without naming them. */
function withRest(
  sides: readonly [Unnamed, Unnamed],
  rest: (named: readonly UnnamedPart[]) => readonly UnnamedPart[],
): readonly [Unnamed, Unnamed] {
  const [left, right] = sides;
  const others = rest([...left.parts, ...right.parts]);
  if (left.isIndirect) return [{ ...left, parts: others }, right];
  if (right.isIndirect) return [left, { ...right, parts: others }];
  return sides;
}
