import { useCallback, useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import { cellName } from '../../shared/cell';
import type { Finding } from '../../shared/finding';
import { useApp, useSubmission } from '../store/context';
import { draftsOf } from '../store/explanation-drafts';
import { unexplainedByRule } from '../store/finding-groups';
import type { FindingView } from '../store/finding-views';
import { useValue } from '../store/observable';
import { insertOffered } from './explanation-insert';
import { offeredTexts } from './explanation-offers';
import { StaleNotice } from './explanation-stale';
import { ownReason, reasonCells } from './target-reasons';

interface ExplanationBoxProps {
  readonly view: FindingView;
  /** How many findings of the rule have no explanation. */
  readonly alike: number;
}

/**
 * The clerk's words for a warning. They are accepted with Ctrl+Enter or the button, and on no other way out of the box:
 * until then they are a draft, which Escape puts back to what stood there when she came.
 */
export function ExplanationBox({ view, alike }: ExplanationBoxProps) {
  const { finding, explanation, stale } = view;
  const store = useSubmission();
  const locked = useValue(store.locked);
  const { texts, put } = draftsOf(store);
  const { key } = finding;
  const draft = useSyncExternalStore(
    useCallback((listener) => texts.subscribe(key, listener), [texts, key]),
    () => texts.get(key),
  );
  const box = useRef<HTMLTextAreaElement>(null);
  const draftBefore = useRef<string | null>(null);
  const text = draft ?? explanation;
  const changed = text.trim() !== explanation;

  function accept() {
    if (changed || (stale && text.trim() !== '')) store.explain(finding, text);
    draftBefore.current = null;
    put(finding, null);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    // The list takes Escape too, and goes back to the finding.
    if (event.key === 'Escape') put(finding, draftBefore.current);
    if (event.key !== 'Enter' || !event.ctrlKey) return;
    event.preventDefault();
    accept();
  }

  return (
    <div className="explanation" data-stale={stale || undefined} data-draft={changed || undefined}>
      {stale && <StaleNotice view={view} />}
      <textarea
        ref={box}
        rows={1}
        value={text}
        readOnly={locked}
        maxLength={1000}
        data-write
        data-testid={`explain-${key}`}
        aria-label={`说明：${finding.text}`}
        placeholder="在这里写明原因，按 Ctrl+Enter 保存"
        onChange={(event) => put(finding, event.target.value)}
        onKeyDown={onKeyDown}
        onFocus={() => {
          draftBefore.current = draft;
        }}
        onBlur={() => {
          if (!changed) put(finding, null);
        }}
      />
      {!locked && (
        <div className="explanation-buttons" onMouseDown={(event) => event.preventDefault()}>
          {changed && <span className="explanation-draft">未保存的说明</span>}
          {(changed || stale) && (
            <button type="button" onClick={accept}>
              {changed ? '保存说明' : '确认仍然属实'}
            </button>
          )}
          {changed && (
            <button type="button" data-testid={`drop-${key}`} onClick={() => put(finding, null)}>
              不要了
            </button>
          )}
          {explanation === '' && (
            <Offers view={view} onTake={(offered) => insertOffered(box.current, offered)} />
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

/** What 局目标1 says of the same target, last year's words for the same, then those that come with the check. */
function Offers({ view, onTake }: OffersProps) {
  const { lastYear } = useSubmission();
  const reasons = useReasons(view.finding);
  return offeredTexts(view.finding, lastYear.explanation, reasons).map(({ text, isLastYears }) => (
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

/** What she wrote in 局目标1 about the target that a warning is about. */
function useReasons(finding: Finding): readonly string[] {
  const { definitions, cells } = useSubmission();
  const names = useMemo(
    () => reasonCells(definitions, finding).map(({ form, cell }) => cellName(form, cell)),
    [definitions, finding],
  );
  const subscribe = useCallback(
    (listener: () => void) => {
      const leave = names.map((name) => cells.subscribe(name, listener));
      return () => leave.forEach((each) => each());
    },
    [cells, names],
  );
  const written = useSyncExternalStore(subscribe, () =>
    names.map((name) => ownReason(cells.get(name).view)).join('\n'),
  );
  return written.split('\n');
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
