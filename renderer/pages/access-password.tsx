import { useState, type FormEvent, type KeyboardEvent } from 'react';
import type { AccessState, PasswordSet } from '../../shared/ipc-access';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { Field } from '../components/field';
import { access } from '../store/access';
import { useApp } from '../store/context';
import { BackupsAside } from './backups-aside';
import { shortest, strengthOf, strengthWords } from './access-strength';

export type PasswordTask = 'set' | 'change' | 'remove';

const titles: Readonly<Record<PasswordTask, string>> = {
  set: '设置密码',
  change: '更改密码或设置',
  remove: '取消密码',
};
const done: Readonly<Record<PasswordTask, string>> = {
  set: '密码已设好，下次启动时要输入。',
  change: '已更改。',
  remove: '密码已取消。',
};
const idleChoices = [0, 5, 10, 15, 30, 60];

interface PasswordDialogProps {
  readonly task: PasswordTask;
  readonly state: AccessState;
  readonly onClose: () => void;
}

/** Sets, changes or takes away the password; what a forgotten one costs is said before. */
export function PasswordDialog({ task, state, onClose }: PasswordDialogProps) {
  const { call, notices } = useApp();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [sealed, setSealed] = useState(task === 'set' || state.sealed);
  const [idleMinutes, setIdleMinutes] = useState(task === 'set' ? 10 : state.idleMinutes);
  const [noted, setNoted] = useState(false);
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [left, setLeft] = useState<PasswordSet | null>(null);

  const asksNew = task === 'set' || (task === 'change' && next !== '');
  const differs = again !== '' && again !== next;
  const missing = missingWords();
  const ready = missing === '' && !busy;

  /** What still keeps her from going on, the first thing of it; empty where nothing does. */
  function missingWords(): string {
    if (task !== 'set' && current === '') return '还要输入现在的密码';
    if (!asksNew) return '';
    if (next === '') return '还要输入密码';
    if (strengthOf(next) === 'short') return `密码至少要 ${shortest} 个字符`;
    if (again === '') return '还要再输一次密码';
    if (again !== next) return '再输的一次要和上面一样';
    return noted ? '' : '还要勾选上面「我已把密码记在……」';
  }

  function finish(result: PasswordSet) {
    access.set(result);
    notices.tell(done[task]);
    onClose();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    setProblem('');
    try {
      const result = await call('access.setPassword', {
        current: task === 'set' ? null : current,
        next: task === 'remove' ? null : asksNew ? next : current,
        ...{ sealed, idleMinutes },
      });
      if (result.unchangedCopies.length > 0 || !result.finished) setLeft(result);
      else finish(result);
    } catch (thrown) {
      setProblem(errorSentence(errorOf(thrown)));
    }
    setBusy(false);
  }

  const hear = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  const kind = shown ? 'text' : 'password';

  if (left !== null) return <Left done={done[task]} left={left} onClose={() => finish(left)} />;

  return (
    <Dialog title={titles[task]} onClose={onClose}>
      <form className="access-form" onSubmit={(event) => void submit(event)} onKeyUp={hear}>
        {(task === 'set' || asksNew) && <Warning />}
        {task !== 'set' && (
          <Field label="现在的密码">
            <input
              type={kind}
              autoComplete="off"
              data-testid="access-current"
              data-focus-first
              value={current}
              onChange={({ target }) => setCurrent(target.value)}
            />
          </Field>
        )}
        {task === 'remove' && (
          <p className="access-warning">
            取消以后，启动时不再问密码，名册和台账里的个人信息也不再加密：谁打开这台电脑都能看到。报表的数不变。
          </p>
        )}
        {task !== 'remove' && (
          <>
            <Field
              label={task === 'set' ? '密码' : '新密码'}
              hint={
                next === ''
                  ? task === 'set'
                    ? `至少 ${shortest} 个字符，最好字母和数字都用上`
                    : '不换密码的，空着'
                  : undefined
              }
            >
              <input
                type={kind}
                autoComplete="off"
                data-testid="access-next"
                {...(task === 'set' && { 'data-focus-first': true })}
                value={next}
                onChange={({ target }) => setNext(target.value)}
              />
            </Field>
            {next !== '' && (
              <p
                className="access-strength"
                data-strength={strengthOf(next)}
                data-testid="access-strength"
                role="status"
              >
                {strengthWords[strengthOf(next)]}
              </p>
            )}
            {asksNew && (
              <Field label="再输一次" problem={differs ? '两次输入的不一样' : undefined}>
                <input
                  type={kind}
                  autoComplete="off"
                  data-testid="access-again"
                  value={again}
                  onChange={({ target }) => setAgain(target.value)}
                />
              </Field>
            )}
          </>
        )}
        {capsLock && (
          <p className="lock-caps" role="status">
            大写锁定（Caps Lock）开着。
          </p>
        )}
        <label className="choice">
          <input type="checkbox" checked={shown} onChange={({ target }) => setShown(target.checked)} />
          显示输入的密码
        </label>
        {task !== 'remove' && (
          <>
            <Field label="没有人操作时">
              <select
                data-testid="access-idle"
                value={idleMinutes}
                onChange={({ target }) => setIdleMinutes(Number(target.value))}
              >
                {idleChoices.map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {minutes === 0 ? '不自动锁定，只在启动时问' : `${minutes} 分钟后锁定`}
                  </option>
                ))}
              </select>
            </Field>
            <label className="choice">
              <input
                type="checkbox"
                data-testid="access-sealed"
                checked={sealed}
                onChange={({ target }) => setSealed(target.checked)}
              />
              同时加密名册和台账里的个人信息，备份里的也加密
            </label>
            {!sealed && (
              <p className="access-note">
                不加密，密码只挡住程序窗口：懂行的人直接读数据文件，仍能看到姓名。
              </p>
            )}
          </>
        )}
        {asksNew && (
          <label className="choice">
            <input
              type="checkbox"
              data-testid="access-noted"
              checked={noted}
              onChange={({ target }) => setNoted(target.checked)}
            />
            我已把密码记在自己找得到、别人看不到的地方
          </label>
        )}
        {problem !== '' && (
          <p className="card-problem" role="alert" data-testid="access-problem">
            {problem}
          </p>
        )}
        <footer>
          {busy && (
            <span role="status" className="access-note">
              正在处理数据和备份，请稍候…
            </span>
          )}
          {!busy && missing !== '' && (
            <span className="access-note" data-testid="access-missing">
              {missing}
            </span>
          )}
          <button type="button" onClick={onClose} disabled={busy}>
            {task === 'remove' ? '不取消，返回' : '取消'}
          </button>
          <button type="submit" className="primary" data-testid="access-submit" disabled={!ready}>
            {task === 'remove' ? '去掉密码' : '确定'}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** Said before anything is typed, and again above a new one. */
