import { Fragment, memo, useMemo } from 'react';
import { cellKey, specOf } from '../../shared/cell';
import type { Form, FormColumn, FormRow } from '../../shared/form';
import { headCells } from '../../shared/workbook-head';
import { useSubmission } from '../store/context';
import { closedMarkOf, matrixPlace } from './cell-marks';
import type { GridController } from './controller';
import { GridCell } from './grid-cell';
import { GridScroll } from './grid-scroll';
import { countRender } from './render-count';
import {
  headParts,
  headPieces,
  isCrowded,
  labelWidth,
  rowColumns,
  textWidth,
  type RowColumns,
} from './row-columns';
import type { GridShape } from './shape';
import { useGrid } from './use-grid';

interface MatrixGridProps {
  readonly form: Form;
}

/** A form as it is printed: merged heads, label and code columns, one row per row code. */
export const MatrixGrid = memo(function MatrixGrid({ form }: MatrixGridProps) {
  countRender(`grid ${form.code}`);
  const store = useSubmission();
  const { grid, handlers } = useGrid(form);
  const beside = useMemo(() => rowColumns(form), [form]);
  const { rows, columns } = useMemo(() => shownOf(form, store.shape(form)), [store, form]);
  const closedMark = closedMarkOf(store.definitions, form);
  const label = labelWidth(rows, columns, beside);
  const hides = rows.length < (form.rows?.length ?? 0);
  return (
    <GridScroll handlers={handlers} labelWidth={label} textWidth={textWidth(columns, beside, label)}>
      <table
        className="sheet"
        role="grid"
        aria-label={`${form.code} ${form.title}`}
        aria-rowcount={hides ? (form.rows?.length ?? 0) + headDepth(form, columns) : undefined}
        data-form={form.code}
        data-crowded={isCrowded(columns) || undefined}
      >
        <MatrixHead form={form} columns={columns} beside={beside} />
        <tbody>
          {rows.map((row) => (
            <MatrixRow
              key={row.code}
              grid={grid}
              row={row}
              beside={beside}
              columns={columns}
              closedMark={closedMark}
              index={hides ? headDepth(form, columns) + (form.rows ?? []).indexOf(row) + 1 : undefined}
            />
          ))}
        </tbody>
      </table>
    </GridScroll>
  );
});

/** The rows and columns of the stages and grades that the school teaches. */
function shownOf(form: Form, shape: GridShape) {
  const [rows, columns] = [new Set(shape.rows), new Set(shape.columns)];
  return {
    rows: (form.rows ?? []).filter(({ code }) => rows.has(code)),
    columns: (form.columns ?? []).filter(({ code }) => columns.has(code)),
  };
}

/** How many rows of labels the head has. */
function labelDepth(form: Form, columns: readonly FormColumn[]): number {
  const [first, last] = form.layout.headRows ?? [1, Math.max(...columns.map(({ label }) => label.length))];
  return last - first + 1;
}

function headDepth(form: Form, columns: readonly FormColumn[]): number {
  return labelDepth(form, columns) + (form.layout.codeRow === undefined ? 0 : 1);
}

interface MatrixHeadProps extends MatrixGridProps {
  readonly columns: readonly FormColumn[];
  readonly beside: RowColumns;
}

const MatrixHead = memo(function MatrixHead({ form, columns, beside }: MatrixHeadProps) {
  countRender(`head ${form.code}`);
  const labels = columns.map((column) => column.label);
  const depth = labelDepth(form, columns);
  const cells = headCells(labels, depth);
  const unit = (
    <th scope="col" rowSpan={depth} className="head row-unit">
      计量单位
    </th>
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
              {beside.unit === 'before' && unit}
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
                data-from={cell.column}
                data-to={cell.toColumn}
                scope={cell.toColumn > cell.column ? 'colgroup' : 'col'}
                colSpan={cell.toColumn - cell.column + 1}
                rowSpan={cell.toRow - cell.row + 1}
              >
                <HeadText text={cell.text} />
              </th>
            ))}
          {level === 0 && beside.unit === 'after' && unit}
          {level === 0 && beside.remark && (
            <th scope="col" rowSpan={depth} className="head row-remark">
              备注
            </th>
          )}
        </tr>
      ))}
      {form.layout.codeRow !== undefined && <CodeRow columns={columns} beside={beside} />}
    </thead>
  );
});

function HeadText({ text }: { readonly text: string }) {
  const [name, remark] = headParts(text);
  const pieces = headPieces(name);
  return (
    <>
      {pieces.length === 1 ? (
        name
      ) : (
        <span className="head-pieces">
          {pieces.map((piece, index) => (
            <Fragment key={index}>
              {index > 0 && <wbr />}
              {piece}
            </Fragment>
          ))}
        </span>
      )}
      {remark !== '' && <span className="head-remark">{remark}</span>}
    </>
  );
}

interface CodeRowProps {
  readonly columns: readonly FormColumn[];
  readonly beside: RowColumns;
}

function CodeRow({ columns, beside }: CodeRowProps) {
  return (
    <tr className="head-codes">
      <th className="head row-label">甲</th>
      {beside.unit === 'before' && <th className="head row-unit">乙</th>}
      <th className="head row-code">{beside.unit === 'before' ? '丙' : '乙'}</th>
      {columns.map((column, index) => (
        <th key={column.code} scope="col" className="head" data-from={index} data-to={index}>
          {column.code}
        </th>
      ))}
      {beside.unit === 'after' && <th className="head row-unit" />}
      {beside.remark && <th className="head row-remark" />}
    </tr>
  );
}

interface MatrixRowProps {
  readonly grid: GridController;
  readonly row: FormRow;
  readonly beside: RowColumns;
  readonly columns: readonly FormColumn[];
  readonly closedMark: string;
  /** Its number for a screen reader, where rows before it are hidden. */
  readonly index?: number | undefined;
}

const MatrixRow = memo(function MatrixRow({ grid, row, beside, columns, closedMark, index }: MatrixRowProps) {
  countRender(`row ${grid.form.code} ${row.code}`);
  return (
    <tr aria-rowindex={index}>
      <th scope="row" className="row-label" data-indent={row.indent ?? 0}>
        {row.label}
      </th>
      {beside.unit === 'before' && <td className="row-unit">{row.unit}</td>}
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
      {beside.unit === 'after' && <td className="row-unit">{row.unit}</td>}
      {beside.remark && <td className="row-remark">{row.remark}</td>}
    </tr>
  );
});
