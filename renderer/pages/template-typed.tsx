import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { useValue } from '../store/observable';
import type { listThrough } from './template-mapped';
import type { TemplateStore } from './template-store';

function focusGrid() {
  document.querySelector<HTMLElement>('[data-testid="template-grid"]')?.focus();
}

interface TypedProps {
  readonly source: string;
  readonly onSet: (text: string) => boolean;
}

/** The source as text, for who knows the codes. */
export function Typed({ source, onSet }: TypedProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? source;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!onSet(text)) return;
    setDraft(null);
    focusGrid();
  }
  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Escape') return;
    setDraft(null);
    focusGrid();
  }
  return (
    <form className="template-typed" onSubmit={submit}>
      <label>
        或者直接写
        <input
          value={text}
          data-testid="source-text"
          placeholder="教基3112!01.7"
          onFocus={(event) => event.target.select()}
          onKeyDown={press}
          onChange={(event) => setDraft(event.target.value)}
        />
      </label>
      <button type="submit" disabled={text === source} data-testid="set-source">
        确定
      </button>
    </form>
  );
}

type ListRowsProps = NonNullable<ReturnType<typeof listThrough>> & { readonly template: TemplateStore };

/** From where to where the records of a list go. */
export function ListRows({ template, list }: ListRowsProps) {
  const { places } = useValue(template.state);
  const [last, setLast] = useState(String(list.lastRow));
  const row = Number(last);
  const good = /^\d{1,7}$/.test(last) && row >= list.firstRow && row <= 1_048_576;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!good) return;
    const lists = places.lists.map((one) => (one === list ? { ...list, lastRow: row } : one));
    template.change({ ...places, lists });
  }
  return (
    <form className="template-typed" onSubmit={submit}>
      <label>
        {list.form} 从第 {list.firstRow} 行填到第
        <input
          value={last}
          inputMode="numeric"
          data-testid="list-last-row"
          onChange={(event) => setLast(event.target.value)}
        />
        行
      </label>
      <button type="submit" disabled={!good || row === list.lastRow}>
        确定
      </button>
    </form>
  );
}
