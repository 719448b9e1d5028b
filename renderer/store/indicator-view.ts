import type { Theme } from '../../shared/indicator-definition';
import { createValue, type Settable } from './observable';

/** How the clerk looks at the indicators; it outlives a look at a cell and back, but not the program. */
export interface IndicatorView {
  /** Null until she has chosen one since the start: then it is what was remembered. */
  readonly theme: Theme | null;
  readonly filter: IndicatorFilter;
  /** Keys of the rows that are open. */
  readonly open: ReadonlySet<string>;
  /** Whether the figures of a school that has filled in nothing yet are listed. */
  readonly unfolded: boolean;
  /** How far the page was scrolled, and which control was used, when she left it for a cell. */
  readonly left: { readonly scrolled: number; readonly control: string } | null;
}

/** `todo`: what misses its target, what has no value, and what cannot be. */
export type IndicatorFilter = 'all' | 'todo';

export const indicatorView: Settable<IndicatorView> = createValue<IndicatorView>({
  theme: null,
  filter: 'all',
  open: new Set(),
  unfolded: false,
  left: null,
});

export function changeIndicatorView(part: Partial<IndicatorView>): void {
  indicatorView.set({ ...indicatorView.get(), ...part });
}

export function toggleIndicator(key: string): void {
  const open = new Set(indicatorView.get().open);
  if (!open.delete(key)) open.add(key);
  changeIndicatorView({ open });
}
