import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { text } from 'virtual:manual';
import { Dialog } from '../components/dialog';
import { openDialog } from '../components/open-dialog';
import { KeysDialog } from '../on-demand';
import { indicatorView } from '../store/indicator-view';
import type { ManualAt } from '../store/manual';
import { ManualContents } from './manual-contents';
import { ManualPage } from './manual-page';
import { chapterOf } from './manual-places';
import { ManualResults } from './manual-results';
import { back, chapterAt, forward, go, startAt, type Reading, type View } from './manual-reading';
import '../styles/manual.css';

interface ManualProps {
  readonly at: ManualAt;
  readonly onClose: () => void;
}

/** The manual over the window: contents, one chapter, and what a search found in all of them. */
export function Manual({ at, onClose }: ManualProps) {
  const [reading, setReading] = useState(() => startAt(text, asked(at)));
  const [keys, setKeys] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const view = reading.views[reading.at] ?? startAt(text, null).views[0]!;
  const query = view.kind === 'results' ? view.query : '';

  function onKeyDown(event: KeyboardEvent) {
    const control = event.ctrlKey || event.metaKey;
    const done = pressKey(event, control);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function pressKey(event: KeyboardEvent, control: boolean): boolean {
    if (event.nativeEvent.isComposing) return false;
    if (control && event.key.toLowerCase() === 'f') search.current?.select();
    else if (event.altKey && event.key === 'ArrowLeft') setReading(back);
    else if (event.altKey && event.key === 'ArrowRight') setReading(forward);
    else if (event.key === 'F1' && event.shiftKey) setKeys(true);
    else if (event.key === 'Escape' && view.kind === 'results' && event.target === search.current)
      leaveSearch();
    else if (view.kind === 'results' && event.target === search.current) return pressInSearch(event.key);
    else return false;
    return true;
  }

  /** Enter opens what stands first, down goes among what was found. */
  function pressInSearch(key: string): boolean {
    const first = document.querySelector<HTMLElement>('.manual-results .link');
    if (first === null || !['Enter', 'ArrowDown'].includes(key)) return false;
    if (key === 'Enter') first.click();
    else first.focus();
    return true;
  }

  /** Escape takes one layer away: first what was searched for, then the manual. */
  function leaveSearch() {
    setReading(back);
    document.querySelector<HTMLElement>('.manual-page')?.focus();
  }

  const show = (next: View) => setReading((now) => go(now, next));
  return (
    <>
      <Dialog title="使用手册" onClose={onClose} full>
        <div className="manual" onKeyDown={onKeyDown}>
          <Tools
            reading={reading}
            query={query}
            search={search}
            onSearch={(words) => setReading((now) => go(now, { kind: 'results', query: words }))}
            onBack={() => setReading(back)}
            onForward={() => setReading(forward)}
            onKeys={() => setKeys(true)}
          />
          <ManualContents text={text} view={view} onGo={show} />
          {view.kind === 'results' ? (
            <ManualResults text={text} query={view.query} onGo={show} />
          ) : (
            <ManualPage chapter={chapterAt(text, view.chapter)} view={view} onGo={show} />
          )}
        </div>
      </Dialog>
      {keys && <KeysDialog onClose={() => setKeys(false)} />}
    </>
  );
}

interface ToolsProps {
  readonly reading: Reading;
  readonly query: string;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onSearch: (words: string) => void;
  readonly onBack: () => void;
  readonly onForward: () => void;
  readonly onKeys: () => void;
}

function Tools({ reading, query, search, onSearch, onBack, onForward, onKeys }: ToolsProps) {
  const [words, setWords] = useState(query);
  const shown = useRef(query);
  useEffect(() => {
    // Back and forward change what was searched for; what is being typed does not wait for that.
    if (shown.current !== query) setWords(query);
    shown.current = query;
  }, [query]);
  return (
    <div className="manual-tools">
      <button
        type="button"
        aria-label="后退"
        title="后退 Alt+←"
        data-testid="manual-back"
        disabled={reading.at === 0}
        onClick={onBack}
      >
        ←
      </button>
      <button
        type="button"
        aria-label="前进"
        title="前进 Alt+→"
        data-testid="manual-forward"
        disabled={reading.at === reading.views.length - 1}
        onClick={onForward}
      >
        →
      </button>
      <input
        ref={search}
        type="search"
        aria-label="在手册里查找"
        placeholder="在手册里查找（Ctrl+F），如：定稿、身份证"
        data-testid="manual-search"
        value={words}
        onChange={({ target }) => {
          setWords(target.value);
          shown.current = target.value;
          onSearch(target.value);
        }}
      />
      <button type="button" data-testid="manual-keys" title="Shift+F1" onClick={onKeys}>
        按键说明
      </button>
    </div>
  );
}

/** Looked up before the manual takes the focus. */
function asked(at: ManualAt): string | null {
  if ('chapter' in at) return at.chapter;
  const focus = document.activeElement;
  const region = focus?.closest<HTMLElement>('[data-region]')?.dataset['region'] ?? null;
  const dialog =
    openDialog()?.querySelector('[role=dialog], [role=alertdialog]')?.getAttribute('aria-label') ?? null;
  const list = at.page === 'form' && document.querySelector('.list-form') !== null;
  const { theme } = indicatorView.get();
  return chapterOf({ page: list ? 'list' : at.page, region, dialog, theme });
}
