import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { columnKey } from '../../shared/cell';
import type { FormColumn } from '../../shared/form';
import { readCell } from '../../shared/value';
import { useSubmission } from '../store/context';
import type { ListController } from './list-controller';
import { choicesOf, type ListFilter as Filter } from './list-view';

interface ListFilterProps {
  readonly list: ListController;
  /** Key of the column, `c05`. */
  readonly column: string;
  readonly onClose: () => void;
}

/** Columns with more different texts than this are searched, not ticked. */
const choicesToTick = 24;

/** Filters one column: choices to tick where there are few, else a text that is contained, or from–to. */
export function ListFilter({ list, column: key, onClose }: ListFilterProps) {
  const store = useSubmission();
  const panel = useRef<HTMLFormElement>(null);
  const title = useId();
  const [wrong, setWrong] = useState<string | null>(null);
  const column = list.form.columns?.find(({ code }) => columnKey(code) === key);
  const filter = store.listRows.shown.get(list.form.code).view.filters[key] ?? null;
  const place = useMemo(() => placeOf(key), [key]);

  useEffect(() => {
    const element = panel.current;
    element?.showPopover();
    element?.querySelector<HTMLElement>('input')?.focus();
    const closed = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') onClose();
    };
    element?.addEventListener('toggle', closed);
    return () => {
      element?.removeEventListener('toggle', closed);
      document.querySelector<HTMLElement>('.list-form .cell-editor')?.focus();
    };
  }, [onClose]);

  function take(next: Filter | null) {
    list.filter(key, next);
    onClose();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const fields = [...(panel.current?.querySelectorAll<HTMLElement>('input, button') ?? [])];
    const at = fields.indexOf(event.target as HTMLElement);
    const next = fields[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  if (column === undefined) return null;
  return (
    <form
      ref={panel}
      className="list-filter"
      popover="auto"
      role="dialog"
      aria-labelledby={title}
      style={place}
      onKeyDown={onKeyDown}
      onInput={({ currentTarget, target }) => emptyOthers(currentTarget, target as HTMLInputElement)}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const unread = unreadBound(column, data);
        if (unread === null) take(filterIn(column, data));
        else
          setWrong(`「${unread}」看不懂，${column.type === 'date' ? '请填日期，例如 2026-9-1' : '请填数'}。`);
      }}
    >
      <h2 id={title}>筛选「{column.label.at(-1)}」</h2>
      <FilterBody column={column} records={store.records(list.form.code)} filter={filter} />
      {wrong !== null && (
        <p className="list-filter-wrong" role="alert">
          {wrong}
        </p>
      )}
      <div className="list-filter-buttons">
        <button type="submit" className="primary" data-testid="apply-filter">
          筛选
        </button>
        <button type="button" data-testid="drop-filter" disabled={filter === null} onClick={() => take(null)}>
          清除本列
        </button>
      </div>
    </form>
  );
}

/** Room that is enough for what she types, a few choices and the buttons. */
const leastHeight = 260;
const edge = 8;

/** Below the head's button, inside the window. */
function placeOf(column: string) {
  const button = document.querySelector(`[data-testid="filter-${column}"]`);
  const box = button?.getBoundingClientRect();
  const left = Math.max(4, Math.min((box?.left ?? 200) - 120, window.innerWidth - 280));
  const below = (box?.bottom ?? 160) + 4;
  const top = Math.max(edge, Math.min(below, window.innerHeight - leastHeight - edge));
  return { left, top, maxHeight: window.innerHeight - top - edge };
}

/** A column is filtered in one way: what she begins empties the others, so that nothing she sees is left out. */
function emptyOthers(panel: HTMLFormElement, changed: HTMLInputElement) {
  const isRange = ({ name }: HTMLInputElement) => name === 'from' || name === 'to';
  for (const field of panel.querySelectorAll('input')) {
    if (field.name === changed.name || (isRange(field) && isRange(changed))) continue;
    field.checked = false;
    if (field.type !== 'checkbox') field.value = '';
  }
}

type Records = Parameters<typeof choicesOf>[1];

interface BodyProps {
  readonly column: FormColumn;
  readonly records: Records;
  readonly filter: Filter | null;
}

function FilterBody(props: BodyProps) {
  const { type } = props.column;
  if (type === 'enum') return <Choices {...props} />;
  return type === 'text' ? <Contains {...props} /> : <Between {...props} />;
}

const specFor = (column: FormColumn) => ({
  ...column,
  type: column.type === 'byRow' ? ('text' as const) : column.type,
});

/** An end of a range that is no number or date; null when both can be read. */
function unreadBound(column: FormColumn, data: FormData): string | null {
  for (const name of ['from', 'to']) {
    const value = data.get(name);
    if (typeof value === 'string' && readCell(value, specFor(column)).problem !== null) return value.trim();
  }
  return null;
}

/** What the filled panel asks for; null when it asks for nothing. Dates and numbers are read as in a cell. */
function filterIn(column: FormColumn, data: FormData): Filter | null {
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  if (data.get('blank') !== null) return { kind: 'blank' };
  const texts = data.getAll('choice').filter((value) => typeof value === 'string');
  if (texts.length > 0) return { kind: 'choices', texts };
  if (text('contains') !== '') return { kind: 'contains', text: text('contains') };
  const bound = (name: string) => {
    const { content } = readCell(text(name), specFor(column));
    return content === null || content.kind === 'raw' ? '' : content.text;
  };
  const [from, to] = [bound('from'), bound('to')];
  return from === '' && to === '' ? null : { kind: 'range', from, to };
}

function Choices({ column, records, filter }: BodyProps) {
  const choices = useMemo(() => choicesOf(column, records), [column, records]);
  const ticked = filter?.kind === 'choices' ? filter.texts : filter?.kind === 'blank' ? [''] : [];
  return (
    <div className="list-filter-choices">
      {choices.map(({ text, count }) => (
        <label key={text}>
          <input type="checkbox" name="choice" value={text} defaultChecked={ticked.includes(text)} />
          <span>{text === '' ? '（空白）' : text}</span>
          <span className="list-filter-count">{count}</span>
        </label>
      ))}
    </div>
  );
}

function Contains({ column, records, filter }: BodyProps) {
  const choices = useMemo(() => choicesOf(column, records), [column, records]);
  const few = choices.length <= choicesToTick && choices.length < records.length / 2;
  return (
    <>
      <label>
        含有
        <input
          name="contains"
          autoComplete="off"
          defaultValue={filter?.kind === 'contains' ? filter.text : ''}
        />
      </label>
      {few ? (
        <>
          <p className="list-filter-hint">或者勾选（两样只用一样）：</p>
          <Choices column={column} records={records} filter={filter} />
        </>
      ) : (
        <Blank filter={filter} />
      )}
    </>
  );
}

function Between({ column, filter }: BodyProps) {
  const range = filter?.kind === 'range' ? filter : null;
  const hint = column.type === 'date' ? '2026-9-1' : '';
  return (
    <>
      <label>
        从
        <input name="from" autoComplete="off" placeholder={hint} defaultValue={range?.from ?? ''} />
      </label>
      <label>
        到
        <input name="to" autoComplete="off" placeholder={hint} defaultValue={range?.to ?? ''} />
      </label>
      <Blank filter={filter} />
    </>
  );
}

function Blank({ filter }: Pick<BodyProps, 'filter'>) {
  return (
    <label>
      <input type="checkbox" name="blank" defaultChecked={filter?.kind === 'blank'} />
      只看空白
    </label>
  );
}
