import { useEffect, useRef, useState } from 'react';
import { useSubmission } from '../store/context';
import { openDraft } from '../store/draft';
import type { FindingView } from '../store/finding-views';
import { useValue } from '../store/observable';

interface ExplanationBoxProps {
  readonly view: FindingView;
}

/** The clerk's words for a warning; saved with Ctrl+Enter, with the button, or on leaving the box. */
export function ExplanationBox({ view }: ExplanationBoxProps) {
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
      {stale && <span className="explanation-stale">数据已变，请重新确认</span>}
      <textarea
        ref={box}
        rows={1}
        value={text}
        readOnly={locked}
        maxLength={1000}
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
          {explanation === '' &&
            finding.suggestions.map((suggestion) => (
              <button
                key={suggestion}
                type="button"
                className="suggestion"
                title="填入这句话，可再修改"
                onClick={() => {
                  setDraft(suggestion);
                  box.current?.focus();
                }}
              >
                {suggestion}
              </button>
            ))}
        </div>
      )}
    </div>
  );
}
