import { useId, useState } from 'react';
import { stepDetails } from '../../shared/audit-details';
import { isFileEvent } from '../../shared/audit-events';
import { isMainStep, stepTitle } from '../../shared/audit-words';
import type { LifeStep } from '../../shared/ipc-audit';
import { localTime } from '../panels/cell-history-words';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { copyText } from './history-copy';
import { type Span, spanOfStep, spanWords } from './history-filter';
import { useNobody } from './history-nobody';
import type { HistoryStore } from './history-store';

interface LifeProps {
  readonly store: HistoryStore;
  /** The changes from one 定稿 to another are asked for. */
  readonly onSpan: (span: Span) => void;
}

/** What happened to the submission, oldest first: made, imported, finalised, exported, reopened. */
export function HistoryLife({ store, onSpan }: LifeProps) {
  const { life } = useValue(store.state);
  const [all, setAll] = useState(false);
  const title = useId();
  if (life === null) return null;
  const shown = all ? life : life.filter(isMainStep);
  const rest = life.length - life.filter(isMainStep).length;
  const isBegun = life.some(({ kind }) => kind === 'created');
  return (
    <section className="history-life" aria-labelledby={title}>
      <div className="history-title">
        <h2 id={title}>报表经历</h2>
        {rest > 0 && (
          <label>
            <input
              type="checkbox"
              data-testid="history-all"
              checked={all}
              onChange={({ target }) => setAll(target.checked)}
            />
            {`同时列出说明、核对、档案等 ${rest} 项操作`}
          </label>
        )}
      </div>
      <ol data-testid="history-life">
        {!isBegun && <li className="quiet-note">建立时间没有记录（早于本功能）。</li>}
        {shown.map((step, index) => (
          <Step key={`${step.at} ${index}`} step={step} span={spanOfStep(life, step)} onSpan={onSpan} />
        ))}
      </ol>
      {shown.length <= 1 && isBegun && (
        <p className="quiet-note">还没有导入、定稿或导出。填好并全部核对后，到「定稿与导出」定稿。</p>
      )}
    </section>
  );
}

interface StepProps extends Pick<LifeProps, 'onSpan'> {
  readonly step: LifeStep;
  readonly span: Span | null;
}

function Step({ step, span, onSpan }: StepProps) {
  const { definitions } = useSubmission();
  const nobodyHere = useNobody();
  const { event, fileName } = step;
  const hash = step.hash ?? (event !== null && isFileEvent(event.kind) ? event.after : null);
  return (
    <li data-kind={step.kind}>
      <span className="step-time">{localTime(step.at, new Date())}</span>
      <strong>{stepTitle(step)}</strong>
      <span className="step-who">{step.operator ?? nobodyHere}</span>
      <span className="step-details">
        {[fileName ?? '', stepDetails(definitions, step)].filter((text) => text !== '').join('　')}
        {span !== null && (
          <button type="button" className="link" onClick={() => onSpan(span)}>
            {`看${spanWords(span)}的修改`}
          </button>
        )}
      </span>
      {hash !== null && <Hash hash={hash} of={fileName ?? event?.about ?? ''} />}
    </li>
  );
}

interface HashProps {
  readonly hash: string;
  readonly of: string;
}

/** Its beginning tells two files apart; the whole is copied. */
function Hash({ hash, of }: HashProps) {
  const { notices } = useApp();
  return (
    <span className="step-hash">
      校验码 <code title={hash}>{`${hash.slice(0, 12)}…`}</code>
      <button
        type="button"
        className="link"
        aria-label={`复制 ${of} 的校验码`}
        onClick={() =>
          notices.tell(copyText(hash) ? '已复制完整的校验码（SHA-256）。' : '没有复制成功，请重试。')
        }
      >
        复制
      </button>
    </span>
  );
}
