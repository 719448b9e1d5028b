import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useValue } from '../store/observable';
import type { GridController } from './controller';
import '../styles/find-bar.css';

interface FindBarProps {
  readonly grid: GridController;
  /** Gives the focus back to the selected cell. */
  readonly onLeave: () => void;
}

const words = {
  find: { label: '查找', hint: '指标名称或数值', missing: '本表没有找到。' },
  goTo: { label: '转到', hint: '行.列 如 04.15，或表号 如 3113', missing: '没有这一格或这张表。' },
} as const;

/** The line above a form that looks for a text in it, or goes to a cell by its code. */
export function FindBar({ grid, onLeave }: FindBarProps) {
  const kind = useValue(grid.bar);
  return kind === null ? null : <OpenBar key={kind} kind={kind} grid={grid} onLeave={onLeave} />;
}

function OpenBar({ kind, grid, onLeave }: FindBarProps & { readonly kind: 'find' | 'goTo' }) {
  const field = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  const { label, hint, missing: sentence } = words[kind];
  useEffect(() => field.current?.focus(), []);

  function leave() {
    grid.closeBar();
    onLeave();
  }

  function find(step: 1 | -1) {
    const text = field.current?.value ?? '';
    // The cell that is found takes the focus as soon as it is there; the bar wants it back for the next one.
    flushSync(() => setMissing(text.trim() !== '' && !grid.findNext(text, step)));
    field.current?.focus();
  }

  function goTo() {
    if (grid.goTo(field.current?.value ?? '')) leave();
    else setMissing(true);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') leave();
    else if (event.key !== 'Enter') return;
    else if (kind === 'goTo') goTo();
    else find(event.shiftKey ? -1 : 1);
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="find-bar" role="search" aria-label={label}>
      <label>
        {label}
        <input
          ref={field}
          data-testid="find-text"
          placeholder={hint}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={missing || undefined}
          onKeyDown={onKeyDown}
          onInput={() => setMissing(false)}
        />
      </label>
      {kind === 'find' ? (
        <>
          <button type="button" onClick={() => find(-1)}>
            上一个
          </button>
          <button type="button" onClick={() => find(1)}>
            下一个
          </button>
        </>
      ) : (
        <button type="button" onClick={goTo}>
          转到
        </button>
      )}
      <span className="find-missing" role="status">
        {missing ? sentence : ''}
      </span>
      <button type="button" className="quiet" aria-label="关闭" onClick={leave}>
        ✕
      </button>
    </div>
  );
}
