import { useState } from 'react';
import type { SchoolType } from '../../shared/school-types';
import { CollectionDialog } from '../on-demand';
import { useApp, useSubmission } from '../store/context';
import { filedVersion } from '../store/exported';
import { useValue } from '../store/observable';
import { mayBeEmpty, nextStep, type NextStep } from '../store/progress';
import { toConfirmByForm } from '../store/to-confirm';
import { schoolYearOn, schoolYearText } from './due-date';

interface Words {
  readonly type: SchoolType;
  readonly version: number;
  /** The school year that is filled now. */
  readonly thisYear: number;
}

function words(
  step: NextStep,
  toConfirm: ReadonlyMap<string, number>,
  { type, version, thisYear }: Words,
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
    case 'report':
      return { action: '把正式文件报县教育局', detail: `第 ${version} 版已导出，可用 U 盘、邮件或微信上报` };
    case 'begin':
      return { action: `新建 ${schoolYearText(thisYear)}年报任务`, detail: '这一学年的已定稿，有正式文件' };
    case 'goOn':
      return { action: `填写 ${schoolYearText(thisYear)}年报`, detail: '这一学年的已定稿，有正式文件' };
  }
}

/** One big button for the one thing to do next. */
export function NextStepButton() {
  const store = useSubmission();
  const { navigation, session } = useApp();
  const progress = useValue(store.progress);
  const findings = useValue(store.findings);
  const { id, state, version } = useValue(store.submission);
  const filed = useValue(filedVersion);
  const { collections } = useValue(session.state);
  const [beginning, setBeginning] = useState(false);
  const { schoolYear } = store.collection;
  // Its guide leads through the sample's years.
  const thisYear = session.start.practice ? schoolYear : schoolYearOn(session.today());
  const isFiled = filed?.submissionId === id && filed.version === version;
  const step = nextStep(progress, findings, state, { schoolYear, isFiled, thisYear, rounds: collections });
  const { action, detail } = words(step, toConfirmByForm(useValue(store.toConfirm)), {
    ...{ type: store.school.type, version, thisYear },
  });

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
      case 'report':
        return navigation.go({ name: 'finish' });
      case 'begin':
        return setBeginning(true);
      case 'goOn':
        return void session.open(store.school.id, step.round.id);
    }
  }

  return (
    <>
      <button type="button" className="next-step" data-testid="next-step" onClick={go}>
        <span className="next-step-label">下一步</span>
        <span className="next-step-action">{action}</span>
        <span className="next-step-detail">{detail}</span>
      </button>
      {beginning && <CollectionDialog collection={null} onClose={() => setBeginning(false)} />}
    </>
  );
}
