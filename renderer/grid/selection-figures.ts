import { add, compare, decimal, decimalText, divide, round, type Num } from '../../shared/decimal';

/** What the status line says about a selection of several cells. */
export interface SelectionFigures {
  /** Cells that are not blank. */
  readonly count: number;
  /** Null where no cell holds a number. */
  readonly sum: string | null;
  /** Rounded to two decimals, or to as many as the figures have. */
  readonly average: string | null;
}

export interface SelectedText {
  readonly text: string;
  /** Its cell takes numbers: an identity number is no figure to be added up. */
  readonly numeric: boolean;
}

export function figuresOf(texts: Iterable<SelectedText>): SelectionFigures {
  let [count, numbers, decimals] = [0, 0, 0];
  let sum: Num = 0;
  for (const { text, numeric } of texts) {
    if (text === '') continue;
    count += 1;
    if (!numeric || !/^-?\d+(\.\d+)?$/.test(text)) continue;
    numbers += 1;
    sum = add(sum, decimal(text));
    decimals = Math.max(decimals, text.split('.')[1]?.length ?? 0);
  }
  if (numbers === 0) return { count, sum: null, average: null };
  const average = round(divide(sum, numbers) ?? 0, Math.max(2, decimals));
  return { count, sum: plainText(sum), average: plainText(average) };
}

/** Without zeros at the end of the decimals. */
function plainText(value: Num): string {
  return compare(value, 0) === 0 ? '0' : decimalText(value);
}
