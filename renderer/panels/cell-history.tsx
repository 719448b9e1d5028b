import type { Form } from '../../shared/form';
import type { CellHistoryEntry } from '../../shared/ipc-fill';
import { errorSentence } from '../../shared/messages';
import type { CellContent } from '../../shared/submission';
import { useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { DetailButton } from './cell-details-button';
import type { LoadedHistory } from './cell-history-load';
import { contentWords, localTime, originWords, sameContent } from './cell-history-words';

interface CellHistoryProps {
  readonly form: Form;
  readonly cell: string;
  /** What stands in the cell now. */
  readonly content: CellContent | null;
  readonly history: LoadedHistory;
}

/** What ever stood in the cell, newest first, each to be put back: a new change, which can be undone. */
export function CellHistory({ form, cell, content, history }: CellHistoryProps) {
  const { entries, problem, again } = history;
  return (
    <section className="cell-history" aria-label="修改记录" data-testid="cell-history">
      <h3>修改记录</h3>
      {problem !== null && (
        <p className="history-problem">
          {`修改记录没有读出来：${errorSentence(problem)}`}
          <DetailButton onPress={again}>重试</DetailButton>
        </p>
      )}
      {entries?.length === 0 && <p className="quiet-note">这一格还没有填过。</p>}
      {entries !== null && entries.length > 0 && (
        <ol>
          {entries.map((entry, index) => (
            <Entry
              key={`${entry.at} ${entries.length - index}`}
              {...{ form, cell, entry }}
              isCurrent={index === 0 && sameContent(entry.after, content)}
              isSame={sameContent(entry.after, content)}
            />
          ))}
        </ol>
      )}
      {entries !== null && entries.length >= 200 && <p className="quiet-note">只列出最近 200 次。</p>}
    </section>
  );
}

interface EntryProps {
  readonly form: Form;
  readonly cell: string;
  readonly entry: CellHistoryEntry;
  /** It is the change that led to what stands there. */
  readonly isCurrent: boolean;
  /** Putting it back would change nothing. */
  readonly isSame: boolean;
}

function Entry({ form, cell, entry, isCurrent, isSame }: EntryProps) {
  const store = useSubmission();
  const locked = useValue(store.locked);
  const { before, after } = entry;
  return (
    <li data-current={isCurrent || undefined}>
      <span className="history-change">
        <del>{contentWords(before)}</del> → <ins>{contentWords(after)}</ins>
      </span>
      {isCurrent && <span className="history-current">现在的值</span>}
      {!isSame && after !== null && (
        <DetailButton
          className="link history-restore"
          disabled={locked}
          label={`改回 ${after.text}`}
          onPress={() => store.enter(form, [{ cell, text: after.text }])}
        >
          改回此值
        </DetailButton>
      )}
      <span className="history-when">{`${localTime(entry.at, new Date())} ${originWords(entry)}`}</span>
    </li>
  );
}
