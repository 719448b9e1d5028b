import { useEffect, useMemo, useRef } from 'react';
import type { CellRef } from '../../shared/finding';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { rosterFillFor } from '../store/roster-fill';

interface RosterFilledProps {
  readonly cells: readonly CellRef[];
}

/** What was just filled: where to look at it, and the way back. */
export function RosterFilled({ cells }: RosterFilledProps) {
  const { call, navigation } = useApp();
  const store = useSubmission();
  const locked = useValue(store.locked);
  const note = useRef<HTMLElement>(null);
  // The button that was pressed stands far below.
  useEffect(() => {
    note.current?.focus({ preventScroll: true });
    note.current?.scrollIntoView({ block: 'center' });
  }, [cells]);
  const byForm = useMemo(() => {
    const forms = new Map<string, { readonly first: CellRef; count: number }>();
    for (const cell of cells) {
      const known = forms.get(cell.form);
      if (known === undefined) forms.set(cell.form, { first: cell, count: 1 });
      else known.count += 1;
    }
    return [...forms.values()];
  }, [cells]);

  function undo() {
    store.undo();
    void rosterFillFor(call).load(store);
  }

  if (cells.length === 0)
    return (
      <section ref={note} className="rosters-filled" role="status" tabIndex={-1} data-testid="rosters-filled">
        <p>
          <strong>名册的数已记下，表里的数没有动。</strong>
          和名册不同的格，请在校验结果里逐条写说明；填错的可以改，也可以在下面勾选填入。
        </p>
      </section>
    );

  return (
    <section ref={note} className="rosters-filled" role="status" tabIndex={-1} data-testid="rosters-filled">
      <p>
        <strong>已填入 {cells.length} 格。</strong>到表里看一看，没有问题就核对：
      </p>
      <ul>
        {byForm.map(({ first, count }) => (
          <li key={first.form}>
            <button type="button" className="link" onClick={() => navigation.goToCell(store, first)}>
              {first.form}（{count} 格）
            </button>
          </li>
        ))}
      </ul>
      <button type="button" disabled={locked} data-testid="rosters-undo" onClick={undo}>
        撤销这次填入
      </button>
    </section>
  );
}
