import { add, compare, decimalText, subtract } from './decimal';
import type { Num } from './decimal';

/** Whether stated parts make up their stated total. Numbers are canonical decimals. */
export interface SumOfParts {
  readonly sum: string;
  readonly ok: boolean;
  /** Total less sum: positive where the parts lack something. */
  readonly difference: string;
}

/** Adds up the parts of a total that somebody stated: 26 whiteboards of 12, 2, 5 and 6 lack one. */
export function sumOfParts(total: Num, parts: readonly Num[]): SumOfParts {
  const sum = parts.reduce<Num>(add, 0);
  return {
    sum: decimalText(sum),
    ok: compare(total, sum) === 0,
    difference: decimalText(subtract(total, sum)),
  };
}
