import { useEffect, useRef, useState } from 'react';
import { WorkProgress } from '../components/work-progress';
import { whenUncovered } from '../store/access';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import { ImportChoose } from './import-choose';
import { ImportCompare } from './import-compare';
import { createImportFlow, type ImportFlow, type ImportState, type Stage } from './import-flow';
import { ImportLeave } from './import-leave';
import { ImportFound } from './import-found';
import { ImportWhose } from './import-whose';
import '../styles/import.css';
import '../styles/import-differences.css';

const stages: readonly { readonly stage: Stage | 'apply'; readonly title: string }[] = [
  { stage: 'choose', title: '选择文件' },
  { stage: 'report', title: '认出了什么' },
  { stage: 'target', title: '归到哪所学校' },
  { stage: 'compare', title: '核对差异' },
  { stage: 'apply', title: '导入' },
];

export interface StageProps {
  readonly flow: ImportFlow;
  readonly state: ImportState;
}

export function ImportSteps() {
  const app = useApp();
  const [flow] = useState(() => createImportFlow(app));
  const state = useValue(flow.state);
  const { stage, busy, problem, cancelled, report } = state;
  const page = useRef<HTMLDivElement>(null);
  // Each stage is read from its top, wherever the one before was scrolled to.
  useEffect(() => page.current?.parentElement?.scrollTo({ top: 0 }), [stage, report]);
  useEffect(() => {
    // What is opened after an import shows this page once more on its way home, and must not ask for another file.
    const timer = setTimeout(() => void flow.choose());
    const another = window.tianbao.on('app.workbookOffered', () => whenUncovered(flow.offered));
    return () => {
      clearTimeout(timer);
      another();
      flow.leave();
    };
  }, [flow]);
  return (
    <div ref={page} className="page import" data-stage={stage} data-busy={busy ?? undefined}>
      <header className="import-head">
        <h1>导入工作簿</h1>
        {stage !== 'choose' && (
          <button
            type="button"
            data-testid="import-choose"
            disabled={busy !== null}
            onClick={() => void flow.choose()}
          >
            换一个文件… <kbd>Ctrl+O</kbd>
          </button>
        )}
        <ImportLeave state={state} />
      </header>
      <Steps state={state} flow={flow} />
      {busy === 'reading' && <WorkProgress onCancel={() => flow.cancel()} />}
      {problem !== null && (
        <p className="card-problem" role="alert" data-testid="import-problem">
          {problem}
        </p>
      )}
      {cancelled && (
        <p className="import-cancelled" role="status">
          已取消，没有改动任何数据。
        </p>
      )}
      {stage === 'choose' && <ImportChoose flow={flow} state={state} />}
      {stage === 'report' && <ImportFound flow={flow} state={state} />}
      {stage === 'target' && <ImportWhose flow={flow} state={state} />}
      {stage === 'compare' && <ImportCompare flow={flow} state={state} />}
    </div>
  );
}

/** Where the import stands; stages that were passed can be gone back to. */
function Steps({ flow, state }: StageProps) {
  const now = state.busy === 'applying' ? 'apply' : state.stage;
  const at = stages.findIndex(({ stage }) => stage === now);
  return (
    <ol className="import-steps" aria-label="导入的步骤">
      {stages.map(({ stage, title }, index) => {
        const passed = index < at && stage !== 'choose' && stage !== 'apply';
        return (
          <li
            key={stage}
            aria-current={index === at ? 'step' : undefined}
            data-passed={index < at || undefined}
          >
            <span className="import-number">{index + 1}</span>
            {passed ? (
              <button
                type="button"
                className="link"
                disabled={state.busy !== null}
                onClick={() => flow.show(stage)}
              >
                {title}
              </button>
            ) : (
              title
            )}
          </li>
        );
      })}
    </ol>
  );
}
