import { useEffect, useState } from 'react';
import type { WorkProgress as Progress } from '../../shared/ipc-work';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { useApp } from '../store/context';
import '../styles/work-progress.css';

/** What is soon over need not be shown; in milliseconds. */
const unseen = 500;

const stepNames: Readonly<Record<Progress['step'], string>> = {
  reading: '正在读取文件',
  recognising: '正在识别工作表',
  comparing: '正在与已填的数据比较',
  writing: '正在生成工作簿',
  verifying: '正在逐格核对写出的文件',
  filling: '正在填写模板',
  printing: '正在排版',
};

interface WorkProgressProps {
  /** Called when she cancels, after main was told; the call under way is then refused with `work.cancelled`. */
  readonly onCancel?: () => void;
}

/**
 * How far the work off the main thread has come, with a button that ends it. Shown by a page while its call is under
 * way; it stays hidden until the work, file dialogs left out, has taken half a second.
 */
export function WorkProgress({ onCancel }: WorkProgressProps) {
  const { call, notices } = useApp();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [seen, setSeen] = useState(false);
  const [cancelling, setCancelling] = useState(false);

  useEffect(() => window.tianbao.on('work.progress', setProgress), []);
  const begun = progress !== null;
  useEffect(() => {
    if (!begun) return undefined;
    const timer = setTimeout(() => setSeen(true), unseen);
    return () => clearTimeout(timer);
  }, [begun]);

  function cancel() {
    setCancelling(true);
    call('work.cancel', null).then(onCancel, (thrown: unknown) =>
      notices.tell(errorSentence(errorOf(thrown)), 'problem'),
    );
  }

  if (!seen || progress === null) return null;
  const { step, done, total } = progress;
  const name = stepNames[step];
  return (
    <div className="work-progress" data-testid="work-progress">
      <p role="status">
        {cancelling ? '正在取消' : name}……{total > 0 && !cancelling && `（${done} / ${total}）`}
      </p>
      <progress aria-label={name} {...(total > 0 ? { value: done, max: total } : {})} />
      <button type="button" data-testid="work-cancel" disabled={cancelling} onClick={cancel}>
        取消
      </button>
    </div>
  );
}
