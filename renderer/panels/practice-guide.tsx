import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Dialog } from '../components/dialog';
import { Mark } from '../components/marks';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import { leavePractice } from '../store/practice';
import { catchLostFocus } from './practice-focus';
import { goToStep } from './practice-go';
import { nextStep, steps, type StepName } from './practice-steps';
import { type Guide, watchSteps } from './practice-watch';
import '../styles/practice.css';

/**
 * Over the whole window as long as the sample is open: that nothing here is real, the way out, and the step to do next.
 * It stands before the page also for the keys, and the page gets what height is left.
 */
export function PracticeGuide() {
  const app = useApp();
  const [guide] = useState(() => watchSteps(app));
  const [place] = useState(() => document.createElement('div'));
  useEffect(() => {
    const { documentElement: root, body } = document;
    body.prepend(place);
    root.dataset['practice'] = '';
    // Drawers are measured from the top of the window.
    const size = new ResizeObserver(() =>
      root.style.setProperty('--practice-height', `${place.offsetHeight}px`),
    );
    size.observe(place);
    return () => {
      size.disconnect();
      guide.stop();
      place.remove();
      delete root.dataset['practice'];
    };
  }, [guide, place]);
  return createPortal(<PracticeBar guide={guide} />, place);
}

interface GuideProps {
  readonly guide: Guide;
}

function PracticeBar({ guide }: GuideProps) {
  const app = useApp();
  const folded = useValue(guide.folded);
  const done = useValue(guide.done);
  const [listed, setListed] = useState(false);
  const [asking, setAsking] = useState(false);
  const [leaving, setLeaving] = useState(false);

  async function leave(discard: boolean) {
    setLeaving(true);
    if (!(await leavePractice(app, discard))) setLeaving(false);
  }

  return (
    <section className="practice" aria-label="示例学校练习" data-testid="practice">
      <div className="practice-banner">
        <p>
          <strong>示例学校 · 练习</strong>
          <span>不会影响真实数据，可以放心试</span>
        </p>
        <button
          type="button"
          data-testid="practice-steps"
          aria-expanded={listed}
          onClick={() => {
            if (folded) guide.fold(false);
            setListed(!listed);
          }}
        >
          步骤 {done.size}/{steps.length} {listed ? '▴' : '▾'}
        </button>
        <button type="button" data-testid="practice-fold" onClick={() => guide.fold(!folded)}>
          {folded ? '展开引导' : '收起引导'}
        </button>
        <button
          type="button"
          data-testid="practice-leave"
          disabled={leaving}
          onClick={() => void leave(false)}
        >
          退出练习
        </button>
        <button
          type="button"
          data-testid="practice-discard"
          disabled={leaving}
          onClick={() => setAsking(true)}
        >
          删除示例…
        </button>
      </div>
      {!folded && <PracticeStep guide={guide} leaving={leaving} onLeave={() => void leave(false)} />}
      {!folded && listed && <StepList done={done} onClose={() => setListed(false)} />}
      {asking && (
        <Dialog title="删除示例学校" onClose={() => setAsking(false)}>
          <p>
            练习中填的内容和示例的数据文件都会删掉，不能恢复；真实数据不受影响。以后想再练，随时可以重新打开一份新的示例。
          </p>
          <footer>
            <button type="button" data-focus-first onClick={() => setAsking(false)}>
              不删除
            </button>
            <button
              type="button"
              className="primary"
              data-testid="practice-confirm-discard"
              disabled={leaving}
              onClick={() => void leave(true)}
            >
              删除并退出练习
            </button>
          </footer>
        </Dialog>
      )}
    </section>
  );
}

interface PracticeStepProps {
  readonly guide: Guide;
  readonly leaving: boolean;
  readonly onLeave: () => void;
}

function PracticeStep({ guide, leaving, onLeave }: PracticeStepProps) {
  const app = useApp();
  const done = useValue(guide.done);
  const gone = useValue(guide.gone);
  const next = useRef<HTMLButtonElement>(null);
  const step = nextStep(done);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    return catchLostFocus(() => next.current);
  }, [step]);
  return (
    <div className="practice-step" role="status" aria-live="polite" data-step={step?.name ?? 'end'}>
      {step === null ? (
        <>
          <p>
            <strong>十步都做完了。</strong>
            接下来可以建立自己的学校：点「退出练习」，再选「新建学校」或「导入工作簿」。
          </p>
          <button ref={next} type="button" className="primary" disabled={leaving} onClick={onLeave}>
            退出练习
          </button>
        </>
      ) : (
        <>
          <p>
            <strong>
              第 {steps.indexOf(step) + 1} 步 {step.title}
            </strong>
            {(gone.has(step.name) ? step.gone : undefined) ?? step.text}
          </p>
          <button
            ref={next}
            type="button"
            className="primary"
            data-testid="practice-go"
            onClick={() => void goToStep(app, step.name)}
          >
            带我去
          </button>
          {step.toRead === true && (
            <button type="button" data-testid="practice-read" onClick={() => guide.read(step.name)}>
              看到了
            </button>
          )}
        </>
      )}
    </div>
  );
}

interface StepListProps {
  readonly done: ReadonlySet<StepName>;
  readonly onClose: () => void;
}

function StepList({ done, onClose }: StepListProps) {
  const app = useApp();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  return (
    <ol
      className="practice-list"
      ref={list}
      aria-label="练习的步骤"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
        document.querySelector<HTMLElement>('[data-testid=practice-steps]')?.focus();
      }}
    >
      {steps.map(({ name, title }, index) => (
        <li key={name} data-done={done.has(name) || undefined}>
          <Mark shape={done.has(name) ? 'check' : 'ring'} />
          <span>
            {index + 1} {title}
            {done.has(name) && <span className="practice-done">做到了</span>}
          </span>
          <button
            type="button"
            aria-label={`带我去：${title}`}
            onClick={() => {
              onClose();
              void goToStep(app, name);
            }}
          >
            带我去
          </button>
        </li>
      ))}
    </ol>
  );
}
