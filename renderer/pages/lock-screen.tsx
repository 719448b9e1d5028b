import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react';
import { createPortal } from 'react-dom';
import type { LockState } from '../../shared/ipc-access';
import { errorSentence } from '../../shared/messages';
import { errorOf, type Call } from '../api';
import { DialogPlace } from '../components/dialog-place';
import { Manual } from '../on-demand';
import { access } from '../store/access';
import { useValue } from '../store/observable';
import { unfinished } from '../store/unfinished';
import '../styles/access.css';

interface LockScreenProps {
  readonly call: Call;
  /** Called once main has taken the password. */
  readonly onUnlocked: () => void;
  /** Covers a page, which is still being saved or is kept as it was; without it nothing is under the screen. */
  readonly over?: 'saving' | 'locked';
}

/**
 * Covers everything until the password is given. What is under it is out of reach (a modal dialog of the platform) and
 * not painted; it stays as it was, and no key comes through to it.
 */
export function LockScreen({ call, onUnlocked, over }: LockScreenProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [capsLock, setCapsLock] = useState(false);
  // How to get in is no secret, nor is anything else in the manual.
  const [reading, setReading] = useState<Element | null>(null);
  const read = useCallback(() => setReading(dialog.current), []);
  useCover(dialog, setCapsLock, read);
  useEffect(() => {
    if (over !== undefined) return undefined;
    // Without a page there is nothing to save.
    return window.tianbao.on('app.closing', () => void call('app.quit', null));
  }, [call, over]);
  return createPortal(
    <dialog
      ref={dialog}
      className="lock-screen"
      data-testid="lock-screen"
      data-modal
      data-react-aria-top-layer
      aria-labelledby="lock-title"
      onCancel={(event) => event.preventDefault()}
      onClose={() => dialog.current?.showModal()}
    >
      <div className="lock-box">
        <h1 id="lock-title">填报已锁定</h1>
        {over === 'saving' ? (
          <p role="status">正在保存，马上锁定…</p>
        ) : (
          <Unlock call={call} capsLock={capsLock} onUnlocked={onUnlocked} onRead={read} />
        )}
      </div>
      {reading !== null && (
        <DialogPlace value={reading}>
          <Manual at={{ chapter: 'access' }} onClose={() => setReading(null)} />
        </DialogPlace>
      )}
    </dialog>,
    document.body,
  );
}

/** The focus goes back to where it was, or to the cell that was worked on when its editor is gone. */
function useCover(
  dialog: React.RefObject<HTMLDialogElement | null>,
  onCapsLock: (on: boolean) => void,
  onManual: () => void,
): void {
  useEffect(() => {
    const before = document.activeElement;
    const root = document.documentElement;
    root.dataset['locked'] = '';
    dialog.current?.showModal();
    // Only what the platform itself does with a key is left: typing, Tab, Enter in the form.
    const hear = (event: KeyboardEvent) => {
      if (event.type === 'keydown') onCapsLock(event.getModifierState('CapsLock'));
      if (event.key === 'Escape' || event.key === 'F1') event.preventDefault();
      // The manual has its own keys.
      if ((dialog.current?.querySelector('[data-modal]') ?? null) !== null) return;
      event.stopPropagation();
      if (event.type === 'keydown' && event.key === 'F1' && !event.shiftKey) onManual();
    };
    // What the manual leaves of a key goes no further than to it.
    const hush = (event: KeyboardEvent) => event.stopPropagation();
    document.addEventListener('keydown', hush);
    document.addEventListener('keyup', hush);
    window.addEventListener('keydown', hear, true);
    window.addEventListener('keyup', hear, true);
    return () => {
      window.removeEventListener('keydown', hear, true);
      window.removeEventListener('keyup', hear, true);
      document.removeEventListener('keydown', hush);
      document.removeEventListener('keyup', hush);
      delete root.dataset['locked'];
      const cell = document.querySelector<HTMLElement>('[data-cell][data-active]');
      const back = before?.isConnected === true && before !== document.body ? before : cell;
      setTimeout(() => {
        if (back instanceof HTMLElement && document.activeElement === document.body) back.focus();
      });
    };
  }, [dialog, onCapsLock, onManual]);
}

