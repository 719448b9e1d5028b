import { useRef } from 'react';
import type { Movements } from '../../shared/roster/plan';
import { useValue } from '../store/observable';
import type { RosterMovesStore } from './rosters-moves-store';
import { MovesTable } from './rosters-moves-table';
import { type MovesFilter, filterCounts, filterNames, shownMovements } from './rosters-moves-view';

interface MovesNamesProps {
  readonly store: RosterMovesStore;
  readonly all: Movements;
}

/** Who came, who went and whose grade is odd. */
export function MovesNames({ store, all }: MovesNamesProps) {
  const state = useValue(store.state);
  const rows = shownMovements(all, state);
  const counts = filterCounts(all, state.flow);
  const section = useRef<HTMLElement>(null);

  /** A button that goes away or is spent leaves the focus to the row with the cursor. */
  function then(step: () => void) {
    step();
    // Another table may take the place of this one.
    requestAnimationFrame(() => section.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus());
  }

  return (
    <section className="moves-names" aria-label="名单" ref={section}>
      <div className="moves-filters" role="group" aria-label="看哪些人">
        {(Object.keys(filterNames) as MovesFilter[]).map((filter) => (
          <button
            key={filter}
            type="button"
            aria-pressed={filter === state.filter}
            data-testid={`moves-${filter}`}
            onClick={() => store.filter(filter)}
          >
            {filterNames[filter]} {counts[filter]}
          </button>
        ))}
        {state.flow !== null && (
          <button
            type="button"
            className="moves-flow-off"
            onClick={() => then(() => store.flow(null))}
            title="重新看所有年级"
          >
            只看 {all.flows[state.flow]?.label} ✕
          </button>
        )}
        <span className="moves-undo">
          <button
            type="button"
            disabled={state.done.length === 0}
            title="Ctrl+Z"
            data-testid="moves-undo"
            onClick={() => then(() => store.undo())}
          >
            撤销
          </button>
          <button
            type="button"
            disabled={state.undone.length === 0}
            title="Ctrl+Y"
            onClick={() => then(() => store.redo())}
          >
            恢复
          </button>
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="moves-nobody">{nobody(state.filter)}</p>
      ) : (
        <MovesTable key={`${state.filter}.${state.flow ?? ''}`} store={store} rows={rows} />
      )}
    </section>
  );
}

function nobody(filter: MovesFilter): string {
  switch (filter) {
    case 'open':
      return '没有要说明的人。';
    case 'stayed':
      return '没有留级、跳级或两年名册不一致的人。';
    default:
      return '没有人。';
  }
}
