/** Everything that a chart shows, and everything that its table says instead: one is never without the other. */
export interface ChartSpec {
  readonly title: string;
  /** `bars`: one bar per category and series; `stacked`: on one another; `lines`: over years; `flow`: from grade to grade. */
  readonly kind: 'bars' | 'stacked' | 'lines' | 'flow';
  readonly unit: string;
  readonly categories: readonly string[];
  /** One value per category; null where nothing is known, which is no zero. */
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** Lines across the chart: the target. */
  readonly references?: readonly { readonly name: string; readonly value: number }[];
  /** Decimals of the values as they are written. */
  readonly decimals?: number;
}
