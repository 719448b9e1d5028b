import { useLayoutEffect, useRef, useState } from 'react';
import { useAfterPaint } from '../store/after-paint';
import { useCell, useSubmission } from '../store/context';
import { chosenFirst, stateWord } from '../store/finding-groups';
import { useValue } from '../store/observable';
import { calloutPlace, type Box } from './callout-place';
import { sideWords } from './findings-side-words';

/** Findings that are read out beside the cell; the panel has them all. */
const most = 2;

/** What is open on the selected cell, beside it, as long as nothing is being typed. Escape hides it for this cell. */
export function CellCallout() {
  const { selection } = useSubmission();
  useValue(selection.current);
  // The cursor moves first.
  const name = useAfterPaint(selection.active());
  return name === null ? null : <Callout key={name} name={name} />;
}

function Callout({ name }: { readonly name: string }) {
  const { findings } = useAfterPaint(useCell(name));
  const [hidden, setHidden] = useState(false);
  /** Frames waited for a sheet that is not on screen yet: F8 leads here before its form is. */
  const [tries, setTries] = useState(0);
  const note = useRef<HTMLDivElement>(null);
  const store = useSubmission();
  const chosen = useValue(store.selection.finding)?.key;
  const open = chosenFirst(
    findings.filter((view) => view.open),
    chosen,
  );
  const shows = open.length > 0 && !hidden;

  useLayoutEffect(() => {
    const element = note.current;
    const cell = document.querySelector<HTMLElement>(`.cell[data-cell="${CSS.escape(name)}"]`);
    const scroll = cell?.closest<HTMLElement>('.grid-scroll');
    if (!shows || element === null) return;
    if (!cell || !scroll) {
      const frame = tries < 120 ? requestAnimationFrame(() => setTries(tries + 1)) : 0;
      return () => cancelAnimationFrame(frame);
    }
    const put = () => {
      const isTyping = cell.querySelector('.cell-editor:not([data-mode="ready"])') !== null;
      const place = isTyping ? null : calloutPlace(around(cell, scroll), element.getBoundingClientRect());
      element.toggleAttribute('data-shown', place !== null);
      if (place !== null) element.style.translate = `${place.left}px ${place.top}px`;
    };
    const away = () => element.removeAttribute('data-shown');
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || !element.hasAttribute('data-shown')) return;
      // From a drawer that lies over the sheet, Escape leaves the drawer.
      if (!(event.target instanceof Node) || !scroll.contains(event.target)) return;
      event.preventDefault();
      setHidden(true);
    };
    const watcher = new ResizeObserver(put);
    watcher.observe(scroll);
    scroll.addEventListener('scroll', put, { passive: true });
    cell.addEventListener('input', away);
    cell.addEventListener('dblclick', put);
    document.addEventListener('keydown', onKey);
    put();
    return () => {
      away();
      watcher.disconnect();
      scroll.removeEventListener('scroll', put);
      cell.removeEventListener('input', away);
      cell.removeEventListener('dblclick', put);
      document.removeEventListener('keydown', onKey);
    };
  }, [name, shows, open.length, findings, chosen, tries]);

  const severity = open.some(({ finding }) => finding.severity === 'error') ? 'error' : 'warning';
  return (
    <div
      ref={note}
      className="cell-callout"
      role="status"
      data-severity={severity}
      data-testid="cell-callout"
    >
      {shows &&
        open.slice(0, most).map((view) => (
          <p key={view.finding.key} data-severity={view.finding.severity}>
            <strong>{stateWord(view)}</strong> {view.finding.text}
            <br />
            {sideWords(store.definitions, view.finding, store.lastYear.text)}
          </p>
        ))}
      {shows && open.length > most && <p>还有 {open.length - most} 处，见校验结果（F6）</p>}
    </div>
  );
}

function around(cell: HTMLElement, scroll: HTMLElement) {
  const head = scroll.querySelector('thead')?.getBoundingClientRect().bottom ?? 0;
  const { left, right, top, bottom } = scroll.getBoundingClientRect();
  const view: Box = { left, right, top: Math.max(top, head), bottom };
  const below = nextOpen(cell)?.getBoundingClientRect() ?? null;
  const foot = scroll.closest('.middle')?.getBoundingClientRect().bottom ?? bottom;
  return { cell: cell.getBoundingClientRect(), below, view, foot };
}

/** The cell below in which something can be entered: where Enter goes. */
function nextOpen(cell: HTMLElement): Element | null {
  const { cellIndex } = cell as HTMLTableCellElement;
  let row = cell.parentElement?.nextElementSibling ?? null;
  const first = row;
  while (row !== null) {
    const under = row.children[cellIndex];
    const kind = under?.getAttribute('data-kind');
    if (under !== undefined && (kind === 'input' || kind === 'pulled')) return under;
    row = row.nextElementSibling;
  }
  return first;
}
