import { useEffect, useMemo } from 'react';
import { plainText } from '../../shared/about-lines';
import type { SelfCheckLine } from '../../shared/ipc-about';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { usePageFocus } from '../components/page-focus';
import { WayBack } from '../components/way-back';
import { WorkProgress } from '../components/work-progress';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import { AboutLines } from './about-line';
import { createAboutStore } from './about-store';
import { copyText } from './history-copy';

/** 关于与自检: what the technician asks for on the telephone, and whether everything is in order. */
export function AboutPage() {
  usePageFocus();
  const { call, notices, session } = useApp();
  const store = useMemo(() => createAboutStore(call), [call]);
  const { lines, checking, problem } = useValue(store.state);
  useEffect(() => void store.check(), [store]);
  const count = (state: SelfCheckLine['state']) => lines.filter((line) => line.state === state).length;

  function copy() {
    const copied = copyText(plainText(lines, new Date()));
    notices.tell(
      copied ? '已复制。可以粘贴到微信、QQ 里发给技术人员，里面没有个人信息。' : '没有复制成功，请重试。',
    );
  }

  return (
    <div className="page about">
      <header className="about-head">
        <h1>关于与自检</h1>
        <p>填报 {session.start.version}　打电话求助时，把下面的内容念给技术人员听，或复制后发给他。</p>
      </header>
      <div className="card-buttons">
        <button
          type="button"
          className="primary"
          data-testid="about-copy"
          disabled={checking || lines.length === 0}
          onClick={copy}
        >
          复制
        </button>
        <button
          type="button"
          data-testid="about-again"
          disabled={checking}
          onClick={() => void store.check()}
        >
          重新检查
        </button>
        <button type="button" data-testid="about-open" onClick={() => void call('app.openDataFolder', null)}>
          打开数据文件夹
        </button>
        <WayBack />
      </div>
      {problem !== null && (
        <p className="card-problem" role="alert">
          {`没有检查完：${errorSentence(problem)}`}
        </p>
      )}
      <p role="status" data-testid="about-outcome" className="about-outcome">
        {checking
          ? '正在检查……'
          : problem === null &&
            (count('bad') > 0
              ? `有 ${count('bad')} 项有问题，请按下面的提示处理。`
              : count('warning') > 0
                ? `可以正常使用，有 ${count('warning')} 项请注意。`
                : '全部正常。')}
      </p>
      {checking && <WorkProgress onCancel={() => void call('work.cancel', null)} />}
      <AboutLines lines={lines} />
      <Licences />
    </div>
  );
}

/** Where the licences of others are, by the names of their files: whoever asks for them has to find them. */
function Licences() {
  const { call, notices } = useApp();
  const show = () =>
    call('about.showLicences', null).then(
      (shown) => {
        if (!shown)
          notices.tell('没有找到许可文件。请在程序的安装文件夹里找 LICENSES.others.txt。', 'problem');
      },
      (thrown: unknown) => notices.tell(errorSentence(errorOf(thrown)), 'problem'),
    );
  return (
    <section className="about-licences" aria-labelledby="about-licences">
      <h2 id="about-licences">开放源代码许可</h2>
      <p>
        本程序用到了一些开放源代码软件，版权归各自的作者。许可全文在程序的安装文件夹里：
        <code>LICENSES.others.txt</code>（各软件包）、<code>LICENSES.chromium.html</code> 和{' '}
        <code>LICENSE.electron.txt</code>（运行环境）。
      </p>
      <button type="button" data-testid="about-licences-show" onClick={() => void show()}>
        打开许可所在文件夹
      </button>
    </section>
  );
}
