import type { SchoolType } from '../../shared/school-types';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { mayBeEmpty, nextStep, type NextStep } from '../store/progress';
import { toConfirmByForm } from '../store/to-confirm';

function words(
  step: NextStep,
  toConfirm: ReadonlyMap<string, number>,
  type: SchoolType,
): { readonly action: string; readonly detail: string } {
  switch (step.do) {
    case 'fill':
      return {
        action: `填写 ${step.form.code}`,
        detail: mayBeEmpty(step.form, type)
          ? `${step.form.title}（本校没有这类情况的，打开后点「核对」就可以）`
          : step.form.title,
      };
    case 'correct':
      return {
        action: `改正错误（还有 ${step.left} 处）`,
        detail: `${step.finding.form}：${step.finding.text}`,
      };
    case 'explain':
      return {
        action: `写说明（还有 ${step.left} 处）`,
        detail: `${step.finding.form}：${step.finding.text}`,
      };
    case 'review': {
      const waiting = toConfirm.get(step.form.code) ?? 0;
      return {
        action: `核对 ${step.form.code}`,
        detail: `${step.form.title}（${waiting === 0 ? '' : `待核 ${waiting} 格，`}还有 ${step.left} 张表未核对）`,
      };
    }
    case 'finalise':
      return { action: '定稿', detail: '全部表已核对，没有未处理的问题' };
    case 'export':
      return { action: '导出上报文件', detail: '已定稿，可以导出正式文件' };
  }
}

/** One big button for the one thing to do next. */
export function NextStepButton() {
  const store = useSubmission();
  const { navigation } = useApp();
  const progress = useValue(store.progress);
  const findings = useValue(store.findings);
  const { state } = useValue(store.submission);
  const step = nextStep(progress, findings, state);
  const { action, detail } = words(step, toConfirmByForm(useValue(store.toConfirm)), store.school.type);

  function go() {
    switch (step.do) {
      case 'fill':
      case 'review':
        return navigation.go({ name: 'form', form: step.form.code });
      case 'correct':
      case 'explain':
        return navigation.goToFinding(store, step.finding);
      case 'finalise':
      case 'export':
        return navigation.go({ name: 'finish' });
    }
  }

  return (
    <button type="button" className="next-step" data-testid="next-step" onClick={go}>
      <span className="next-step-label">下一步</span>
      <span className="next-step-action">{action}</span>
      <span className="next-step-detail">{detail}</span>
    </button>
  );
}