interface UnlockProps {
  readonly call: Call;
  readonly capsLock: boolean;
  readonly onUnlocked: () => void;
  readonly onRead: () => void;
}

function Unlock({ call, capsLock, onUnlocked, onRead }: UnlockProps) {
  const [state, setState] = useState<LockState | null>(null);
  const [who, setWho] = useState<number | null>(null);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLSelectElement>(null);
  const operators = state?.operators ?? [];
  // What is half put right is in memory only, and quitting would drop it.
  const kept = useValue(unfinished);

  useEffect(() => {
    void call('access.state', null).then((found) => {
      setState(found);
      setWho(found.operator?.id ?? null);
    });
  }, [call]);
  useEffect(() => field.current?.focus(), []);

  async function unlock(event: FormEvent) {
    event.preventDefault();
    if (password === '' || busy) return;
    if (operators.length > 1 && who === null) {
      setProblem('请先选谁在填报：修改记录要写明是谁改的。');
      chooser.current?.focus();
      return;
    }
    setBusy(true);
    setProblem('');
    try {
      await call('access.unlock', { password });
      if (who !== (state?.operator?.id ?? null)) await call('access.setOperator', { id: who });
      access.set(await call('access.state', null));
      onUnlocked();
    } catch (thrown) {
      setProblem(errorSentence(errorOf(thrown)));
      setBusy(false);
      field.current?.select();
      field.current?.focus();
    }
  }

  return (
    <form onSubmit={(event) => void unlock(event)}>
      {operators.length > 1 && (
        <label className="lock-field">
          谁在填报
          <select
            ref={chooser}
            value={who ?? ''}
            data-testid="lock-operator"
            onChange={({ target }) => setWho(target.value === '' ? null : Number(target.value))}
          >
            {who === null && <option value="">请选择</option>}
            {operators.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="lock-field">
        密码
        <input
          ref={field}
          type="password"
          autoComplete="off"
          data-testid="lock-password"
          aria-describedby="lock-problem"
          aria-invalid={problem === '' ? undefined : true}
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </label>
      {capsLock && (
        <p className="lock-caps" role="status">
          大写锁定（Caps Lock）开着。
        </p>
      )}
      <p id="lock-problem" className="field-problem" role="alert" data-testid="lock-problem">
        {problem}
      </p>
      <div className="lock-buttons">
        <button
          type="submit"
          className="primary"
          data-testid="lock-unlock"
          disabled={busy || password === ''}
        >
          {busy ? '正在打开…' : '解锁'}
        </button>
        <button type="button" className="quiet" data-testid="lock-manual" onClick={onRead}>
          使用手册 F1
        </button>
        {kept === null ? (
          <button type="button" data-testid="lock-quit" onClick={() => void call('app.quit', null)}>
            退出程序
          </button>
        ) : (
          <span className="lock-kept">有名册还没有保存，解锁以后才能退出</span>
        )}
      </div>
      <Forgotten folder={state?.dataFolder ?? ''} />
    </form>
  );
}

/** The password cannot be got round; what is left is said, so that nobody looks for a way that is not there. */
function Forgotten({ folder }: { readonly folder: string }) {
  return (
    <details className="lock-forgotten" data-testid="lock-forgotten">
      <summary>忘记密码，或刚恢复了备份？</summary>
      <p>恢复备份以后，要输入做那份备份时的密码。</p>
      <p>忘记的密码谁也找不回来，程序和技术人员都没有别的办法打开。还能做的：</p>
      <ol>
        <li>想想当时记在哪里；换大小写试一试，看看大写锁定开着没有。全角、半角都一样，不用试。</li>
        <li>
          数据文件夹在 <code>{folder}</code>。关掉程序，把它改名留着，再启动就是空的程序。
        </li>
        <li>有设密码以前、拷到别处的备份：在空程序的第一页上点「从备份恢复…」，选那个文件。</li>
        <li>没有的，把导出过的上报表一本本导入：报表的数能回来；名册和台账里的姓名要重新录。</li>
      </ol>
    </details>
  );
}
