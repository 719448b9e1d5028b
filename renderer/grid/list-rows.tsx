import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  memo,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';
import { columnKey, columnPath, specOf } from '../../shared/cell';
import type { FormColumn } from '../../shared/form';
import { splitName } from '../store/cell-snapshot';
import { useSubmission } from '../store/context';
import { rowTroubles, type RowTrouble } from '../store/row-troubles';
import { recordCell } from './cell-spec';
import type { GridController } from './controller';
import { GridCell } from './grid-cell';
import { isNumbered } from './list-widths';

/** 序号 and the column after it, the name, do not scroll away. */
export function frozenOf(grid: GridController, index: number): number | undefined {
  return index < 2 && isNumbered(grid.form) ? index : undefined;
}

/** Rows beyond those in sight that are there already when the list is scrolled. */
const rowsAhead = 4;

interface ListRowsProps {
  readonly grid: GridController;
  readonly rows: readonly string[];
  readonly columns: readonly FormColumn[];
  /** The last row is the empty one. */
  readonly open: boolean;
  /** All rows are shown in the order of entry. */
  readonly natural: boolean;
  /** Lines of the head, which readers count too. */
  readonly headRows: number;
}

/** Place among the rows of the one with the cursor; −1 when it is in none of them. */
function useCursorRow(form: string, rows: readonly string[]): number {
  const { selection } = useSubmission();
  const id = useSyncExternalStore(selection.current.subscribe, () => {
    const { form: there, cell } = splitName(selection.active() ?? '');
    return there === form ? recordCell(cell).record : null;
  });
  return id === null ? -1 : rows.indexOf(id);
}

/** Pixels of one row as the style sheet makes it; a guess before the first is there. */
function useRowHeight(body: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(27);
  useLayoutEffect(() => {
    const row = body.current?.querySelector('tr[aria-rowindex]');
    if (!row) return;
    const measure = () => setHeight(row.getBoundingClientRect().height || 27);
    const watcher = new ResizeObserver(measure);
    watcher.observe(row);
    measure();
    return () => watcher.disconnect();
  }, [body]);
  return height;
}

/** Tells the style sheet when the list is scrolled sideways. */
function useScrolledAcross(body: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const scroll = body.current?.closest('.grid-scroll');
    if (!scroll) return;
    const look = () => {
      const across = scroll.scrollLeft > 0;
      if (scroll.hasAttribute('data-across') !== across) scroll.toggleAttribute('data-across', across);
    };
    scroll.addEventListener('scroll', look, { passive: true });
    look();
    return () => scroll.removeEventListener('scroll', look);
  }, [body]);
}

/**
 * The rows in sight and the one with the cursor, wherever that is, so that what is being typed is not lost when the
 * list scrolls. Empty rows as high as the others take the place of those between.
 */
export function ListRows({ grid, rows, columns, open, natural, headRows }: ListRowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const height = useRowHeight(body);
  useScrolledAcross(body);
  const cursor = useCursorRow(grid.form.code, rows);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const inSight = defaultRangeExtractor(range);
      if (cursor < 0 || cursor >= range.count || inSight.includes(cursor)) return inSight;
      return [...inSight, cursor].sort((a, b) => a - b);
    },
    [cursor],
  );
  // Nothing of it is handed on to a memoized component.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => body.current?.closest('.grid-scroll') ?? null,
    estimateSize: () => height,
    overscan: rowsAhead,
    rangeExtractor,
    initialRect: { width: 1000, height: 600 },
  });
  useLayoutEffect(() => virtual.measure(), [virtual, height]);
  const { listRows } = useSubmission();
  const numberOf = (id: string) => listRows.numberOf(grid.form.code, id);
  const items = virtual.getVirtualItems();
  const parts = items.map(({ index }, at) => ({
    index,
    gap: index - (at === 0 ? 0 : (items[at - 1]?.index ?? 0) + 1),
  }));
  const below = rows.length - 1 - (items.at(-1)?.index ?? -1);
  return (
    <tbody ref={body}>
      {parts.flatMap(({ index, gap }) => [
        gap > 0 ? <Gap key={`before ${index}`} height={gap * height} width={columns.length + 1} /> : null,
        <ListRow
          key={rows[index]}
          grid={grid}
          record={rows[index] ?? ''}
          number={
            open && index === rows.length - 1 ? null : natural ? index + 1 : numberOf(rows[index] ?? '')
          }
          rowIndex={headRows + index + 1}
          columns={columns}
        />,
      ])}
      {below > 0 && <Gap height={below * height} width={columns.length + 1} />}
    </tbody>
  );
}

interface GapProps {
  readonly height: number;
  readonly width: number;
}

function Gap({ height, width }: GapProps) {
  return (
    <tr className="list-gap" aria-hidden="true">
      <td colSpan={width} style={{ height }} />
    </tr>
  );
}

function useRowTrouble(form: string, record: string): RowTrouble | null {
  const { findings } = useSubmission();
  return useSyncExternalStore(
    findings.subscribe,
    () => rowTroubles(findings.get(), form).get(record) ?? null,
  );
}

interface ListRowProps {
  readonly grid: GridController;
  readonly record: string;
  /** Null for the empty row at the foot. */
  readonly number: number | null;
  readonly rowIndex: number;
  readonly columns: readonly FormColumn[];
}

const troubleNames: Record<RowTrouble, string> = { error: '有错误', warning: '需说明' };

const ListRow = memo(function ListRow({ grid, record, number, rowIndex, columns }: ListRowProps) {
  const row = number === null ? '新增一行' : `第 ${number} 行`;
  const trouble = useRowTrouble(grid.form.code, record);
  const name = trouble === null ? row : `${row}，${troubleNames[trouble]}`;
  return (
    <tr data-new={number === null || undefined} aria-rowindex={rowIndex}>
      <th
        scope="row"
        className="row-code"
        data-trouble={trouble ?? undefined}
        aria-label={name}
        title={trouble === null ? undefined : name}
      >
        {number ?? '＋'}
      </th>
      {columns.map((column, index) => (
        <GridCell
          key={column.code}
          grid={grid}
          cell={`${record}.${columnKey(column.code)}`}
          spec={specOf(column)}
          place={`${row} ${columnPath(column)}`}
          closedMark=""
          frozen={frozenOf(grid, index)}
        />
      ))}
    </tr>
  );
});
