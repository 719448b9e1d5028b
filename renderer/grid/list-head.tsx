import { memo, useMemo } from 'react';
import { columnKey } from '../../shared/cell';
import { headCells } from '../../shared/workbook-head';
import type { GridController } from './controller';
import type { ListController } from './list-controller';
import { frozenOf } from './list-rows';
import { backToSheet, stayInSheet, useShownList } from './list-toolbar';

interface ListHeadProps {
  readonly grid: GridController;
  readonly list: ListController;
  readonly onFilter: (column: string) => void;
}

/** The head of a list; below each column's words are a button to sort by it and one to filter. */
export const ListHead = memo(function ListHead({ grid, list, onFilter }: ListHeadProps) {
  const columns = useMemo(() => grid.form.columns ?? [], [grid]);
  const { view } = useShownList(grid.form.code);
  const labels = useMemo(() => columns.map((column) => column.label), [columns]);
  const depth = Math.max(...labels.map((label) => label.length));
  const cells = useMemo(() => headCells(labels, depth), [labels, depth]);
  return (
    <thead>
      {Array.from({ length: depth }, (_, level) => (
        <tr key={level} aria-rowindex={level + 1}>
          {level === 0 && (
            <th scope="col" rowSpan={depth} className="head row-code">
              行
            </th>
          )}
          {cells
            .filter((cell) => cell.row === level)
            .map((cell) => {
              const lowest = cell.toRow === depth - 1 && cell.column === cell.toColumn;
              const key = columnKey(columns[cell.column]?.code ?? '');
              const sort = lowest && view.sort?.column === key ? view.sort : null;
              return (
                <th
                  key={cell.column}
                  className="head"
                  data-frozen={frozenOf(grid, cell.column)}
                  data-from={cell.column}
                  data-to={cell.toColumn}
                  colSpan={cell.toColumn - cell.column + 1}
                  rowSpan={cell.toRow - cell.row + 1}
                  aria-sort={sort === null ? undefined : sort.descending ? 'descending' : 'ascending'}
                >
                  {cell.text}
                  {lowest && (
                    <HeadTools
                      column={key}
                      name={cell.text}
                      sorted={sort === null ? null : sort.descending ? 'down' : 'up'}
                      filtered={view.filters[key] !== undefined}
                      list={list}
                      onFilter={onFilter}
                    />
                  )}
                </th>
              );
            })}
        </tr>
      ))}
    </thead>
  );
});

interface HeadToolsProps {
  readonly column: string;
  readonly name: string;
  readonly sorted: 'up' | 'down' | null;
  readonly filtered: boolean;
  readonly list: ListController;
  readonly onFilter: (column: string) => void;
}

/** Out of the order of Tab: the cells have it, and the same is done by keys. */
function HeadTools({ column, name, sorted, filtered, list, onFilter }: HeadToolsProps) {
  return (
    <span className="head-tools">
      <button
        type="button"
        tabIndex={-1}
        data-sorted={sorted ?? undefined}
        data-testid={`sort-${column}`}
        aria-label={`按${name}排序`}
        title="排序：再点一次反过来，第三次恢复登记顺序（Alt+Shift+↑↓）"
        onMouseDown={stayInSheet}
        onClick={(event) => {
          list.turnSort(column);
          backToSheet(event);
        }}
      >
        {sorted === 'up' ? '↑' : sorted === 'down' ? '↓' : '↕'}
      </button>
      <button
        type="button"
        tabIndex={-1}
        data-filtered={filtered || undefined}
        data-testid={`filter-${column}`}
        aria-label={`筛选${name}${filtered ? '，已筛选' : ''}`}
        aria-haspopup="dialog"
        title="筛选（Ctrl+Shift+L）"
        onClick={() => onFilter(column)}
      >
        {filtered ? '▼' : '▽'}
      </button>
    </span>
  );
}
