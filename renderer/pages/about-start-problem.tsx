import { useState } from 'react';
import { plainText } from '../../shared/about-lines';
import type { SelfCheckLine } from '../../shared/ipc-about';
import { errorSentence } from '../../shared/messages';
import { type Call, errorOf } from '../api';
import { AboutLines } from './about-line';
import { windowLines } from './about-window';
import { copyText } from './history-copy';

interface StartCheckProps {
  readonly call: Call;
}

/** 自检 where the program could not start: she is about to phone, and what she is asked then has to be at hand. */
export function StartCheck({ call }: StartCheckProps) {
  const [lines, setLines] = useState<readonly SelfCheckLine[]>([]);
  const [said, setSaid] = useState('');

  async function check() {
    setSaid('正在检查……');
    try {
      setLines([...(await call('about.selfCheck', null)), ...windowLines()]);
      setSaid('打电话求助时，把下面的内容念给技术人员听，或复制后发给他。里面没有个人信息。');
    } catch (thrown) {
      setSaid(`没有检查完：${errorSentence(errorOf(thrown))}`);
    }
  }

  const copy = () =>
    setSaid(
      copyText(plainText(lines, new Date()))
        ? '已复制。可以粘贴到微信、QQ 里发给技术人员。'
        : '没有复制成功，请重试。',
    );

  return (
    <section className="start-check" aria-label="自检">
      <div className="card-buttons">
        <button type="button" data-testid="start-check" onClick={() => void check()}>
          {lines.length === 0 ? '自检' : '重新检查'}
        </button>
        {lines.length > 0 && (
          <button type="button" data-testid="start-check-copy" onClick={copy}>
            复制
          </button>
        )}
      </div>
      <p role="status" data-testid="start-check-said">
        {said}
      </p>
      {lines.length > 0 && <AboutLines lines={lines} />}
    </section>
  );
}
