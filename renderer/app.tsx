import { useEffect, useState } from 'react';
import { Toast } from './components/toast';
import { loadWhenIdle } from './components/on-demand';
import { listenForKeys } from './late-keys';
import {
  AboutPage,
  AccessPage,
  BackupsNotice,
  BackupsPage,
  ClosingDialog,
  ImportPage,
  KeysDialog,
  LockScreen,
  Manual,
  parts,
  PracticeGuide,
  UnfinishedDialog,
  WelcomePage,
} from './on-demand';
import { Shell } from './panels/shell';
import { useShownPage } from './panels/shown-page';
import { AppContext, SubmissionContext, useApp, type App } from './store/context';
import { cover, whenUncovered } from './store/access';
import { manual } from './store/manual';
import { commitAll } from './store/draft';
import type { Page } from './store/navigation';
import { useValue } from './store/observable';
import { unfinished } from './store/unfinished';

const notInPractice = '现在打开的是练习用的示例学校。请先结束练习，打开的工作簿会接着导入。';

/** Milliseconds. */
const keepWithin = 5000;
const watchAfter = 3000;

interface RootProps {
  readonly app: App;
}

/** What is not urgent waits until the window is at rest, in milliseconds. */
const noticeWait = 2000;

/** Which of the program's faces is shown, and what happens in all of them. */
export function Root({ app }: RootProps) {
  const { submission } = useValue(app.session.state);
  const reading = useValue(manual);
  const covered = useValue(cover);
  const [keys, setKeys] = useState(false);
  const [closing, setClosing] = useState(false);
  const [asking, setAsking] = useState(false);
  const [late, setLate] = useState(false);

  useEffect(() => listenForKeys(app, () => setKeys(true)), [app]);

  useEffect(() => afterFirstFrame(app), [app]);
  useEffect(() => loadWhenIdle(parts), []);
  useEffect(() => {
    if (sessionStorage.getItem('leftSample') !== null)
      void import('./panels/practice-focus').then(({ focusHeading }) => focusHeading());
  }, []);

  useEffect(() => {
    const timer = setTimeout(() => setLate(true), noticeWait);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => watchSoon(app), [app]);

  useEffect(() => {
    const again = window.tianbao.on('app.secondInstance', () => app.notices.tell('程序已经打开。'));
    const toImport = () => app.navigation.go({ name: 'import' });
    const offered = window.tianbao.on('app.workbookOffered', () => {
      if (app.session.start.practice) app.notices.tell(notInPractice);
      else whenUncovered(toImport);
    });
    if (app.session.start.workbookOffered) toImport();
    const close = window.tianbao.on('app.closing', () => {
      if (unfinished.get() === null) void leave(app).then((left) => setClosing(!left));
      else setAsking(true);
    });
    return () => {
      again();
      offered();
      close();
    };
  }, [app]);

  return (
    <AppContext value={app}>
      {submission === null ? (
        <FirstStart />
      ) : (
        <SubmissionContext value={submission} key={submission.submission.get().id}>
          <Shell />
        </SubmissionContext>
      )}
      {reading !== null && <Manual at={reading} onClose={() => manual.set(null)} />}
      {keys && <KeysDialog onClose={() => setKeys(false)} />}
      {closing && <ClosingDialog leave={() => leave(app)} onClose={() => setClosing(false)} />}
      {asking && (
        <UnfinishedDialog
          onLeave={() => {
            setAsking(false);
            void leave(app).then((left) => setClosing(!left));
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {app.session.start.practice && <PracticeGuide />}
      {late && <BackupsNotice />}
      <Toast />
      {covered !== null && <LockScreen call={app.call} over={covered} onUnlocked={() => cover.set(null)} />}
    </AppContext>
  );
}

/** The home page may have been painted from what was kept: now that it is on screen, everything is computed. */
function afterFirstFrame({ session }: App): () => void {
  let keeping = 0;
  const frame = requestAnimationFrame(() => {
    setTimeout(() => {
      session.state.get().submission?.begin();
      keeping = requestIdleCallback(() => void session.keepStanding(), { timeout: keepWithin });
    });
  });
  return () => {
    cancelAnimationFrame(frame);
    cancelIdleCallback(keeping);
  };
}

/** Nobody is away in the first seconds: what locks the window after idle is not part of the start. */
function watchSoon(app: App): () => void {
  let ended = false;
  let stop = (): void => undefined;
  const timer = setTimeout(() => {
    void import('./store/idle').then(({ watchIdle }) => {
      if (!ended) stop = watchIdle(app);
    });
  }, watchAfter);
  return () => {
    ended = true;
    clearTimeout(timer);
    stop();
  };
}

/** Before there is anything to fill: it is set up by hand, or a file brings it along. */
function FirstStart() {
  const page = useShownPage();
  const alone = aloneOf(page);
  const { navigation } = useApp();
  useEffect(() => {
    if (page.name !== 'about' && page.name !== 'backups') return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (document.querySelector('[data-modal]') === null) navigation.go({ name: 'home' });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigation, page]);
  return alone === null ? <WelcomePage /> : <main className="import-alone">{alone}</main>;
}

function aloneOf({ name }: Page) {
  switch (name) {
    case 'import':
      return <ImportPage />;
    case 'backups':
      return <BackupsPage />;
    case 'access':
      return <AccessPage />;
    case 'about':
      return <AboutPage />;
    default:
      return null;
  }
}

/** Saves what is still on the way and quits; false when something could not be saved. */
async function leave({ session, call }: App): Promise<boolean> {
  commitAll();
  const saved = (await session.state.get().submission?.save.settled()) ?? true;
  if (saved) {
    await session.keepStanding();
    await call('app.quit', null);
  }
  return saved;
}
