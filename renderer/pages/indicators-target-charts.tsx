import { useMemo, useState } from 'react';
import { Chart } from '../charts/chart';
import type { IndicatorRow } from './indicators-rows';
import { targetCharts } from './indicators-trend';

interface TargetChartsProps {
  readonly theme: string;
  readonly rows: readonly IndicatorRow[];
}

/** Rates beside their targets, for whoever would rather look than read; drawn when asked for. */
export function TargetCharts({ theme, rows }: TargetChartsProps) {
  const [open, setOpen] = useState(false);
  const charts = useMemo(() => targetCharts(theme, rows), [theme, rows]);
  if (charts.length === 0) return null;
  return (
    <details
      className="indicators-charts"
      data-testid="target-charts"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>看图：与目标值比较</summary>
      {open && charts.map((spec) => <Chart key={spec.title} spec={spec} />)}
    </details>
  );
}
