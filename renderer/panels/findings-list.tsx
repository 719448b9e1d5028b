import { useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { Counts } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import type { FindingGroup, FindingsBy } from '../store/finding-groups';
import type { FindingView } from '../store/finding-views';
import { useValue } from '../store/observable';
import { FindingItem } from './findings-item';
import { moveTo, rowsToShow } from './findings-rows';

interface FindingsListProps {
  readonly by: FindingsBy;
  readonly groups: readonly FindingGroup[];
  /** The form on screen; what else was found is folded at first where there is much. */
  readonly form: string | null;
  readonly unexplained: ReadonlyMap<string, readonly FindingView[]>;
}

/** So many findings are shown at once; the rest is a key or a click away. */
const most = 100;

/**
 * Groups that fold, with their findings. The arrows walk through everything shown; → and ← unfold and fold, Enter goes
 * to the cell, E begins the explanation, Escape goes back to the sheet.
 */
export function FindingsList({ by, groups, form, unexplained }: FindingsListProps) {
  const store = useSubmission();
  const { navigation } = useApp();
  const outlined = useValue(store.selection.finding)?.key ?? null;
  const total = groups.reduce((sum, { views }) => sum + views.length, 0);
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  // F8 may have chosen a finding before the list was there.
  const [current, setCurrent] = useState<string | null>(outlined);
  const [limit, setLimit] = useState(most);
  const [lastOutlined, setLastOutlined] = useState(outlined);
  if (outlined !== lastOutlined) {
    setLastOutlined(outlined);
    if (outlined !== null) setCurrent(outlined);
  }
  const list = useRef<HTMLDivElement>(null);
  /** The row that has the focus, also for the moment in which it goes. */
  const focused = useRef<{ readonly row: string; readonly at: number } | null>(null);

  // A drawer opens with the chosen finding near its top, whatever lies below it is read on.
  const drawn = useValue(navigation.drawer) === 'findings';
  useEffect(() => {
    if (drawn) list.current?.querySelector('[data-chosen]')?.scrollIntoView({ block: 'start' });
  }, [drawn]);

  // F8 may lead into a group that is folded.
  const holdsOutlined = ({ views }: FindingGroup) => views.some(({ finding }) => finding.key === outlined);
  const foldedAtFirst = ({ key }: FindingGroup) => total > most && !(by === 'form' && key === form);
  const isFolded = (group: FindingGroup) =>
    !holdsOutlined(group) && (turned.get(group.key) ?? foldedAtFirst(group));
  const folded = new Set(groups.filter(isFolded).map(({ key }) => key));
  const rows = rowsToShow(groups, folded, limit, outlined);
  const names = rows.map(({ name }) => name);
  const roving = current !== null && names.includes(current) ? current : names[0];

  function fold(group: string, wanted: boolean) {
    setTurned(new Map(turned).set(group, wanted));
    if (wanted && outlined !== null && groups.some((each) => each.key === group && holdsOutlined(each)))
      store.selection.outline(null);
  }

  const row = (name: string) => list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(name)}"]`);

  // What was put right or filtered out takes the focus with it: the row now in its place gets it.
  useLayoutEffect(() => {
    const had = focused.current;
    if (had === null || document.activeElement !== document.body) return;
    const name = names.includes(had.row) ? had.row : names[Math.min(had.at, names.length - 1)];
    if (name !== undefined) row(name)?.focus();
  });
  useEffect(() => {
    const left = ({ target }: globalThis.FocusEvent) => {
      if (target instanceof Node && list.current?.contains(target) !== true) focused.current = null;
    };
    document.addEventListener('focusin', left);
    return () => document.removeEventListener('focusin', left);
  }, []);

  function onFocus({ target }: FocusEvent<HTMLElement>) {
    const name = target.closest<HTMLElement>('[data-finding-row]')?.dataset['findingRow'];
    if (name === undefined) return;
    focused.current = { row: name, at: names.indexOf(name) };
    // A row that the mouse is about to press must not grow under it.
    if (target.dataset['row'] !== undefined && target.matches(':focus-visible')) setCurrent(name);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { target } = event;
    if (!(target instanceof HTMLElement) || event.altKey || event.nativeEvent.isComposing) return;
    const name = target.closest<HTMLElement>('[data-finding-row]')?.dataset['findingRow'];
    const at = rows.findIndex((each) => each.name === name);
    const here = rows[at];
    if (here === undefined) return;
    const taken = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (target.dataset['row'] === undefined) {
      if (event.key !== 'Escape') return;
      taken();
      return row(here.name)?.focus();
    }
    if (event.key === 'Escape' && navigation.drawer.get() === null) {
      taken();
      return document.querySelector<HTMLElement>('.cell-editor')?.focus();
    }
    if (event.key.toLowerCase() === 'e' && !event.ctrlKey && !event.metaKey) {
      const write = target.closest('[data-finding-row]')?.querySelector<HTMLElement>('[data-write]');
      if (!write) return;
      taken();
      if (write instanceof HTMLButtonElement) write.click();
      else write.focus();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const move = moveTo(event.key, rows, at, folded);
    if (move === null) return;
    taken();
    if (move.do === 'fold') fold(move.group, move.folded);
    else row(move.row)?.focus();
  }

  const hidden =
    groups.reduce((sum, group) => sum + (folded.has(group.key) ? 0 : group.views.length), 0) -
    rows.filter(({ view }) => view !== null).length;
  return (
    <div className="findings-list" ref={list} onFocus={onFocus} onKeyDown={onKeyDown}>
      {groups
        .filter(({ key }) => names.includes(`group ${key}`))
        .map((group) => (
          <section key={group.key} className="findings-group">
            <h3 data-finding-row={`group ${group.key}`}>
              <button
                type="button"
                className="findings-group-head"
                data-row={`group ${group.key}`}
                tabIndex={roving === `group ${group.key}` ? 0 : -1}
                aria-expanded={!folded.has(group.key)}
                onClick={() => fold(group.key, !folded.has(group.key))}
              >
                <span className="findings-group-title">{group.title}</span>
                <span className="findings-group-total">{group.views.length} 处</span>
                <Counts errors={group.errors} warnings={group.warnings} />
              </button>
            </h3>
            <ul>
              {rows.flatMap(({ view, group: key, name }) =>
                view === null || key !== group.key
                  ? []
                  : [
                      <FindingItem
                        key={name}
                        view={view}
                        alike={unexplained.get(view.finding.check)?.length ?? 0}
                        by={by}
                        outlined={name === outlined}
                        unfolded={name === current}
                        inTurn={name === roving}
                      />,
                    ],
              )}
            </ul>
          </section>
        ))}
      {hidden > 0 && (
        <button type="button" className="findings-more" onClick={() => setLimit(limit + most)}>
          再显示 {Math.min(hidden, most)} 处（还有 {hidden} 处）
        </button>
      )}
    </div>
  );
}
