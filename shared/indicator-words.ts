import { decimalText, round } from './decimal';
import type { Num } from './decimal';

/** Said where a value is judged by nothing, because it cannot be. */
export const impossible = '数值不可能，请核对';

/** The unit, as the definitions name it, of a figure that only answers yes (1) or no (0). */
const yesOrNo = '布尔';

/** The unit as it is read: an answer of yes or no has none. */
export function unitWords(unit: string): string {
  return unit === yesOrNo ? '' : unit;
}

/** 达标 or 未达标 for a figure that only answers yes or no, in canonical decimals; null for any other. */
export function answerWords(value: string, unit: string): string | null {
  if (unit !== yesOrNo) return null;
  return value === '0' ? '未达标' : '达标';
}

/** A figure as it is computed by one method. */
interface WordedFigure {
  readonly numerator: Num | null | undefined;
  readonly denominator: Num | null | undefined;
}

/**
 * How a figure came about, for the column 说明 of the bureau's table: `口径：台账口径；4/612；2025—2026学年`. Quotients
 * and roots among the parts are cut to four decimals.
 */
export function figureWords(
  methodName: string,
  { numerator, denominator }: WordedFigure,
  period: string,
): string {
  const text = (value: Num | null): string => decimalText(round(value ?? 0, 4));
  const parts =
    denominator === undefined || denominator === null
      ? text(numerator ?? 0)
      : `${text(numerator ?? 0)}/${text(denominator)}`;
  return `口径：${methodName}；${parts}；${period}`;
}
