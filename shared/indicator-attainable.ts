import { parseExpression, walk } from './expression';
import type { CompiledIndicator } from './indicator';
import { bindingFor } from './indicator-definition';

const known = new WeakMap<CompiledIndicator, boolean>();

/** Those among the figures of a kind of school that it can have. */
export function attainable(
  figures: readonly CompiledIndicator[],
  edition: string,
): readonly CompiledIndicator[] {
  return figures.filter((figure) => isAttainable(figure, edition));
}

/**
 * Whether a school of this kind can ever have the figure: by one method at least, nothing it is computed with stands in
 * a form that the school does not fill. A form that it only has not filled yet is no hindrance.
 */
function isAttainable(compiled: CompiledIndicator, edition: string): boolean {
  const found =
    known.get(compiled) ??
    compiled.methods.some(
      ({ method }) =>
        !needsUnavailable(compiled, edition, method.numerator) &&
        !needsUnavailable(compiled, edition, method.denominator ?? '1'),
    );
  known.set(compiled, found);
  return found;
}

/** Arguments of functions are left aside: one of two branches, or of several parts, may do. */
function needsUnavailable(
  { inputs, stage }: CompiledIndicator,
  edition: string,
  text: string,
  seen = new Set<string>(),
): boolean {
  let found = false;
  const look = (expression: string): void =>
    walk(parseExpression(expression), (node) => {
      if (node.type === 'call') return false;
      const input = node.type === 'field' && node.form === null ? inputs.get(node.id) : undefined;
      if (input === undefined || node.type !== 'field' || seen.has(node.id)) return true;
      seen.add(node.id);
      found ||= input.unavailable !== null;
      const binding = bindingFor(input.definition.from, stage, edition);
      if (input.derived && typeof binding === 'string') look(binding);
      return true;
    });
  look(text);
  return found;
}
