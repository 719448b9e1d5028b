import { trendName, type TrendPoint } from './indicators-trend';

const width = 76;
const height = 22;
const margin = 4;

interface SparklineProps {
  readonly points: readonly TrendPoint[];
}

/** How a figure went, too small to read off: every value stands in its name and as a tip. */
export function Sparkline({ points }: SparklineProps) {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length < 2) return <span className="sparkline-none">—</span>;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = (index: number) => margin + (index * (width - 2 * margin)) / (points.length - 1);
  const y = (value: number) =>
    most === least
      ? height / 2
      : height - margin - ((value - least) / (most - least)) * (height - 2 * margin);
  const places = points.flatMap(({ value }, index) =>
    value === null ? [] : [[x(index), y(value)] as const],
  );
  const [lastX = 0, lastY = 0] = places.at(-1) ?? [];
  const name = trendName(points);
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={name}>
      <title>{name}</title>
      <polyline points={places.map(([left, top]) => `${left},${top}`).join(' ')} />
      <circle cx={lastX} cy={lastY} r="3" />
    </svg>
  );
}
