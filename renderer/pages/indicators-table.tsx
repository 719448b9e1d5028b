import { memo, useMemo } from 'react';
import { VerdictMark } from '../components/marks';
import { useSubmission } from '../store/context';
import { indicatorView, toggleIndicator } from '../store/indicator-view';
import { useValue } from '../store/observable';
import { IndicatorDetails } from './indicators-details';
import type { IndicatorRow } from './indicators-rows';
import { Sparkline } from './indicators-sparkline';
import { trendOf, type EarlierYears } from './indicators-trend';
import {
  lackingText,
  rangeWords,
  readingWords,
  targetNature,
  targetText,
  unitBeside,
} from './indicators-words';

interface IndicatorTableProps {
  readonly rows: readonly IndicatorRow[];
  readonly earlier: EarlierYears;
  readonly caption: string;
}

/** One line for each figure; each opens to everything that is known of it. */
export function IndicatorTable({ rows, earlier, caption }: IndicatorTableProps) {
  const { open } = useValue(indicatorView);

  /** Up and down go from figure to figure, past what is open between them. */
  function onKeyDown(event: React.KeyboardEvent<HTMLTableElement>) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const names = [...event.currentTarget.querySelectorAll<HTMLElement>('.indicator-name')];
    const here = names.findIndex((name) => name === event.target);
    if (step === 0 || here < 0) return;
    event.preventDefault();
    names[here + step]?.focus();
  }

  return (
    <table className="indicator-table" onKeyDown={onKeyDown}>
      <caption className="for-readers">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">指标</th>
          <th scope="col">本校</th>
          <th scope="col">目标值</th>
          <th scope="col">判定</th>
          <th scope="col">差距</th>
          <th scope="col">近年</th>
        </tr>
      </thead>
      {rows.map((row) => (
        <Line key={row.key} row={row} earlier={earlier} isOpen={open.has(row.key)} />
      ))}
    </table>
  );
}

interface LineProps {
  readonly row: IndicatorRow;
  readonly earlier: EarlierYears;
  readonly isOpen: boolean;
}

const Line = memo(function Line({ row, earlier, isOpen }: LineProps) {
  const { definitions } = useSubmission();
  const { adopted, state, key } = row;
  const definition = definitions.indicators.find(({ id }) => id === adopted.indicator);
  const [target] = adopted.targets;
  const points = useMemo(() => trendOf(row, earlier), [row, earlier]);
  const nature = target === undefined ? null : targetNature(target);
  const reading = readingWords(adopted, definition);
  const lacking = target === undefined ? null : lackingText(target, adopted.unit, definition?.gap);
  return (
    <tbody data-testid={`indicator-${adopted.indicator}`} data-stage={adopted.stage} data-state={state}>
      <tr className="indicator-line" onClick={() => toggleIndicator(key)}>
        <th scope="row">
          <button
            type="button"
            className="link indicator-name"
            aria-expanded={isOpen}
            data-control={`name ${key}`}
            onClick={(event) => {
              event.stopPropagation();
              toggleIndicator(key);
            }}
          >
            <span className="indicator-arrow" aria-hidden="true">
              {isOpen ? '▾' : '▸'}
            </span>
            {adopted.name}
          </button>
          <span className="indicator-stage">{adopted.stage}</span>
        </th>
        <td className="indicator-value">
          {reading !== null && <span className="indicator-reading">{reading} </span>}
          {adopted.display}
          {adopted.value !== null && unitBeside(adopted.unit) !== '' && (
            <span className="indicator-unit"> {adopted.unit}</span>
          )}
          {adopted.value !== null && adopted.assumed.length > 0 && (
            <span className="indicator-assumed">有 {adopted.assumed.length} 项未填，暂按 0</span>
          )}
        </td>
        <td>
          {target === undefined ? '—' : <Target text={targetText(target, adopted.unit)} />}
          {nature !== null && <span className="tag">{nature.includes('参考') ? '仅供参考' : nature}</span>}
        </td>
        <td>
          {state === 'invalid' ? (
            <strong className="range-words">{rangeWords.invalid}</strong>
          ) : (
            <VerdictMark verdict={adopted.verdict} />
          )}
          {adopted.range === 'unusual' && <span className="range-hint">{rangeWords.unusual}</span>}
        </td>
        <td>{lacking ?? ''}</td>
        <td>
          <Sparkline points={points} />
        </td>
      </tr>
      {isOpen && (
        <tr className="indicator-open">
          <td colSpan={6}>
            <IndicatorDetails row={row} points={points} definition={definition} />
          </td>
        </tr>
      )}
    </tbody>
  );
});

/** `≥ 850 元/人·年` breaks before its unit only. */
function Target({ text }: { readonly text: string }) {
  const [sign, value, ...unit] = text.split(' ');
  return (
    <>
      <span className="indicator-target">{[sign, value].filter((part) => part !== undefined).join(' ')}</span>{' '}
      <span className="indicator-target">{unit.join(' ')}</span>
    </>
  );
}
