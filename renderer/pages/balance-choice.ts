import { createValue } from '../store/observable';

/** Which part of 均衡 she looks at: coming back from a school she finds it as she left it. */

export type BalancePart = 'coefficients' | 'own' | 'totals';

/** Null until she chose: with one school its own figures, with several the coefficients. */
export const balancePart = createValue<BalancePart | null>(null);

/** The control of the part of this school: whoever comes to a school from the list of all starts on it. */
export const ownControl = 'balance own';

/** The item whose schools are listed. */
export const openedItem = createValue<string | null>(null);
