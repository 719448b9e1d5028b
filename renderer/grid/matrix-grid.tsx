import { memo, useMemo } from 'react';
import { cellKey, specOf } from '../../shared/cell';
import type { Form, FormColumn, FormRow } from '../../shared/form';
import { headCells } from '../../shared/workbook-head';
import { useSubmission } from '../store/context';
import { matrixPlace } from './cell-marks';
import type { GridController } from './controller';
import { GridCell } from './grid-cell';
import { GridScroll } from './grid-scroll';
import { useGrid } from './use-grid';

interface MatrixGridProps {
  readonly form: Form;
}

/** A form as it is printed: merged heads, label and code columns, one row per row code. */
export function MatrixGrid({ form }: MatrixGridProps) {
  const store = useSubmission();
  const { grid, handlers } = useGrid(form);
  const columns = form.columns ?? [];
  const shown = useMemo(() => new Set(store.shape(form).rows), [store, form]);
  const rows = (form.rows ?? []).filter((row) => shown.has(row.code));
  const edition = store.definitions.editions.find(({ id }) => id === store.definitions.editionOf[form.code]);
  return (
    <GridScroll handlers={handlers}>
      <table className="sheet" role="grid" aria-label={`${form.code} ${form.title}`} data-form={form.code}>
        <MatrixHead form={form} />
        <tbody>
          {rows.map((row) => (
            <MatrixRow
              key={row.code}
              grid={grid}
              row={row}
              columns={columns}
              closedMark={edition?.notApplicableMark ?? '—'}
            />
          ))}
        </tbody>
      </table>
    </GridScroll>
  );
}

const MatrixHead = memo(function MatrixHead({ form }: MatrixGridProps) {
  const columns = form.columns ?? [];
  const [first, last] = form.layout.headRows ?? [1, 1];
  const depth = last - first + 1;
  const cells = headCells(
    columns.map((column) => column.label),
    depth,
  );
  return (
    <thead>
      {Array.from({ length: depth }, (_, level) => (
        <tr key={level}>
          {level === 0 && (
            <>
              <th scope="col" rowSpan={depth} className="head row-label">
                指标名称
              </th>
              <th scope="col" rowSpan={depth} className="head row-code">
                代码
              </th>
            </>
          )}
          {cells
            .filter((cell) => cell.row === level)
            .map((cell) => (
              <th
                key={cell.column}
                className="head"
                scope={cell.toColumn > cell.column ? 'colgroup' : 'col'}
                colSpan={cell.toColumn - cell.column + 1}
                rowSpan={cell.toRow - cell.row + 1}
              >
                {cell.text}
              </th>
            ))}
        </tr>
      ))}
      <tr className="head-codes">
        <th className="head row-label">甲</th>
        <th className="head row-code">乙</th>
        {columns.map((column) => (
          <th key={column.code} className="head">
            {column.code}
          </th>
        ))}
      </tr>
    </thead>
  );
});

interface MatrixRowProps {
  readonly grid: GridController;
  readonly row: FormRow;
  readonly columns: readonly FormColumn[];
  readonly closedMark: string;
}

const MatrixRow = memo(function MatrixRow({ grid, row, columns, closedMark }: MatrixRowProps) {
  return (
    <tr>
      <th scope="row" className="row-label" data-indent={row.indent ?? 0}>
        {row.label}
      </th>
      <td className="row-code">{row.code}</td>
      {columns.map((column) => (
        <GridCell
          key={column.code}
          grid={grid}
          cell={cellKey(row.code, column.code)}
          spec={specOf(column, row)}
          place={matrixPlace(row, column)}
          closedMark={closedMark}
        />
      ))}
    </tr>
  );
});
