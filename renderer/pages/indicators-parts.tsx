import { useState } from 'react';
import { describeCell } from '../../shared/finding-text';
import type { ResultPart } from '../../shared/indicator-result';
import { useSubmission } from '../store/context';
import { splitName } from '../store/cell-snapshot';
import { useGoToSource } from './indicators-go';
import type { IndicatorRow } from './indicators-rows';
import { figureText } from './indicators-words';

/** As many cells as are read at one glance. */
const shownAtFirst = 4;

const sides = { numerator: '分子', denominator: '分母', both: '分子、分母' } as const;

interface PartTableProps {
  readonly row: IndicatorRow;
}

/** What the figure was computed from under any reading, and the way to each cell. */
export function PartTable({ row }: PartTableProps) {
  const parts = partsOf(row);
  if (parts.length === 0) return null;
  return (
    <table className="indicator-parts" data-testid="parts">
      <caption>数据来源</caption>
      <thead>
        <tr>
          <th scope="col">数据</th>
          <th scope="col">值</th>
          <th scope="col">用在</th>
          <th scope="col">来自</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.id} data-part={part.id}>
            <th scope="row">{part.label}</th>
            <td className="number">
              {figureText(part.value)}
              {part.value !== null && part.unit !== null && ` ${part.unit}`}
              {part.assumed && <span className="indicator-assumed">未填，暂按 0</span>}
            </td>
            <td>{part.side === null ? '其他口径' : sides[part.side]}</td>
            <td>
              <Sources part={part} row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type ShownPart = Omit<ResultPart, 'side'> & {
  /** Null for what only another reading computes with. */
  readonly side: ResultPart['side'] | null;
};

function partsOf({ adopted, methods }: IndicatorRow): readonly ShownPart[] {
  const own = new Set(adopted.parts.map(({ id }) => id));
  const others = new Map<string, ShownPart>();
  for (const part of methods.flatMap((method) => method.parts))
    if (!own.has(part.id)) others.set(part.id, { ...part, side: null });
  return [...adopted.parts, ...others.values()];
}

interface SourcesProps extends PartTableProps {
  readonly part: ShownPart;
}

function Sources({ part, row }: SourcesProps) {
  const { definitions } = useSubmission();
  const goTo = useGoToSource();
  const [all, setAll] = useState(false);
  if (part.unavailable !== null) {
    const title = definitions.forms[part.unavailable]?.title ?? '';
    return (
      <span className="part-unavailable">
        本校不填 {part.unavailable} {title}
      </span>
    );
  }
  if (part.cells.length === 0)
    return (
      <span className="part-unavailable">
        {part.value === null ? '本校的报表里没有' : '按往年报表或规定得出'}
      </span>
    );
  const shown = all ? part.cells : part.cells.slice(0, shownAtFirst);
  return (
    <ul className="part-sources">
      {shown.map((source) => {
        const control = `${source} ${row.key}`;
        const { form, cell } = splitName(source);
        const words = source.includes('!')
          ? describeCell(definitions, form, cell)
          : `${source} ${definitions.forms[source]?.title ?? ''}`;
        return (
          <li key={source}>
            {part.value === null && '去填：'}
            <button
              type="button"
              className="link"
              data-control={control}
              data-source={source}
              onClick={() => goTo(source, control)}
            >
              {words}
            </button>
          </li>
        );
      })}
      {shown.length < part.cells.length && (
        <li>
          <button type="button" className="link not-on-paper" onClick={() => setAll(true)}>
            列出全部 {part.cells.length} 格
          </button>
        </li>
      )}
    </ul>
  );
}
