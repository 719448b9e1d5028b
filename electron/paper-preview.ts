import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow, DownloadItem, WebFrameMain } from 'electron';
import type { PaperWatch } from './handlers/context';
import { openPaper, shelf } from './paper-session';
import { viewerOrigin, wishes } from './paper-shelf';

/** In which Chromium's PDF viewer has to begin; where it does not, there is none. */
const viewerPatience = 3000;

/**
 * The viewer has the keys, and its own print button would take upright paper and shrink our broad sheets to its width. It
 * has no interface for others, so a listener in its frames asks for an address that means the wish; where the button is
 * called otherwise one day, it prints as it likes.
 */
const listenForWishes = `(() => {
  const ask = (event, address) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    new Image().src = address;
  };
  addEventListener('click', (event) => {
    if (event.composedPath().some((part) => part.id === 'print')) ask(event, '${wishes.print}');
  }, true);
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') ask(event, '${wishes.close}');
    if (event.ctrlKey && event.key.toLowerCase() === 'p') ask(event, '${wishes.print}');
  }, true);
})()`;

/** The frame in which the viewer draws comes last. */
async function viewerOf({ webContents }: BrowserWindow): Promise<WebFrameMain | undefined> {
  const end = Date.now() + viewerPatience;
  while (!webContents.isDestroyed() && Date.now() < end) {
    const viewer = webContents.mainFrame.framesInSubtree.find(({ url }) => url.startsWith(viewerOrigin));
    if (viewer?.framesInSubtree.some(({ url }) => shelf.allows(url) && url.endsWith('.pdf')) === true)
      return viewer;
    await wait(50);
  }
  return undefined;
}

/** Shows finished pages in Chromium's PDF viewer or, where that is missing, the document that they were made from. */
async function loadPages(
  window: BrowserWindow,
  html: string,
  pdf: Buffer<ArrayBuffer>,
  name: string,
): Promise<void> {
  const places = [
    shelf.put({ body: pdf, type: 'application/pdf', name: `${name}.pdf` }),
    shelf.put({ body: Buffer.from(html), type: 'text/html; charset=utf-8', name: 'pages.html' }),
  ] as const;
  window.once('closed', () => places.forEach((place) => place.remove()));
  // Without a viewer the address is refused as a download.
  await window.loadURL(places[0].address).catch(() => undefined);
  const viewer = await viewerOf(window);
  if (viewer !== undefined)
    await Promise.all(
      viewer.framesInSubtree.map((frame) => frame.executeJavaScript(listenForWishes).catch(() => undefined)),
    );
  else if (!window.isDestroyed()) await window.loadURL(places[1].address);
}

/** The viewer's own button saves the pages by the system's dialog; what is not saved when its window goes never is. */
function watchSaving(window: BrowserWindow, saved: PaperWatch['saved']): void {
  const { session } = window.webContents;
  const hear = (_event: unknown, item: DownloadItem) => {
    const cancel = () => item.cancel();
    window.once('closed', cancel);
    item.once('done', (_done, state) => {
      window.off('closed', cancel);
      if (state === 'completed') saved?.(item.getSavePath());
    });
  };
  session.on('will-download', hear);
  window.once('closed', () => session.off('will-download', hear));
}

/** One preview at a time is open. Escape closes it, Ctrl+P and the viewer's button print. */
export function createPreview(
  parentOf: () => BrowserWindow | undefined,
  print: (window: BrowserWindow, html: string, printed?: () => void) => Promise<void>,
): (html: string, pdf: Buffer<ArrayBuffer>, title: string, watch?: PaperWatch) => Promise<void> {
  let shown: BrowserWindow | undefined;

  return async (html, pdf, title, watch = {}) => {
    shown?.destroy();
    const parent = parentOf();
    const size = { width: 1100, height: 740, minWidth: 700, minHeight: 480 };
    const window = openPaper({ title, ...size, ...(parent === undefined ? {} : { parent }) }, 'viewer');
    shown = window;
    window.once('closed', () => {
      if (shown === window) shown = shelf.onWish = undefined;
    });
    watchSaving(window, watch.saved);
    // The viewer would call the window after the file.
    window.on('page-title-updated', (event) => event.preventDefault());

    shelf.onWish = (wish) => {
      if (wish === 'print') void print(window, html, watch.printed);
      else if (!window.isDestroyed()) window.close();
    };
    // Where the pages are shown without the viewer, the keys are the window's.
    window.webContents.on('before-input-event', (event, { type, key, control }) => {
      const wish = key === 'Escape' ? 'close' : control && key.toLowerCase() === 'p' ? 'print' : undefined;
      if (type !== 'keyDown' || wish === undefined) return;
      event.preventDefault();
      shelf.onWish?.(wish);
    });
    try {
      await loadPages(window, html, pdf, title);
      watch.mayShow?.();
    } catch (error) {
      window.destroy();
      throw error;
    }
    if (!window.isDestroyed()) window.show();
  };
}
