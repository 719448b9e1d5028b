import { decimalText, round } from './decimal';
import type { Num } from './decimal';

/** Said where a value is judged by nothing, because it cannot be. */
export const impossible = '数值不可能，请核对';

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
