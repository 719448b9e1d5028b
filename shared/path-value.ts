import { schoolAttributes } from './applicability';
import { columnPath, plainLabel } from './cell';
import { definitionSentences as sentences } from './definition-sentences';
import type { Evaluate } from './evaluate';
import { ExpressionError } from './expression';
import type { Place } from './scope';

/** `school.type`, `row.label`, `row.op`, `col.label` in an expression. Throws ExpressionError. */
export function pathValue(place: Place, object: 'school' | 'row' | 'col', name: string): Evaluate {
  if (object === 'school') {
    if (!schoolAttributes.some((attribute) => attribute === name))
      throw new ExpressionError(sentences.unknownPath(`school.${name}`));
    return (memory) => memory.school(name);
  }
  if (object === 'row' && name === 'op' && place.row?.op !== undefined) {
    const { op } = place.row;
    return () => op;
  }
  if (name !== 'label') throw new ExpressionError(sentences.unknownPath(`${object}.${name}`));
  const label =
    object === 'row' ? place.row?.label : place.column === null ? undefined : columnPath(place.column);
  if (label === undefined) throw new ExpressionError(sentences.unknownPath(`${object}.label`));
  const text = plainLabel(label);
  return () => text;
}
