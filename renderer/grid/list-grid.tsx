import { useMemo, useState, type CSSProperties, type KeyboardEvent } from 'react';
import type { Form } from '../../shared/form';
import { useApp, useRows, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { GridScroll } from './grid-scroll';
import { createListController, type ListController } from './list-controller';
import { ListFilter } from './list-filter';
import { ListHead } from './list-head';
import { listCommandFor, type ListCommand } from './list-keys';
import { ListRows } from './list-rows';
import { ListToolbar, useShownList } from './list-toolbar';
import { isPlain } from './list-view';
import { listWidths } from './list-widths';
import { useGrid } from './use-grid';
import '../styles/list.css';

interface ListGridProps {
  readonly form: Form;
}

function strokeOf({ key, ctrlKey, metaKey, shiftKey, altKey, nativeEvent }: KeyboardEvent) {
  const control = ctrlKey || metaKey;
  return { key, control, shift: shiftKey, alt: altKey, composing: nativeEvent.isComposing };
}

function carryOut(command: ListCommand, list: ListController, openFilter: (column: string) => void) {
  switch (command.do) {
    case 'insert':
      return list.insert(command.where);
    case 'move':
      return list.move(command.where);
    case 'sort':
      return list.sort(command.descending);
    case 'duplicate':
      return list.duplicate();
    case 'filter':
      return openFilter(list.column());
  }
}

/** A list with one row per record; typing in the empty row at the foot adds one. */
export function ListGrid({ form }: ListGridProps) {
  const { grid, handlers } = useGrid(form);
  const store = useSubmission();
  const { notices } = useApp();
  const list = useMemo(() => createListController(store, form, notices), [store, form, notices]);
  const rows = useRows(form.code);
  const finalised = useValue(store.submission).state === 'finalised';
  const { total, view } = useShownList(form.code);
  const [filtering, setFiltering] = useState<string | null>(null);
  const columns = form.columns ?? [];
  const headRows = Math.max(...columns.map(({ label }) => label.length));
  const widths = useMemo(() => listWidths(form), [form]);
  const width = widths.reduce((sum, each) => sum + each, 0);

  function onKeyDown(event: KeyboardEvent) {
    // A key that is pressed in a panel or a bar is theirs.
    if (!(event.target instanceof HTMLElement) || event.target.closest('.grid-scroll') === null) return;
    const several = !singleCell(store.selection.current.get());
    const choice = event.target.dataset['choice'] !== undefined && !several;
    const command = listCommandFor(strokeOf(event), choice);
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    carryOut(command, list, setFiltering);
  }

  return (
    <div className="list-form" onKeyDownCapture={onKeyDown}>
      <ListToolbar grid={grid} list={list} open={!finalised} />
      <GridScroll handlers={handlers}>
        <table
          className="sheet list"
          role="grid"
          aria-label={`${form.code} ${form.title}`}
          aria-rowcount={rows.length + headRows}
          aria-colcount={columns.length + 1}
          data-form={form.code}
          style={{ '--list-width': `${width}px`, '--number-width': `${widths[0] ?? 46}px` } as CSSProperties}
        >
          <colgroup>
            <col className="list-code" />
            {widths.map((each, index) => (
              <col key={columns[index]?.code} style={{ width: each }} />
            ))}
          </colgroup>
          <ListHead grid={grid} list={list} onFilter={setFiltering} />
          <ListRows
            grid={grid}
            rows={rows}
            columns={columns}
            open={!finalised}
            natural={isPlain(view)}
            headRows={headRows}
          />
        </table>
      </GridScroll>
      {total === 0 && !finalised && <EmptyList />}
      {filtering !== null && (
        <ListFilter key={filtering} list={list} column={filtering} onClose={() => setFiltering(null)} />
      )}
    </div>
  );
}

function singleCell(
  selection: { readonly range: { readonly from: Place; readonly to: Place } } | null,
): boolean {
  if (selection === null) return true;
  const { from, to } = selection.range;
  return from.row === to.row && from.column === to.column;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

function EmptyList() {
  return (
    <p className="list-empty">
      还没有记录。可以在「＋」行直接输入；也可以在 Excel 或 WPS 里复制整块，选中左上角的格按 Ctrl+V
      粘贴。确实没有的，点右上角的「核对」，空表就按没有处理。
    </p>
  );
}
