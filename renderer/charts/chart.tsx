import type { ChartSpec } from './chart-spec';

interface ChartProps {
  readonly spec: ChartSpec;
}

/** A chart with the table that stands for it. */
export function Chart({ spec }: ChartProps) {
  return <figure>{spec.title}</figure>;
}
