import { useEffect, useState } from 'react';
import type { AppError } from '../../shared/error';
import { errorSentence } from '../../shared/messages';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import { forgetRestored, restoredBefore } from './backups-restored';
import { timeWords } from './backups-words';
import '../styles/backups.css';

/** In milliseconds. */
const lookInterval = 10 * 60 * 1000;

/** The page ends above the bar, however many lines that has: nothing that can be clicked lies under it. */
function reserveHeight(bar: HTMLElement | null) {
  if (bar === null) return undefined;
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => {
    const { height } = bar.getBoundingClientRect();
    style.setProperty('--notice-height', `${Math.ceil(height)}px`);
  });
  observer.observe(bar);
  return () => {
    observer.disconnect();
    style.removeProperty('--notice-height');
  };
}

/** What was restored, until she has read it; and that the last automatic copy failed, until one succeeds. */
export function BackupsNotice() {
  const { call, navigation, session } = useApp();
  const page = useValue(navigation.page);
  const [restored, setRestored] = useState(restoredBefore);
  const [trouble, setTrouble] = useState<AppError | null>(null);
  const [hidden, setHidden] = useState<string | null>(null);

  useEffect(() => {
    const look = () =>
      void call('backup.list', null).then(
        (list) => setTrouble(list.trouble),
        () => undefined,
      );
    look();
    const timer = setInterval(look, lookInterval);
    return () => clearInterval(timer);
    // Back from the page of copies she may have made one.
  }, [call, page]);

  // The page of copies shows what was put back, and the bar would lie over its list.
  if (restored !== null && page.name === 'backups') return null;
  if (restored !== null)
    return (
      <div ref={reserveHeight} className="backups-notice" role="status" data-testid="backups-restored">
        <p>
          已恢复到 {timeWords(restored.at)} 的数据。
          {restored.damaged
            ? '打不开的数据文件原样保存在数据文件夹里（名称以 damaged 开头），没有删除。'
            : '恢复前的数据已存为一份备份（「恢复前的数据」），要退回去，在「备份与恢复」里恢复那一份。'}
        </p>
        <button type="button" onClick={() => navigation.go({ name: 'backups' })}>
          备份与恢复
        </button>
        <button
          type="button"
          className="primary"
          data-testid="backups-restored-read"
          onClick={() => {
            forgetRestored();
            setRestored(null);
            document.querySelector<HTMLElement>('[data-testid="more"], .page button')?.focus();
          }}
        >
          知道了
        </button>
      </div>
    );
  const sentence = trouble === null ? null : errorSentence(trouble);
  if (sentence === null || sentence === hidden || page.name === 'backups' || session.start.practice)
    return null;
  return (
    <div
      ref={reserveHeight}
      className="backups-notice"
      data-tone="problem"
      role="status"
      data-testid="backups-trouble"
    >
      <p>{sentence}</p>
      <button type="button" onClick={() => navigation.go({ name: 'backups' })}>
        备份与恢复
      </button>
      <button type="button" aria-label="不再提示这一条" onClick={() => setHidden(sentence)}>
        ✕
      </button>
    </div>
  );
}
