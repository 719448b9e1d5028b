import type { Form } from '../../shared/form';
import { useAfterPaint } from '../store/after-paint';
import { useSubmission } from '../store/context';
import { isAbout } from '../store/finding-groups';
import { useValue } from '../store/observable';
import { rowTroubles } from '../store/row-troubles';

interface FormProps {
  readonly form: Form;
}

/** Marks that come and go with the findings, explained while they are to be seen. */
export function FindingLegend({ form }: FormProps) {
  const { findings, selection } = useSubmission();
  const all = useAfterPaint(useValue(findings));
  const outlined = useAfterPaint(useValue(selection.finding));
  const rows = form.kind === 'list' ? new Set(rowTroubles(all, form.code).values()) : null;
  return (
    <>
      {all.some(({ finding }) => finding.check === 'PULLED' && finding.form === form.code) && (
        <span data-differs>填报与来源不一致</span>
      )}
      {outlined?.cells.some((cell) => cell.form === form.code) === true && (
        <span data-outlined>相关单元格</span>
      )}
      {rows?.has('error') === true && <span data-row-mark="!">这一行有错误</span>}
      {rows?.has('warning') === true && <span data-row-mark="?">这一行需说明</span>}
    </>
  );
}

/** Its own checks are counted beside it; cells can be red for the check of another form as well. */
export function OtherFormsHint({ form }: FormProps) {
  const all = useAfterPaint(useValue(useSubmission().findings));
  const count = all.filter(
    (view) => view.open && view.finding.form !== form.code && isAbout(view, form.code),
  ).length;
  if (count === 0) return null;
  return (
    <span className="other-forms-hint" title={`另有 ${count} 处与别的表不符，列在那些表的校验结果里`}>
      另涉及 {count} 处
    </span>
  );
}
