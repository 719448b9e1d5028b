import { useEffect, useRef, useState } from 'react';
import { focusLater } from '../components/focus-later';
import { usePageFocus } from '../components/page-focus';
import { WayBack } from '../components/way-back';
import { useApp } from '../store/context';
import { access } from '../store/access';
import { lockNow } from '../store/idle';
import { useValue } from '../store/observable';
import { AccessPeople } from './access-people';
import { PasswordDialog, type PasswordTask } from './access-password';
import '../styles/access.css';

/** 人员与密码 */
export function AccessPage() {
  usePageFocus();
  const app = useApp();
  const { call, session } = app;
  const state = useValue(access) ?? session.start.access;
  const [task, setTask] = useState<PasswordTask | null>(null);
  const next = useRef<HTMLButtonElement>(null);

  // Who works may have been chosen elsewhere since the start.
  useEffect(() => {
    void call('access.state', null).then((found) => access.set(found));
  }, [call]);

  // The button that she pressed may be gone: what she set can be changed at the one that is there instead.
  function close() {
    setTask(null);
    focusLater(next);
  }

  return (
    <section className="page" data-testid="access-page">
      <header className="access-head">
        <h1>人员与密码</h1>
        <WayBack />
      </header>
      <section className="access-card" aria-labelledby="access-password">
        <h2 id="access-password">密码</h2>
        {session.start.practice ? (
          <p className="access-note">现在打开的是示例学校，不用设密码。结束练习以后再来设。</p>
        ) : state.hasPassword ? (
          <>
            <p data-testid="access-standing">
              已设密码：启动时要输入
              {state.idleMinutes > 0 && `，离开 ${state.idleMinutes} 分钟自动锁定`}。
              {state.sealed ? '名册和台账里的个人信息已加密。' : '名册和台账里的个人信息没有加密。'}
            </p>
            <div className="access-buttons">
              <button
                key="lock"
                type="button"
                className="primary"
                data-testid="access-lock"
                onClick={() => void lockNow(app)}
              >
                现在锁定（Ctrl+L）
              </button>
              <button
                key="change"
                ref={next}
                type="button"
                data-testid="access-change"
                onClick={() => setTask('change')}
              >
                更改密码或设置…
              </button>
              <button type="button" data-testid="access-remove" onClick={() => setTask('remove')}>
                取消密码…
              </button>
            </div>
          </>
        ) : (
          <>
            <p data-testid="access-standing">
              没有设密码：谁打开这台电脑都能看到名册里的学生姓名和证件号。几个人合用一台电脑的，建议设一个。
            </p>
            <div className="access-buttons">
              <button
                key="set"
                ref={next}
                type="button"
                className="primary"
                data-testid="access-set"
                onClick={() => setTask('set')}
              >
                设置密码…
              </button>
            </div>
          </>
        )}
      </section>
      <AccessPeople state={state} />
      {task !== null && <PasswordDialog task={task} state={state} onClose={close} />}
    </section>
  );
}
