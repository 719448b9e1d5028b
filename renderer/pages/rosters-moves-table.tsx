import { useEffect, useRef, useState } from 'react';
import type { Move, Movement } from '../../shared/roster/plan';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import { MovesRow } from './rosters-moves-row';
import type { RosterMovesStore } from './rosters-moves-store';
import { filterNames, keyOf, nextOpen, wordsFor } from './rosters-moves-view';
import { MovesWords } from './rosters-moves-words';

interface MovesTableProps {
  readonly store: RosterMovesStore;
  readonly rows: readonly Movement[];
}

/** Rows painted at first; who wants more asks for them. */
const paintedAtOnce = 200;

/** The names of one filter; a word is said of the row with the cursor or of all that are ticked. */
export function MovesTable({ store, rows }: MovesTableProps) {
  const { notices } = useApp();
  const state = useValue(store.state);
  const [wanted, setActive] = useState(0);
  const [painted, setPainted] = useState(paintedAtOnce);
  const body = useRef<HTMLTableSectionElement>(null);
  /** The focus follows keys and words, not the paging of main's answers. */
  const follows = useRef(false);
  const active = Math.min(wanted, rows.length - 1);
  const current = rows[active];
  const hasRemarks = rows.some(({ remark }) => remark !== null);
  const ticked = rows.filter((row) => state.ticked.has(keyOf(row)));
  const chosen = ticked.length > 0 ? ticked : current === undefined ? [] : [current];

  useEffect(() => {
    if (!follows.current) return;
    follows.current = false;
    body.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });

  function move(to: number) {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    if (next >= painted) setPainted(next + paintedAtOnce);
    follows.current = true;
    setActive(next);
  }

  function say(word: Move | null) {
    const said = store.say(chosen, word);
    if (said === 0) return;
    if (chosen.length > 1) notices.tell(sentence(said, word));
    const keys = new Set(chosen.map(keyOf));
    const after = rows.map((row) => (keys.has(keyOf(row)) ? { ...row, chosen: word } : row));
    if (word !== null) move(nextOpen(after, active));
    else follows.current = true;
  }

  function confirm() {
    const said = store.confirm(chosen);
    if (said > 1) notices.tell(`${said} 人的推断已认可。按 Ctrl+Z 可以撤销。`);
    move(active + (ticked.length > 0 ? 0 : 1));
  }

  function tick(which: readonly Movement[], isTicked: boolean) {
    store.tick(which.filter(({ side }) => side !== 'stayed').map(keyOf), isTicked);
  }

  function onKeyDown(event: React.KeyboardEvent) {
    const control = event.ctrlKey || event.metaKey;
    if (current === undefined || event.altKey) return;
    if (control && event.key.toLowerCase() === 'a') tick(rows, true);
    else if (control) return;
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const to = active + (event.key === 'ArrowDown' ? 1 : -1);
      const next = rows[to];
      if (event.shiftKey && next !== undefined) tick([current, next], true);
      move(to);
    } else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(rows.length - 1);
    else if (event.key === 'PageDown' || event.key === 'PageUp')
      move(active + (event.key === 'PageDown' ? 10 : -10));
    else if (event.key === ' ') tick([current], !state.ticked.has(keyOf(current)));
    else if (event.key === 'Enter') confirm();
    else if (event.key === 'Delete' || event.key === 'Backspace') say(null);
    else if (/^[1-9]$/.test(event.key)) {
      const word = wordsFor(current)[Number(event.key) - 1];
      if (word !== undefined) say(word);
    } else return;
    event.preventDefault();
  }

  return (
    <>
      <MovesWords rows={chosen} ticked={ticked.length > 0} active={current} onSay={say} onConfirm={confirm} />
      <table role="grid" aria-multiselectable aria-label={filterNames[state.filter]} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label="全选"
                title="全选（Ctrl+A）"
                checked={ticked.length > 0 && ticked.length === rows.filter(isSayable).length}
                onChange={(event) => tick(rows, event.target.checked)}
              />
            </th>
            <th scope="col">姓名</th>
            <th scope="col" className="moves-number">
              身份证件号
            </th>
            <th scope="col">上年</th>
            <th scope="col">今年</th>
            <th scope="col">来源或去向</th>
            {hasRemarks && <th scope="col">名册里看到的</th>}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.slice(0, painted).map((row, index) => (
            <MovesRow
              key={`${keyOf(row)}.${row.side}`}
              movement={row}
              hasRemarks={hasRemarks}
              active={index === active}
              ticked={state.ticked.has(keyOf(row))}
              onActive={() => setActive(index)}
              onTick={(isTicked) => tick([row], isTicked)}
            />
          ))}
        </tbody>
      </table>
      {rows.length > painted && (
        <button type="button" onClick={() => setPainted(painted + 1000)}>
          再显示 {Math.min(1000, rows.length - painted)} 人（还有 {rows.length - painted} 人）
        </button>
      )}
      <p className="moves-keys">
        键盘：↑↓ 换人，数字键说明，回车认可推断，空格勾选（Shift+↑↓ 连着勾，Ctrl+A 全勾），Delete
        取消说明，Ctrl+Z 撤销。
      </p>
    </>
  );
}

const isSayable = ({ side }: Movement): boolean => side !== 'stayed';

function sentence(people: number, word: Move | null): string {
  return word === null ? `已取消 ${people} 人的说明。` : `${people} 人记作「${word}」。按 Ctrl+Z 可以撤销。`;
}
