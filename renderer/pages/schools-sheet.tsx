import { memo, useEffect, useImperativeHandle, useRef, type ReactNode, type Ref } from 'react';
import type { CopiedCell } from '../grid/clipboard';
import { copyTable } from '../grid/copy-table';
import type { App } from '../store/context';
import { tableMove, type TablePlace } from './schools-moves';

/** A cell of a table that is read, copied and walked through, but not typed into. */
export interface SheetCell {
  readonly paint: ReactNode;
  /** For the clipboard. */
  readonly text: string;
  readonly numeric: boolean;
  /** `data-kind`, for its colour. */
  readonly kind: string;
  readonly title?: string;
  readonly opens: boolean;
}

export interface SheetHead {
  readonly key: string;
  readonly paint: ReactNode;
  readonly text: string;
  readonly title?: string;
  readonly indent?: number;
  readonly opens?: boolean;
}

export interface SheetRow extends SheetHead {
  readonly cells: readonly SheetCell[];
  /** A row of totals stays at the foot. */
  readonly isTotal?: boolean;
}

export interface Sheet {
  readonly label: string;
  readonly corner: string;
  readonly columns: readonly SheetHead[];
  readonly rows: readonly SheetRow[];
}

export interface SheetActions {
  copy(): boolean;
}

interface SchoolsSheetProps {
  readonly sheet: Sheet;
  /** `column` is null for the head of the row. */
  readonly onOpen: (row: string, column: string | null) => void;
  readonly actions: Ref<SheetActions>;
  readonly testId: string;
}

/** What Excel gets: the heads, every row that is shown, the totals. */
function copiedRows({ corner, columns, rows }: Sheet): readonly (readonly CopiedCell[])[] {
  const head = [corner, ...columns.map(({ text }) => text)].map((text) => ({ text, numeric: false }));
  return [
    head,
    ...rows.map((row) => [
      { text: row.text, numeric: false },
      ...row.cells.map(({ text, numeric }) => ({ text, numeric })),
    ]),
  ];
}

function copy(sheet: Sheet): boolean {
  return copyTable(copiedRows(sheet));
}

/** The copying that a button asks for. */
export function copyAndTell({ notices }: Pick<App, 'notices'>, sheet: SheetActions | null): void {
  if (sheet?.copy() === true) notices.tell('已复制整张表，可以粘贴到 Excel 或 WPS。');
  else notices.tell('没有复制成功，请点表格里任意一格，再按 Ctrl+C。', 'problem');
}

const cellAt = (table: HTMLTableElement, { row, column }: TablePlace) =>
  table.querySelector<HTMLElement>(`[data-place="${row}.${column}"]`);

function placeOf(target: EventTarget | null): TablePlace | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
  const [row, column] = (cell?.dataset['place'] ?? '').split('.').map(Number);
  return row === undefined || column === undefined ? null : { row, column };
}

/** Table with frozen head and first column; one cell has the focus, arrows move it, Enter or a click opens. */
export function SchoolsSheet({ sheet, onOpen, actions, testId }: SchoolsSheetProps) {
  const table = useRef<HTMLTableElement>(null);
  useImperativeHandle(actions, () => ({ copy: () => copy(sheet) }), [sheet]);

  useEffect(() => {
    // One cell is reached by Tab. It is kept in the page itself: a step of the cursor renders nothing.
    const now = table.current;
    if (now === null || now.querySelector('[data-place][tabindex="0"]') !== null) return;
    cellAt(now, { row: 0, column: 0 })?.setAttribute('tabindex', '0');
  });

  function focus(place: TablePlace) {
    if (table.current === null) return;
    for (const each of table.current.querySelectorAll('[data-place][tabindex="0"]'))
      each.setAttribute('tabindex', '-1');
    const cell = cellAt(table.current, place);
    cell?.setAttribute('tabindex', '0');
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  function open({ row, column }: TablePlace) {
    const at = sheet.rows[row];
    if (at === undefined || at.isTotal === true) return;
    const cell = at.cells[column - 1];
    if (column === 0 ? at.opens === true : cell?.opens === true)
      onOpen(at.key, column === 0 ? null : (sheet.columns[column - 1]?.key ?? null));
  }

  function onKeyDown(event: React.KeyboardEvent) {
    const place = placeOf(event.target);
    if (place === null || event.altKey || event.nativeEvent.isComposing) return;
    const control = event.ctrlKey || event.metaKey;
    const size = { rows: sheet.rows.length, columns: sheet.columns.length + 1 };
    const next = event.shiftKey ? null : tableMove({ key: event.key, control }, place, size);
    if (next !== null) focus(next);
    else if (event.key === 'Enter') open(place);
    else if (control && event.key.toLowerCase() === 'c') copy(sheet);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="schools-scroll">
      <table
        ref={table}
        role="grid"
        className="schools-sheet"
        aria-label={sheet.label}
        aria-readonly="true"
        data-testid={testId}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const place = placeOf(event.target);
          if (place !== null && event.target.getAttribute('tabindex') === '-1') focus(place);
        }}
        onClick={(event) => {
          const place = placeOf(event.target);
          if (place !== null) open(place);
        }}
      >
        <thead>
          <tr>
            <th scope="col" className="schools-corner">
              {sheet.corner}
            </th>
            {sheet.columns.map(({ key, paint, title }) => (
              <th key={key} scope="col" title={title}>
                {paint}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row, index) => (
            <Row key={row.key} row={row} index={index} columns={sheet.columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: SheetRow;
  readonly index: number;
  readonly columns: readonly SheetHead[];
}

const Row = memo(function Row({ row, index, columns }: RowProps) {
  return (
    <tr data-total={row.isTotal || undefined} data-row={row.key}>
      <th
        scope="row"
        title={row.title}
        data-place={`${index}.0`}
        data-opens={row.opens || undefined}
        data-indent={row.indent}
        tabIndex={-1}
      >
        {row.paint}
      </th>
      {row.cells.map((cell, column) => (
        <td
          key={columns[column]?.key ?? column}
          data-place={`${index}.${column + 1}`}
          data-column={columns[column]?.key}
          data-kind={cell.kind}
          data-numeric={cell.numeric || undefined}
          data-opens={cell.opens || undefined}
          title={cell.title}
          tabIndex={-1}
        >
          {cell.paint}
        </td>
      ))}
    </tr>
  );
});
