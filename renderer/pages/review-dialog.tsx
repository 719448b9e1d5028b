import type { Form } from '../../shared/form';
import { Dialog } from '../components/dialog';
import { useSubmission } from '../store/context';
import type { FormProgress } from '../store/progress';
import { useToConfirm } from './carry-count';
import { blanksOf, meaningOf } from './review-figures';
import '../styles/carry.css';

/** Said where nothing at all was entered, by kind of form. */
const untouched: Readonly<Record<Form['kind'], string>> = {
  matrix: '本表还没有填任何内容，核对后按「全部为 0（无此类情况）」上报。本校确实没有的，这样就可以。',
  fields: '本表还没有填任何内容，请先看一看有没有漏填。',
  list: '本表还没有登记任何记录，核对后按「没有这类情况」上报。本校确实没有的，这样就可以。',
};

interface ReviewDialogProps {
  readonly progress: FormProgress;
  readonly onClose: () => void;
}

/** Says what 已核对 means for this form as it is now, before it is marked or the mark taken back. */
export function ReviewDialog({ progress, onClose }: ReviewDialogProps) {
  const store = useSubmission();
  const { form, reviewed, changed = false } = progress;

  // That she has looked once more is likelier than that she takes the mark back.
  const isAgain = reviewed && changed;

  function mark(as: boolean) {
    store.review([form.code], as);
    onClose();
  }

  const title = isAgain ? `核对 ${form.code} 的改动` : reviewed ? '取消核对' : `核对 ${form.code}`;
  return (
    <Dialog title={title} onClose={onClose}>
      {reviewed ? (
        <>
          {changed && <p>本表核对后又改过。改动已看过、没有问题的，点「改动已核对」。</p>}
          <p>取消核对后，本表的空白格不再按 0 处理，定稿前需要重新核对。</p>
        </>
      ) : (
        <Meaning progress={progress} />
      )}
      <footer>
        <button type="button" onClick={onClose}>
          不改
        </button>
        {isAgain && (
          <button type="button" data-testid="confirm-review" onClick={() => mark(false)}>
            取消核对
          </button>
        )}
        <button
          type="button"
          className="primary"
          data-testid={isAgain ? 'review-again' : 'confirm-review'}
          data-focus-first
          onClick={() => mark(isAgain || !reviewed)}
        >
          {isAgain ? '改动已核对' : reviewed ? '取消核对' : '确定核对'}
        </button>
      </footer>
    </Dialog>
  );
}

interface MeaningProps {
  readonly progress: FormProgress;
}

function Meaning({ progress }: MeaningProps) {
  const store = useSubmission();
  const { form, errors, warnings, filled } = progress;
  const waiting = useToConfirm(form.code);
  const meaning = meaningOf(form, filled, blanksOf(store, form));
  return (
    <>
      <p>核对的意思是：本表已与原始资料逐项对过。核对后：</p>
      <ul className="review-figures" data-testid="review-figures">
        {meaning.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {waiting > 0 && (
          <li>
            <strong>待核 {waiting} 格</strong>（沿用上年的数）：都算看过、没有变化。
          </li>
        )}
      </ul>
      {filled === 0 && <p className="dialog-warning">{untouched[form.kind]}</p>}
      {errors + warnings > 0 && (
        <p className="dialog-warning">
          本表还有 {errors} 处错误、{warnings} 处需说明，定稿前都要处理。
        </p>
      )}
      <p>核对后仍可修改，不用重新核对；改过的表写明「核对后有改动」。</p>
    </>
  );
}
