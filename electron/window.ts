import { readFile } from 'node:fs/promises';
import { app, BrowserWindow, protocol, type Session, session, type WebContents } from 'electron';
import { assetHeaders, findAsset, pageAddress } from './assets';
import type { Log } from './log';

export interface WindowOptions {
  readonly preload: string;
  readonly log: Log;
  /** True once the page has said that everything is saved, or when there was never anything to save. */
  readonly mayClose: () => boolean;
  /** The clerk closes the window while the page may still have something to save. */
  readonly onClose: () => void;
  /** The page has crashed again right after it was reloaded. */
  readonly onHopeless: (logId: string) => void;
}

/** Has to run before Electron is ready. `standard` gives the page an origin of its own, which 'self' then means. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

export function serveThePage(folder: string): void {
  protocol.handle('app', async ({ method, url }) => {
    if (method !== 'GET') return new Response(null, { status: 405 });
    const asset = findAsset(folder, url);
    if (asset === undefined) return new Response(null, { status: 404 });
    try {
      return new Response(await readFile(asset.file), { headers: assetHeaders(asset.type) });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

/** Resolves when the page has its script: from then on it shows something, and main is free for longer work. */
export function scriptDelivered(target: Session = session.defaultSession): Promise<void> {
  return new Promise((resolve) => {
    target.webRequest.onCompleted(({ resourceType }) => {
      if (resourceType !== 'script') return;
      target.webRequest.onCompleted(null);
      resolve();
    });
  });
}

/** Nothing leaves, nothing comes in, nothing may be asked for: the program needs none of it. */
export function sealSession(target: Session = session.defaultSession): void {
  const schemes = app.isPackaged ? ['app:', 'data:'] : ['app:', 'data:', 'devtools:'];
  target.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !URL.canParse(details.url) || !schemes.includes(new URL(details.url).protocol) });
  });
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event) => event.preventDefault());
  // It would look for dictionaries.
  target.setSpellCheckerEnabled(false);
}

/**
 * The page never leaves its address and opens nothing; a link in a workbook or a slip of the mouse changes nothing.
 * It may start again at its own address, which is what it offers after a crash of its own.
 */
export function sealContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }) => event.preventDefault();
  const refuseElsewhere = (event: { preventDefault(): void; isMainFrame: boolean; url: string }) => {
    if (!event.isMainFrame || event.url !== pageAddress) refuse(event);
  };
  contents.on('will-navigate', refuseElsewhere);
  contents.on('will-frame-navigate', refuseElsewhere);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Peer connections ask neither the policy of the page nor the session; without a proxy they have no way left.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

export function openWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: '填报',
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 600,
    // Painted with the page's own colour, and shown when the page is: no white flash.
    show: false,
    backgroundColor: '#f5f6f8',
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      // Scripts that the page waits for must run on time although another window covers it.
      backgroundThrottling: false,
    },
  });
  window.setMenuBarVisibility(false);
  window.once('ready-to-show', () => window.show());
  closeWithConsent(window, options);
  reloadOnce(window, options);
  void window.loadURL(pageAddress).catch((error: unknown) => options.log.failure('page.notLoaded', error));
  return window;
}

/** A page that has crashed or was never there has nothing to say. */
function closeWithConsent(window: BrowserWindow, { mayClose, onClose }: WindowOptions): void {
  window.on('close', (event) => {
    if (mayClose() || window.webContents.isCrashed() || window.webContents.isLoadingMainFrame()) return;
    event.preventDefault();
    onClose();
  });
}

function reloadOnce(window: BrowserWindow, { log, onHopeless }: WindowOptions): void {
  let reloaded = false;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const id = log.failure('page.gone', undefined, { code: reason, count: exitCode });
    if (reloaded) return onHopeless(id);
    reloaded = true;
    window.reload();
  });
  window.on('unresponsive', () => log.write('page.unresponsive'));
}
