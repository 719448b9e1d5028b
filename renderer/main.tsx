import { call, started } from './first-call';
import { createRoot } from 'react-dom/client';
import { errorOf } from './api';
import { Root } from './app';
import { CrashGuard } from './components/crash-guard';
import { StartProblemPage } from './pages/start-problem-page';
import type { App } from './store/context';
import { LockScreen } from './on-demand';
import { createNavigation } from './store/navigation';
import { createNotices } from './store/notices';
import { createSession } from './store/session';
import './styles/tokens.css';
import './styles/base.css';
import './styles/marks.css';
import './styles/shell.css';
import './styles/tree.css';
import './styles/status.css';
import './styles/drawers.css';
import './styles/panels.css';
import './styles/pages.css';
import './styles/home.css';
import './styles/welcome.css';

async function open() {
  const container = document.getElementById('root');
  if (container === null) return;
  const root = createRoot(container);
  try {
    const session = createSession(await started(), call);
    const navigation = createNavigation(session.preferences.get().folded, (folded) =>
      session.prefer({ folded: [...folded] }),
    );
    window.tianbao.on('app.zoomed', (zoom) => session.follow({ zoom }));
    const app: App = { call, session, navigation, notices: createNotices() };
    root.render(
      <CrashGuard session={session}>
        <Root app={app} />
      </CrashGuard>,
    );
  } catch (thrown) {
    const error = errorOf(thrown);
    if (error.code === 'access.locked') {
      await LockScreen.load();
      // What was asked for at the start was refused; the page starts again.
      root.render(<LockScreen call={call} onUnlocked={() => location.reload()} />);
    } else root.render(<StartProblemPage error={error} call={call} />);
  }
}

void open();
