import { memo, useMemo } from 'react';
import { columnKey, columnPath, specOf } from '../../shared/cell';
import type { Form, FormColumn } from '../../shared/form';
import { headCells } from '../../shared/workbook-head';
import type { GridController } from './controller';
import { GridCell } from './grid-cell';
import { GridScroll } from './grid-scroll';
import { useGrid } from './use-grid';
import { useRows, useSubmission } from '../store/context';
import { useValue } from '../store/observable';

/** 序号 and the column after it, the name, do not scroll away. */
function frozenOf(columns: readonly FormColumn[], index: number): number | undefined {
  return index < 2 && columns[0]?.label.at(-1) === '序号' ? index : undefined;
}

interface ListGridProps {
  readonly form: Form;
}

/** A list with one row per record; typing in the empty row at the foot adds one. */
export function ListGrid({ form }: ListGridProps) {
  const { grid, handlers } = useGrid(form);
  const rows = useRows(form.code);
  const finalised = useValue(useSubmission().submission).state === 'finalised';
  const columns = form.columns ?? [];
  return (
    <>
      {!finalised && <ListButtons grid={grid} count={rows.length - 1} />}
      <GridScroll handlers={handlers}>
        <table
          className="sheet list"
          role="grid"
          aria-label={`${form.code} ${form.title}`}
          data-form={form.code}
        >
          <ListHead form={form} />
          <tbody>
            {rows.map((record, index) => (
              <ListRow
                key={record}
                grid={grid}
                record={record}
                number={!finalised && index === rows.length - 1 ? null : index + 1}
                columns={columns}
              />
            ))}
          </tbody>
        </table>
      </GridScroll>
    </>
  );
}

interface ListButtonsProps {
  readonly grid: GridController;
  readonly count: number;
}

function ListButtons({ grid, count }: ListButtonsProps) {
  return (
    <div className="list-buttons">
      <span>共 {count} 条记录</span>
      <button type="button" data-testid="add-record" onClick={() => grid.addRecord()}>
        增加一行 <kbd>Ctrl+Enter</kbd>
      </button>
      <button
        type="button"
        data-testid="remove-record"
        disabled={count === 0}
        onClick={() => grid.removeRecords()}
      >
        删除所选行 <kbd>Ctrl+Delete</kbd>
      </button>
    </div>
  );
}

const ListHead = memo(function ListHead({ form }: ListGridProps) {
  const columns = form.columns ?? [];
  const labels = columns.map((column) => column.label);
  const depth = Math.max(...labels.map((label) => label.length));
  const cells = useMemo(() => headCells(labels, depth), [labels, depth]);
  return (
    <thead>
      {Array.from({ length: depth }, (_, level) => (
        <tr key={level}>
          {level === 0 && (
            <th scope="col" rowSpan={depth} className="head row-code">
              行
            </th>
          )}
          {cells
            .filter((cell) => cell.row === level)
            .map((cell) => (
              <th
                key={cell.column}
                className="head"
                data-frozen={frozenOf(columns, cell.column)}
                colSpan={cell.toColumn - cell.column + 1}
                rowSpan={cell.toRow - cell.row + 1}
              >
                {cell.text}
              </th>
            ))}
        </tr>
      ))}
    </thead>
  );
});

interface ListRowProps {
  readonly grid: GridController;
  readonly record: string;
  /** Null for the empty row at the foot. */
  readonly number: number | null;
  readonly columns: readonly FormColumn[];
}

const ListRow = memo(function ListRow({ grid, record, number, columns }: ListRowProps) {
  const row = number === null ? '新增一行' : `第 ${number} 行`;
  return (
    <tr data-new={number === null || undefined}>
      <th scope="row" className="row-code">
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
          frozen={frozenOf(columns, index)}
        />
      ))}
    </tr>
  );
});
