import type { Indicator } from '../../shared/indicator-definition';
import { Chart } from '../charts/chart';
import { MethodTable } from './indicators-methods';
import { PartTable } from './indicators-parts';
import type { IndicatorRow } from './indicators-rows';
import { TargetTable } from './indicators-targets';
import { trendChart, type TrendPoint } from './indicators-trend';
import { rangeWords } from './indicators-words';

interface IndicatorDetailsProps {
  readonly row: IndicatorRow;
  readonly points: readonly TrendPoint[];
  readonly definition: Indicator | undefined;
}

/** Everything that is known of one figure. */
export function IndicatorDetails({ row, points, definition }: IndicatorDetailsProps) {
  const { adopted } = row;
  const chart = trendChart(row, points, definition?.decimals ?? 2);
  return (
    <div className="indicator-details" data-testid={`details-${adopted.indicator}`}>
      <p className="indicator-facts">
        {adopted.period} · {adopted.theme}
        {adopted.range !== 'valid' && <strong className="range-words">{rangeWords[adopted.range]}</strong>}
      </p>
      <MethodTable row={row} />
      <PartTable row={row} />
      {adopted.targets.length > 0 && <TargetTable row={row} gap={definition?.gap} />}
      {chart !== null && <Chart spec={chart} />}
      {adopted.notes.length > 0 && (
        <ul className="indicator-notes">
          {adopted.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
