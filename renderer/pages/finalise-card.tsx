import { useEffect, useState } from 'react';
import type { LifeStep } from '../../shared/ipc-audit';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { FinaliseDialog } from '../on-demand';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { takenBack, takenBackWords } from './finalise-trace';
import { goOnAt } from './finish-focus';
import { isSameSchool } from './school-entry';

interface FinaliseCardProps {
  readonly errors: number;
  readonly warnings: number;
  readonly unreviewed: number;
}

function obstacles({ errors, warnings, unreviewed }: FinaliseCardProps): readonly string[] {
  return [
    errors > 0 ? `${errors} 处逻辑校验错误要改正` : '',
    warnings > 0 ? `${warnings} 处经验校验要写说明` : '',
    unreviewed > 0 ? `${unreviewed} 张表要核对` : '',
  ].filter((part) => part !== '');
}

export function FinaliseCard(props: FinaliseCardProps) {
  const store = useSubmission();
  const { session, notices } = useApp();
  const submission = useValue(store.submission);
  const [problem, setProblem] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const left = obstacles(props);

  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);

  async function finalise() {
    if (await store.finalise()) goOnAt('[data-testid="export-final"]');
    else setProblem('还有内容没有保存，请先在下方状态栏点「重试」，再定稿。');
  }

  /** The forms of a draft are those of the school's record now. */
  async function reopen(why: string) {
    await store.reopen(why);
    goOnAt('[data-testid="taken-back"]', '[data-testid="finalise"]');
    const { id } = store.school;
    const record = session.state.get().schools.find((school) => school.id === id);
    if (record === undefined || isSameSchool(record, store.school)) return;
    if (await session.open(id, store.collection.id))
      notices.tell('学校档案在定稿后改过，报表已按现在的档案显示。');
  }

  async function attempt(action: () => Promise<void>) {
    setProblem(null);
    setBusy(true);
    try {
      await action();
      setReason(null);
    } catch (thrown) {
      setProblem(errorSentence(errorOf(thrown)));
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className="card">
      <h2>定稿</h2>
      {submission.state === 'finalised' ? (
        <>
          <p className="card-good">已定稿，第 {submission.version} 版。报表不能再改，可以导出正式文件。</p>
          {reason === null ? (
            <button type="button" data-testid="reopen" onClick={() => setReason('')}>
              取消定稿
            </button>
          ) : (
            <form
              className="reopen"
              onSubmit={(event) => {
                event.preventDefault();
                if (reason.trim() !== '') void attempt(() => reopen(reason.trim()));
              }}
            >
              <label>
                取消定稿的原因
                <input
                  value={reason}
                  autoFocus
                  maxLength={500}
                  data-testid="reopen-reason"
                  onChange={(event) => setReason(event.target.value)}
                />
              </label>
              <button type="submit" disabled={busy || reason.trim() === ''} data-testid="confirm-reopen">
                确定取消定稿
              </button>
              <button
                type="button"
                onClick={() => {
                  setReason(null);
                  goOnAt('[data-testid="reopen"]');
                }}
              >
                不取消
              </button>
            </form>
          )}
        </>
      ) : (
        <>
          <TakenBack />
          <p>
            {left.length === 0
              ? '全部检查通过，可以定稿。定稿后报表不能再改，需要修改时可以取消定稿。'
              : `还不能定稿：${left.join('；')}。`}
          </p>
          <button
            type="button"
            className="primary"
            data-testid="finalise"
            disabled={busy || left.length > 0}
            onClick={() => setAsking(true)}
          >
            定稿 <kbd>F9</kbd>
          </button>
        </>
      )}
      {asking && (
        <FinaliseDialog
          onClose={() => setAsking(false)}
          onFinalise={() => {
            setAsking(false);
            void attempt(finalise);
          }}
        />
      )}
      {problem !== null && (
        <p className="card-problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

/** What became of the version before, where the figures are a draft again. */
function TakenBack() {
  const { call } = useApp();
  const { id, version } = useValue(useSubmission().submission);
  const [life, setLife] = useState<readonly LifeStep[]>([]);
  useEffect(() => {
    let gone = false;
    if (version > 0)
      call('audit.life', { submissionId: id }).then(
        (steps) => {
          if (!gone) setLife(steps);
        },
        // The history says it too.
        () => undefined,
      );
    return () => {
      gone = true;
    };
  }, [call, id, version]);
  const told = takenBack(life);
  return (
    told !== null && (
      <p className="card-note" tabIndex={-1} data-testid="taken-back">
        {takenBackWords(told)}
      </p>
    )
  );
}
