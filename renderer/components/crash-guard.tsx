import { Component, type ReactNode } from 'react';
import type { Session } from '../store/session';

interface CrashGuardProps {
  readonly session: Pick<Session, 'saveNow' | 'unsaved'>;
  readonly children: ReactNode;
}

interface CrashGuardState {
  readonly crashed: boolean;
  /** How many changes could not be saved before starting again; null until that was tried. */
  readonly unsaved: number | null;
}

/** The only address that main lets the window go to. */
const pageAddress = 'app://tianbao/';

/**
 * A defect of the window must not leave a white page: start the page again. The figures outlive the page only in main,
 * so what is still on the way or was refused is saved first; what cannot be saved is given up only when the clerk says
 * so. A text that was being typed at the time of the defect is lost with its editor.
 */
export class CrashGuard extends Component<CrashGuardProps, CrashGuardState> {
  override state: CrashGuardState = { crashed: false, unsaved: null };

  static getDerivedStateFromError(): Partial<CrashGuardState> {
    return { crashed: true };
  }

  async startAgain() {
    const { session } = this.props;
    if (await session.saveNow().catch(() => false)) startPage();
    else this.setState({ unsaved: session.unsaved() });
  }

  override render() {
    const { crashed, unsaved } = this.state;
    if (!crashed) return this.props.children;
    return (
      <main className="start-problem" role="alert">
        <h1>界面出错了</h1>
        <p>已保存的数据没有受影响。请点「重新打开界面」继续；若再次出现，请记下刚才的操作告诉技术人员。</p>
        {unsaved !== null && (
          <p>有 {unsaved} 项没有保存成功。现在重新打开，这些内容会丢失；可以先再试一次。</p>
        )}
        <button type="button" className="primary" onClick={() => void this.startAgain()}>
          {unsaved === null ? '重新打开界面' : '再保存一次并重新打开'}
        </button>
        {unsaved !== null && (
          <button type="button" onClick={startPage}>
            放弃未保存的内容，重新打开
          </button>
        )}
      </main>
    );
  }
}

function startPage() {
  window.location.replace(pageAddress);
}
