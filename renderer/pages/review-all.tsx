import { useMemo, useState } from 'react';
import { useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import type { FormProgress } from '../store/progress';
import { toConfirmByForm } from '../store/to-confirm';
import { goOnAt } from './finish-focus';
import { openedByReview, openedWords } from './review-preview';

interface ReviewAllProps {
  /** Not 已核对 yet. */
  readonly forms: readonly FormProgress[];
}

/** Marks all forms 已核对 at once. Those in which nothing was ever entered are asked for separately: they may be forgotten. */
export function ReviewAll({ forms }: ReviewAllProps) {
  const [asking, setAsking] = useState(false);
  if (asking) return <Question forms={forms} onClose={() => setAsking(false)} />;
  return (
    <button type="button" data-testid="review-all" onClick={() => setAsking(true)}>
      全部标记已核对
    </button>
  );
}

function Question({ forms, onClose }: ReviewAllProps & { readonly onClose: () => void }) {
  const store = useSubmission();
  const untouched = forms.filter(({ filled }) => filled === 0);
  const begun = forms.filter(({ filled }) => filled > 0);
  const [also, setAlso] = useState(false);
  const chosen = also ? forms : begun;
  const counts = toConfirmByForm(useValue(store.toConfirm));
  const waiting = chosen.reduce((sum, { form }) => sum + (counts.get(form.code) ?? 0), 0);
  const derived = useValue(store.derived);
  const names = chosen.map(({ form }) => form.code).join(' ');
  const opened = useMemo(
    () => openedByReview(store.year().calculation, store.explanations(), names.split(' ')),
    // Whatever the figures derive from is counted by `derived`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [store, names, derived],
  );

  function confirm() {
    store.review(
      chosen.map(({ form }) => form.code),
      true,
    );
    onClose();
    goOnAt('[data-testid="finalise"]', '.check-item:not([data-done]) button');
  }

  return (
    <div className="ask review-ask" role="group" aria-label="全部标记已核对">
      {untouched.length > 0 && (
        <>
          <p>
            <strong>未开始（一格没填）的 {untouched.length} 张</strong>，先看看有没有漏填的：
          </p>
          <ul data-testid="review-untouched-list">
            {untouched.map(({ form }) => (
              <li key={form.code}>
                {form.code} {form.title}
              </li>
            ))}
          </ul>
          <label className="card-choice">
            <input
              type="checkbox"
              data-testid="review-untouched"
              checked={also}
              onChange={(event) => setAlso(event.target.checked)}
            />
            这 {untouched.length} 张本校都确实没有，也标记已核对（整张按没有上报，数字按 0 计）
          </label>
        </>
      )}
      <p>
        {begun.length > 0 && `填过的 ${begun.length} 张：`}空白的数字格按 0
        计算，文字、选项格按没有此项内容，没有目标值的仍按没有；导出时都仍为空白。
        {waiting > 0 && `待核的 ${waiting} 格都算看过、没有变化。`}
      </p>
      {chosen.length > 0 && (
        <p role="status" data-testid="review-opened">
          {openedWords(opened)}
        </p>
      )}
      <p className="review-ask-buttons">
        <button
          type="button"
          className="primary"
          data-testid="confirm-review-all"
          disabled={chosen.length === 0}
          autoFocus={chosen.length > 0}
          onClick={confirm}
        >
          标记 {chosen.length} 张已核对
        </button>
        <button
          type="button"
          autoFocus={chosen.length === 0}
          onClick={() => {
            onClose();
            goOnAt('[data-testid="review-all"]');
          }}
        >
          不改
        </button>
      </p>
    </div>
  );
}