function Warning() {
  return (
    <div className="access-warning" data-testid="access-warning">
      <p>
        <strong>忘记密码，谁也打不开。</strong>程序不保存密码，谁也找不回来。忘了就会失去：
      </p>
      <ul>
        <li>名册和台账里的姓名、证件号，还有写过的说明，再也读不出来；</li>
        <li>程序里的报表打不开，只能从导出过的上报表重新导入。</li>
      </ul>
    </div>
  );
}

interface LeftProps {
  readonly done: string;
  readonly left: PasswordSet;
  readonly onClose: () => void;
}

/** What could not be changed together with the data: nothing of it is passed over in silence. */
function Left({ done, left, onClose }: LeftProps) {
  const { call } = useApp();
  return (
    <Dialog title="已经改好，还有文件要处理" onClose={onClose}>
      <div className="consequences" data-testid="access-left">
        <p>{done}</p>
        {!left.finished && (
          <p>磁盘太满，或有别的程序正在读数据文件，旧内容还没有清理干净。请关掉别的程序，锁定再解锁一次。</p>
        )}
        {left.unchangedCopies.length > 0 && (
          <>
            <p>下面的备份没有改，还和原来一样：</p>
            <ul>
              {left.unchangedCopies.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
            <p>
              它们已经损坏、正被别的程序占用、在没有插好的 U
              盘上，或者用的是别的密码。里面可能有没加密的姓名，不再需要的请删掉；在 U
              盘上的，插好以后点「立即备份」，还没设密码的也会加上。
            </p>
            <BackupsAside call={call} />
          </>
        )}
      </div>
      <footer>
        <button type="button" className="primary" data-focus-first onClick={onClose}>
          知道了
        </button>
      </footer>
    </Dialog>
  );
}
