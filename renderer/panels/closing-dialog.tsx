import { useEffect, useRef, useState } from 'react';
import { errorSentence } from '../../shared/messages';
import { Dialog } from '../components/dialog';
import { useApp } from '../store/context';
import { createValue, useValue } from '../store/observable';
import type { SaveState } from '../store/save-queue';

const nothingOpen = createValue<SaveState>({ status: 'saved', items: 0, error: null, triesAgain: false });

interface ClosingDialogProps {
  /** Tries to save and quit; false when something is still not saved. */
  readonly leave: () => Promise<boolean>;
  readonly onClose: () => void;
}

/**
 * The window should close, but something could not be saved: nothing is thrown away without being told. When it is
 * saved after all, by her or by itself, the window closes as she wanted.
 */
export function ClosingDialog({ leave, onClose }: ClosingDialogProps) {
  const { session, call } = useApp();
  const save = session.state.get().submission?.save;
  const [tries, setTries] = useState(0);
  const { status, items, error } = useValue(save?.state ?? nothingOpen);

  const leaveNow = useRef(leave);
  useEffect(() => {
    leaveNow.current = leave;
  });
  useEffect(() => {
    if (status === 'saved') void leaveNow.current();
  }, [status]);

  async function retry() {
    save?.retry();
    if ((await save?.settled()) === false) setTries(tries + 1);
  }

  return (
    <Dialog title="还有内容没有保存" onClose={onClose}>
      <p>有 {items} 项没有保存。现在退出，这些内容会丢失。</p>
      {error !== null && <p className="card-problem">{errorSentence(error)}</p>}
      {tries > 0 && <p role="status">又试了 {tries} 次，仍没有保存成功。</p>}
      <footer>
        <button type="button" onClick={onClose}>
          返回填报
        </button>
        <button type="button" onClick={() => void call('app.quit', null)}>
          放弃并退出
        </button>
        <button type="button" className="primary" data-focus-first onClick={() => void retry()}>
          重试保存
        </button>
      </footer>
    </Dialog>
  );
}

interface UnfinishedDialogProps {
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

/** A roster is half put right: what was corrected is stored nowhere, so that quitting is asked about. */
export function UnfinishedDialog({ onLeave, onClose }: UnfinishedDialogProps) {
  const { navigation } = useApp();
  return (
    <Dialog title="名册还没有保存" onClose={onClose}>
      <p>正在载入的名册还没有保存。现在退出，改正、排除、确认过的内容都会丢掉，要重新选择文件再做。</p>
      <footer>
        <button
          type="button"
          className="primary"
          data-focus-first
          data-testid="unfinished-back"
          onClick={() => {
            onClose();
            navigation.go({ name: 'rosters', part: 'load' });
          }}
        >
          回去处理
        </button>
        <button type="button" data-testid="unfinished-leave" onClick={onLeave}>
          放弃并退出
        </button>
      </footer>
    </Dialog>
  );
}
