import { BrowserWindow, type Session, session, type WebContents } from 'electron';
import { PaperShelf } from './paper-shelf';

/**
 * Paper has a session of its own, closed to everything but the pages in memory and Chromium's PDF viewer; nothing in it
 * has a way to main. The viewer refuses to run in a session that is not kept on disk.
 */
const partition = 'persist:paper';

export const shelf = new PaperShelf();
let sealed: Session | undefined;

export function paperSession(): Session {
  if (sealed !== undefined) return sealed;
  const paper = session.fromPartition(partition, { cache: false });
  sealed = paper;
  paper.protocol.handle('app', (request) => shelf.answer(request));
  // The viewer's own button saves what the clerk is looking at, by the system's dialog.
  paper.removeAllListeners('will-download');
  paper.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !shelf.allows(url) }));
  paper.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  paper.setPermissionCheckHandler(() => false);
  paper.setDevicePermissionHandler(() => false);
  paper.setSpellCheckerEnabled(false);
  return paper;
}

/** Seals the contents if they show paper, which may go to the pages and to the viewer only; false for all others. */
export function sealPaper(contents: WebContents): boolean {
  if (sealed === undefined || contents.session !== sealed) return false;
  const refuseElsewhere = (event: { preventDefault(): void; url: string }) => {
    if (!shelf.shows(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', refuseElsewhere);
  contents.on('will-frame-navigate', refuseElsewhere);
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  return true;
}

/** `viewer`: with scripts and plugins, which the PDF viewer consists of. Pages need neither. */
export function openPaper(
  options: Electron.BrowserWindowConstructorOptions,
  content: 'page' | 'viewer',
): BrowserWindow {
  const window = new BrowserWindow({
    ...options,
    show: false,
    webPreferences: {
      session: paperSession(),
      javascript: content === 'viewer',
      plugins: content === 'viewer',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: false,
    },
  });
  window.removeMenu();
  return window;
}
