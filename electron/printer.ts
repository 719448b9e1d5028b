import {
  BrowserWindow,
  clipboard,
  ClipboardItem,
  dialog,
  nativeImage,
  type NativeImage,
  type WebContentsPrintOptions,
} from 'electron';
import { Refusal, refusal } from '../shared/error';
import { errorSentence } from '../shared/messages';
import { atPaperSize, enlargement } from '../shared/paper/measure';
import type { PaperWatch, Printer } from './handlers/context';
import { createPreview } from './paper-preview';
import { openPaper, shelf } from './paper-session';

/** A document that has not become paper by now never will. */
const patience = 60_000;

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

/** Chromium's words for a dialog that was closed without printing, and for a PC without a printer. */
const cancelled = /cancell?ed/i;
const noPrinter = /enumerate printers|no printer|no valid printer/i;

/**
 * Paper that the dialog begins with, which is that of the first page: Chromium would take upright A4 and shrink a broad
 * sheet to its width. No edition mixes papers; a sheet on another one is shrunk.
 */
function paperOf(html: string): { readonly landscape: boolean; readonly pageSize: 'A4' | 'A3' } {
  const [, width, height] = /@page p0\{size:(\d+)mm (\d+)mm/.exec(html) ?? [];
  return {
    landscape: Number(width) > Number(height),
    pageSize: Math.max(Number(width), Number(height)) > 400 ? 'A3' : 'A4',
  };
}

async function print(
  parent: BrowserWindow | undefined,
  html: string,
  mayShow?: () => void,
): Promise<boolean> {
  const body = Buffer.from(atPaperSize(html));
  const place = shelf.put({ body, type: 'text/html; charset=utf-8', name: 'pages.html' });
  const window = openPaper(parent === undefined ? {} : { parent }, 'page');
  const options = {
    ...{ silent: false, printBackground: true },
    ...{ ...paperOf(html), margins: { marginType: 'none' as const } },
  };
  try {
    await whileAlive(window, window.loadURL(place.address));
    mayShow?.();
    return await askToPrint(window, options);
  } catch (error) {
    throw refusalFor(error);
  } finally {
    place.remove();
    if (!window.isDestroyed()) window.destroy();
  }
}

/** Windows whose system's print dialog is open. */
const asking = new Set<BrowserWindow>();

function askToPrint(window: BrowserWindow, options: WebContentsPrintOptions): Promise<boolean> {
  return new Promise<boolean>((resolve, reject) => {
    asking.add(window);
    const end = () => void asking.delete(window);
    window.once('closed', () => {
      end();
      resolve(false);
    });
    window.webContents.print(options, (done, reason) => {
      end();
      if (done || cancelled.test(reason)) resolve(done);
      else if (noPrinter.test(reason)) reject(refusal('paper.noPrinter', {}));
      else reject(refusal('paper.failed', { reason }));
    });
  });
}

/** The page that the window shows; its style sheets say what of it belongs on paper. */
async function windowPdf(window: BrowserWindow | undefined): Promise<Pdf> {
  if (window === undefined) throw refusal('paper.failed', { reason: 'NO WINDOW' });
  // Its grounds would only cost ink, and around the page there is the window's own colour.
  const options = { pageSize: 'A4', landscape: true, printBackground: false } as const;
  try {
    const bytes = Buffer.from(await whileAlive(window, window.webContents.printToPDF(options)));
    return { bytes, pages: countPages(bytes) };
  } catch (error) {
    throw refusalFor(error);
  }
}

function printWindow(window: BrowserWindow | undefined): Promise<boolean> {
  if (window === undefined) return Promise.resolve(false);
  return askToPrint(window, { silent: false, printBackground: false, landscape: true, pageSize: 'A4' });
}

/** Electron's clipboard took an image until it was rebuilt after the browser's; the program runs on both. */
interface FormerClipboard {
  writeImage(image: NativeImage): void;
}

function isFormer(board: object): board is FormerClipboard {
  return 'writeImage' in board;
}

/** Puts a PNG on the clipboard; false when it is none. */
export async function copyPicture(png: Buffer<ArrayBuffer>): Promise<boolean> {
  const image = nativeImage.createFromBuffer(png);
  if (image.isEmpty()) return false;
  const board: object = clipboard;
  if (isFormer(board)) board.writeImage(image);
  else await clipboard.write([new ClipboardItem({ 'image/png': new Blob([png], { type: 'image/png' }) })]);
  return true;
}

/** Prints by Chromium; what is opened belongs to the window and goes with it. */
export function createPrinter(parentOf: () => BrowserWindow | undefined): Printer {
  /** There is no page that could say what went wrong. */
  async function printFrom(window: BrowserWindow, html: string, printed?: () => void): Promise<void> {
    try {
      const done = await print(window, html, () => {
        // It went with the lock.
        if (window.isDestroyed()) throw refusal('access.locked', {});
      });
      if (done) printed?.();
    } catch (error) {
      const message = errorSentence(refusalFor(error).error);
      if (!window.isDestroyed())
        await dialog.showMessageBox(window, { type: 'warning', title: '打印', message });
    }
  }
  const show = createPreview(parentOf, printFrom);

  async function preview(html: string, title: string, watch?: PaperWatch): Promise<{ pages: number }> {
    const { bytes, pages } = await makePdf(html);
    try {
      await show(html, bytes, title, watch);
    } catch (error) {
      throw refusalFor(error);
    }
    return { pages };
  }

  return {
    ...{ pdf: makePdf, preview, print: (html, mayShow) => print(parentOf(), html, mayShow) },
    windowPdf: () => windowPdf(parentOf()),
    printWindow: () => printWindow(parentOf()),
  };
}

/**
 * Paper that is being looked at goes with the lock, and so does paper that the system's dialog asks about: of a window
 * that is gone nothing can be printed any more. Hidden windows that only draw show nobody anything.
 */
export function closeOthers(own: BrowserWindow | undefined): void {
  for (const each of BrowserWindow.getAllWindows())
    if (each !== own && (each.isVisible() || asking.has(each))) each.destroy();
}
