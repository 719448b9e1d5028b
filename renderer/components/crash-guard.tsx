import { Component, type ReactNode } from 'react';

interface CrashGuardProps {
  readonly children: ReactNode;
}

interface CrashGuardState {
  readonly crashed: boolean;
}

/** A defect of the window must not leave a white page: everything typed is saved already, so start the page again. */
export class CrashGuard extends Component<CrashGuardProps, CrashGuardState> {
  override state: CrashGuardState = { crashed: false };

  static getDerivedStateFromError(): CrashGuardState {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <main className="start-problem" role="alert">
        <h1>界面出错了</h1>
        <p>已保存的数据没有受影响。请点「重新打开界面」继续；若再次出现，请记下刚才的操作告诉技术人员。</p>
        <button type="button" className="primary" onClick={() => window.location.reload()}>
          重新打开界面
        </button>
      </main>
    );
  }
}
