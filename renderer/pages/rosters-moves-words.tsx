import { arrivals, departures } from '../../shared/roster/plan';
import type { Move, Movement } from '../../shared/roster/plan';
import { wordsFor } from './rosters-moves-view';

interface MovesWordsProps {
  /** Of whom a word is said: those ticked, else the one with the cursor. */
  readonly rows: readonly Movement[];
  readonly ticked: boolean;
  /** The keys 1, 2, … stand for this one's words. */
  readonly active: Movement | undefined;
  readonly onSay: (word: Move | null) => void;
  readonly onConfirm: () => void;
}

/** The words that can be said, each with its key. */
export function MovesWords({ rows, ticked, active, onSay, onConfirm }: MovesWordsProps) {
  const words = new Set(rows.flatMap((row) => wordsFor(row)));
  const keys = active === undefined ? [] : wordsFor(active);
  const groups = [
    { name: '怎样来的', words: arrivals.filter((word) => words.has(word)) },
    { name: '到哪里去了', words: departures.filter((word) => words.has(word)) },
  ].filter((group) => group.words.length > 0);
  const suggested = rows.filter((row) => row.suggested !== null && row.chosen === null).length;
  const said = rows.some((row) => row.chosen !== null);
  return (
    <div className="moves-words" data-testid="moves-words">
      <p>
        {ticked ? (
          <>
            选中的 <strong>{rows.length}</strong> 人：
          </>
        ) : (
          <>
            <strong>{rows[0]?.person.values.name}</strong>：
          </>
        )}
      </p>
      {groups.length === 0 && <span>还在本校，不算来也不算走；年级不对请改名册。</span>}
      {groups.map((group) => (
        <div key={group.name} role="group" aria-label={group.name}>
          {groups.length > 1 && <span>{group.name}</span>}
          {group.words.map((word) => {
            const key = keys.indexOf(word) + 1;
            return (
              <button
                key={word}
                type="button"
                data-testid={`move-${word}`}
                aria-keyshortcuts={key === 0 ? undefined : String(key)}
                onClick={() => onSay(word)}
              >
                {key > 0 && <kbd>{key}</kbd>}
                {word}
              </button>
            );
          })}
        </div>
      ))}
      {suggested > 0 && (
        <button type="button" data-testid="move-confirm" title="回车" onClick={onConfirm}>
          推断的没错{rows.length > 1 && `（${suggested} 人）`}
        </button>
      )}
      {said && (
        <button type="button" data-testid="move-none" title="Delete" onClick={() => onSay(null)}>
          取消说明
        </button>
      )}
    </div>
  );
}
