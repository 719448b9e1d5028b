import { setTimeout as wait } from 'node:timers/promises';
import { app, type BrowserWindow, type WebContents } from 'electron';
import { Refusal, refusal } from '../shared/error';
import { enlargement } from '../shared/paper/measure';
import type { Printer } from './handlers/context';
import { openPaper, shelf } from './paper-session';
import { viewerOrigin } from './paper-shelf';

/** A document that has not become paper by now never will. */
const patience = 60_000;
/** In which Chromium's PDF viewer has to begin; where it does not, there is none. */
const viewerPatience = 3000;

interface Pdf {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly pages: number;
}

/** Pages of a PDF as Chromium writes it, which never compresses its page objects. */
function countPages(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return refusal('paper.failed', { reason: error instanceof Error ? error.message.slice(0, 80) : 'UNKNOWN' });
}

/** Fails when the window's page dies or takes for ever: its promises would stay open. */
async function whileAlive<T>({ webContents }: BrowserWindow, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(refusal('paper.failed', { reason: 'TIMEOUT' })), patience);
    webContents.once('render-process-gone', (_event, { reason }) =>
      reject(refusal('paper.failed', { reason })),
    );
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    clearTimeout(timer);
  }
}

async function makePdf(html: string): Promise<Pdf> {
  const place = shelf.put({ body: Buffer.from(html), type: 'text/html; charset=utf-8', name: 'pages.html' });
  const window = openPaper({}, 'page');
  try {
    await whileAlive(window, window.loadURL(place.address));
    const options = { preferCSSPageSize: true, printBackground: true, scale: 1 / enlargement };
    const printing = window.webContents.printToPDF(options);
    const bytes = Buffer.from(await whileAlive(window, printing));
    return { bytes, pages: countPages(bytes) };
  } catch (error) {
    throw refusalFor(error);
  } finally {
    place.remove();
    window.destroy();
  }
}

/** The frame in which the viewer draws is the last to come. */
async function viewerIsReady({ webContents }: BrowserWindow): Promise<boolean> {
  const end = Date.now() + viewerPatience;
  while (!webContents.isDestroyed() && Date.now() < end) {
    const frames = webContents.mainFrame.framesInSubtree;
    const viewer = frames.find(({ url }) => url.startsWith(viewerOrigin));
    if (viewer !== undefined && viewer.framesInSubtree.length > 1) return true;
    await wait(50);
  }
  return false;
}

/** What shows finished pages: Chromium's PDF viewer or, where that is missing, the document they were made from. */
type Shown = 'viewer' | 'document';

async function loadPages(window: BrowserWindow, html: string, { bytes }: Pdf, name: string): Promise<Shown> {
  const pdf = shelf.put({ body: bytes, type: 'application/pdf', name: `${name}.pdf` });
  const pages = shelf.put({ body: Buffer.from(html), type: 'text/html; charset=utf-8', name: 'pages.html' });
  window.once('closed', () => {
    pdf.remove();
    pages.remove();
  });
  // Without a viewer the address is refused as a download.
  await window.loadURL(pdf.address).catch(() => undefined);
  if ((await viewerIsReady(window)) || window.isDestroyed()) return 'viewer';
  await whileAlive(window, window.loadURL(pages.address));
  return 'document';
}

/** Chromium's words for a dialog that was closed without printing, and for a PC without a printer. */
const cancelled = /cancell?ed/i;
const noPrinter = /enumerate printers|no printer|no valid printer/i;

async function print(parent: BrowserWindow | undefined, html: string): Promise<boolean> {
  const pdf = await makePdf(html);
  const window = openPaper({ ...(parent === undefined ? {} : { parent }) }, 'viewer');
  try {
    const shown = await loadPages(window, html, pdf, '打印');
    const size = shown === 'viewer' ? {} : { scaleFactor: 100 / enlargement };
    return await new Promise<boolean>((resolve, reject) => {
      window.once('closed', () => resolve(false));
      window.webContents.print({ silent: false, printBackground: true, ...size }, (done, reason) => {
        if (done || cancelled.test(reason)) resolve(done);
        else
          reject(
            noPrinter.test(reason) ? refusal('paper.noPrinter', {}) : refusal('paper.failed', { reason }),
          );
      });
    });
  } catch (error) {
    throw refusalFor(error);
  } finally {
    if (!window.isDestroyed()) window.destroy();
  }
}

/**
 * Prints by Chromium. One preview at a time is open; it belongs to the window, goes with it, and is closed with Escape.
 */
export function createPrinter(parentOf: () => BrowserWindow | undefined): Printer {
  let shown: BrowserWindow | undefined;

  function closeWithEscape(contents: WebContents): void {
    contents.on('before-input-event', (event, { type, key }) => {
      if (type !== 'keyDown' || key !== 'Escape') return;
      event.preventDefault();
      shown?.close();
    });
  }

  async function preview(html: string, title: string): Promise<{ pages: number }> {
    const pdf = await makePdf(html);
    shown?.destroy();
    const parent = parentOf();
    const window = openPaper(
      {
        title,
        width: 1100,
        height: 740,
        minWidth: 700,
        minHeight: 480,
        ...(parent === undefined ? {} : { parent }),
      },
      'viewer',
    );
    shown = window;
    window.once('closed', () => {
      if (shown === window) shown = undefined;
    });
    // The viewer would call the window after the file.
    window.on('page-title-updated', (event) => event.preventDefault());
    // The viewer is contents of its own inside those of the window, and has the keys.
    const inside = (_event: unknown, contents: WebContents) => {
      if (contents.session === window.webContents.session) closeWithEscape(contents);
    };
    closeWithEscape(window.webContents);
    app.on('web-contents-created', inside);
    try {
      await loadPages(window, html, pdf, title);
    } catch (error) {
      window.destroy();
      throw refusalFor(error);
    } finally {
      app.off('web-contents-created', inside);
    }
    if (!window.isDestroyed()) window.show();
    return { pages: pdf.pages };
  }

  return { pdf: makePdf, preview, print: (html) => print(parentOf(), html) };
}
