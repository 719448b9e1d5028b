import { useEffect, useState } from 'react';
import type { WorkProgress as Progress } from '../../shared/ipc-work';
import '../styles/work-progress.css';

interface WorkProgressProps {
  readonly onCancel: () => void;
}

/** Work that is done sooner than this needs no words. */
const patience = 500;

const steps: Readonly<Record<Progress['step'], string>> = {
  reading: '正在读取文件',
  counting: '正在按名册计数',
  recognising: '正在辨认各张表',
  comparing: '正在与现有数据比较',
  writing: '正在写出文件',
  verifying: '正在逐格核对写出的文件',
  filling: '正在填入模板',
  printing: '正在生成页面',
  schools: '正在检查各校的报表',
  checking: '正在通读数据文件',
  replaying: '正在重放修改记录',
};

/**
 * How far the work off the main thread has come, with a way to end it. Rendered from the call on, it stays empty until
 * main tells of the first step: before that a file dialog may be waiting for the clerk.
 */
export function WorkProgress({ onCancel }: WorkProgressProps) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [late, setLate] = useState(false);
  const begun = progress !== null;
  useEffect(() => window.tianbao.on('work.progress', setProgress), []);
  useEffect(() => {
    if (!begun) return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, [begun]);
  if (progress === null || !late) return null;
  const { step, done, total } = progress;
  return (
    <div className="work-progress" role="status" data-testid="work-progress">
      <span>
        {steps[step]}……{total > 0 && `${done}/${total}`}
      </span>
      <progress aria-label={steps[step]} {...(total > 0 ? { max: total, value: done } : {})} />
      <button type="button" data-testid="cancel-work" onClick={onCancel}>
        取消
      </button>
    </div>
  );
}
