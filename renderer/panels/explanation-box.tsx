import { useEffect, useRef, useState } from 'react';
import { useApp, useSubmission } from '../store/context';
import { openDraft } from '../store/draft';
import { unexplainedByRule } from '../store/finding-groups';
import type { FindingView } from '../store/finding-views';
import { useValue } from '../store/observable';
import { offeredTexts } from './explanation-offers';
import { StaleNotice } from './explanation-stale';

interface ExplanationBoxProps {
  readonly view: FindingView;
  /** How many findings of the rule have no explanation. */
  readonly alike: number;
}

/** The clerk's words for a warning; saved with Ctrl+Enter, with the button, or on leaving the box. */
export function ExplanationBox({ view, alike }: ExplanationBoxProps) {
  const { finding, explanation, stale } = view;
  const store = useSubmission();
  const locked = useValue(store.locked);
  const box = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? explanation;
  const changed = text.trim() !== explanation;

  /** A stale text that is left as it is counts as confirmed only when the clerk says so. */
  function save(confirmed: boolean) {
    if (changed || (confirmed && stale && text.trim() !== '')) store.explain(finding, text);
    setDraft(null);
  }

  const saveOnLeave = useRef(() => save(false));
  useEffect(() => {
    saveOnLeave.current = () => save(false);
  });
  const editing = draft !== null;
  useEffect(() => (editing ? openDraft(() => saveOnLeave.current()) : undefined), [editing]);

  return (
    <div className="explanation" data-stale={stale || undefined}>
      {stale && <StaleNotice view={view} />}
      <textarea
        ref={box}
        rows={1}
        value={text}
        readOnly={locked}
        maxLength={1000}
        data-write
        data-testid={`explain-${finding.key}`}
        aria-label={`说明：${finding.text}`}
        placeholder="在这里写明原因，按 Ctrl+Enter 保存"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          save(true);
        }}
        onBlur={() => save(false)}
      />
      {!locked && (
        <div className="explanation-buttons">
          {(changed || stale) && (
            <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => save(true)}>
              {changed ? '保存说明' : '确认仍然属实'}
            </button>
          )}
          {explanation === '' && (
            <Offers
              view={view}
              onTake={(offered) => {
                setDraft(offered);
                box.current?.focus();
              }}
            />
          )}
          {!changed && !stale && explanation !== '' && <SameForAll view={view} alike={alike} />}
        </div>
      )}
    </div>
  );
}

interface OffersProps {
  readonly view: FindingView;
  readonly onTake: (text: string) => void;
}

/** Last year's words for the same, then those that come with the check. */
function Offers({ view, onTake }: OffersProps) {
  const { lastYear } = useSubmission();
  return offeredTexts(view.finding, lastYear.explanation).map(({ text, isLastYears }) => (
    <button
      key={text}
      type="button"
      className="suggestion"
      data-last-year={isLastYears || undefined}
      title={`${isLastYears ? '去年写的说明：' : ''}${text}（填入后可再修改）`}
      onClick={() => onTake(text)}
    >
      {isLastYears ? `去年：${text}` : text}
    </button>
  ));
}

/** The same words for every other finding of the rule that has none yet; can be taken back as a whole. */
function SameForAll({ view: { finding, explanation }, alike }: ExplanationBoxProps) {
  const store = useSubmission();
  const { notices } = useApp();
  const [written, setWritten] = useState<readonly string[]>([]);
  if (written.length > 0) {
    const same = store.findings
      .get()
      .filter((each) => written.includes(each.finding.key) && each.explanation === explanation);
    return (
      <button
        type="button"
        data-testid={`explain-none-${finding.check}`}
        onClick={() => {
          store.explainAll(
            same.map((each) => each.finding),
            '',
          );
          setWritten([]);
          notices.tell(`已撤回 ${same.length} 处说明。`);
        }}
      >
        撤回另外 {same.length} 处
      </button>
    );
  }
  if (alike === 0) return null;
  return (
    <button
      type="button"
      data-testid={`explain-all-${finding.check}`}
      title="同一规则、还没有说明的各处都写上这句话，可以一次撤回"
      onClick={() => {
        const others = unexplainedByRule(store.findings.get()).get(finding.check) ?? [];
        store.explainAll(
          others.map((each) => each.finding),
          explanation,
        );
        setWritten(others.map((each) => each.finding.key));
        notices.tell(`同一规则的 ${others.length + 1} 处都写上了这句话。`);
      }}
    >
      同一规则的 {alike + 1} 处都用这句话
    </button>
  );
}
