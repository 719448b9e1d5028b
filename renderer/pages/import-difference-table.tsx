import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ImportDifference } from '../../shared/import/report';
import { DifferenceRow, rowId, WholeDifference } from './import-difference-row';

interface DifferenceTableProps {
  readonly differences: readonly ImportDifference[];
  readonly refused: ReadonlySet<string>;
  /** The submission is final: nothing can be taken. */
  readonly closed: boolean;
  readonly onTake: (difference: ImportDifference, taken: boolean) => void;
}

/** Height of a row in pixels; `import-differences.css` holds rows to it. */
const rowHeight = 30;
const headHeight = 28;
/** Rows drawn beyond the edge, so that none is missing while it scrolls. */
const spare = 10;

/**
 * Differences as a grid of which only the rows in sight are drawn. The grid keeps the focus and names its current row,
 * because a row that is scrolled away could not keep it.
 */
export function DifferenceTable({ differences, refused, closed, onTake }: DifferenceTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  const [wanted, setActive] = useState(0);
  const last = differences.length - 1;
  const active = Math.min(wanted, last);
  const current = differences[active];

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => setHeight(box.clientHeight));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const inTools = document.activeElement?.closest('.import-tools') ?? null;
    if (inTools === null) table.current?.focus({ preventScroll: true });
  }, []);

  function goTo(index: number) {
    const box = scroller.current;
    const next = Math.max(0, Math.min(index, last));
    setActive(next);
    if (box === null) return;
    const start = next * rowHeight;
    const room = box.clientHeight - headHeight - rowHeight;
    if (start < box.scrollTop) box.scrollTop = start;
    else if (start > box.scrollTop + room) box.scrollTop = start - room;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((height - headHeight) / rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: last,
    };
    const next = moves[event.key];
    if (next !== undefined || event.key === ' ') scroller.current?.scrollIntoView({ block: 'nearest' });
    if (next !== undefined) goTo(next);
    else if (event.key === ' ' && current !== undefined && !closed) onTake(current, refused.has(current.key));
    else if (event.key !== ' ') return;
    event.preventDefault();
  }

  const from = Math.max(0, Math.floor(top / rowHeight) - spare);
  const to = Math.min(differences.length, Math.ceil((top + height) / rowHeight) + spare);
  return (
    <>
      <div
        ref={scroller}
        className="difference-scroll"
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <table
          ref={table}
          role="grid"
          className="import-table difference-table"
          data-testid="import-differences"
          tabIndex={0}
          aria-label="文件与现有数据的不同，空格键选或不选"
          aria-multiselectable
          aria-rowcount={differences.length + 1}
          aria-activedescendant={current === undefined ? undefined : rowId(active)}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">导入</th>
              <th scope="col">表</th>
              <th scope="col">哪一格</th>
              <th scope="col">现有值</th>
              <th scope="col">文件中的值</th>
              <th scope="col">来源</th>
            </tr>
          </thead>
          <tbody>
            <Gap rows={from} />
            {differences.slice(from, to).map((difference, index) => (
              <DifferenceRow
                key={difference.key}
                difference={difference}
                index={from + index}
                taken={!refused.has(difference.key)}
                active={from + index === active}
                closed={closed}
                onActive={setActive}
                onTake={onTake}
              />
            ))}
            <Gap rows={differences.length - to} />
          </tbody>
        </table>
      </div>
      {current !== undefined && <WholeDifference difference={current} />}
    </>
  );
}

interface GapProps {
  readonly rows: number;
}

function Gap({ rows }: GapProps) {
  return rows === 0 ? null : (
    <tr aria-hidden="true" className="difference-gap">
      <td colSpan={6} style={{ height: rows * rowHeight }} />
    </tr>
  );
}
