import type { Form } from '../../shared/form';
import { Dialog } from '../components/dialog';
import { useSubmission } from '../store/context';
import type { FormProgress } from '../store/progress';

/** What a blank means once the form is marked, by kind of form. */
const meanings: Record<Form['kind'], { readonly blank: string; readonly empty: string }> = {
  matrix: {
    blank: '空白格都按 0 计算，导出时仍为空白',
    empty: '本表还没有填任何内容，核对后按「全部为 0（无此类情况）」上报。',
  },
  fields: { blank: '空白项按「没有此项内容」上报', empty: '本表还没有填任何内容，请先看一看有没有漏填。' },
  list: { blank: '没有登记的人按「没有」上报', empty: '本表还没有登记任何人，核对后按「无此类人员」上报。' },
};

interface ReviewDialogProps {
  readonly progress: FormProgress;
  readonly onClose: () => void;
}

/** Says what 已核对 means before the form is marked, or the mark taken back. */
export function ReviewDialog({ progress, onClose }: ReviewDialogProps) {
  const store = useSubmission();
  const { form, reviewed, errors, warnings, filled } = progress;

  function confirm() {
    store.review([form.code], !reviewed);
    onClose();
  }

  return (
    <Dialog title={reviewed ? '取消核对' : `核对 ${form.code}`} onClose={onClose}>
      {reviewed ? (
        <p>取消后，本表的空白格不再按 0 处理，定稿前需要重新核对。</p>
      ) : (
        <>
          <p>
            核对的意思是：本表已与原始资料逐项对过，<strong>{meanings[form.kind].blank}</strong>。
          </p>
          <p>核对后仍可修改，不用重新核对。</p>
          {filled === 0 && <p className="dialog-warning">{meanings[form.kind].empty}</p>}
          {errors + warnings > 0 && (
            <p className="dialog-warning">
              本表还有 {errors} 处错误、{warnings} 处需说明，定稿前都要处理。
            </p>
          )}
        </>
      )}
      <footer>
        <button type="button" onClick={onClose}>
          不改
        </button>
        <button
          type="button"
          className="primary"
          data-testid="confirm-review"
          data-focus-first
          onClick={confirm}
        >
          {reviewed ? '取消核对' : '确定核对'}
        </button>
      </footer>
    </Dialog>
  );
}
