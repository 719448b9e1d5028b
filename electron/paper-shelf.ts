/** Chromium's own PDF viewer: a part of the browser with an address like an extension's. */
export const viewerOrigin = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai';

const pagesOrigin = 'app://paper';
/** Where the viewer has its fonts and scripts from; inside the browser, too. */
const known = [`${pagesOrigin}/`, `${viewerOrigin}/`, 'chrome://resources/', 'blob:', 'data:', 'about:blank'];

/** Asked for by the viewer when the clerk presses a key or button that means the program. */
export const wishes = { print: `${pagesOrigin}/wish/print`, close: `${pagesOrigin}/wish/close` } as const;
export type Wish = keyof typeof wishes;

export interface PaperDocument {
  readonly body: Buffer<ArrayBuffer>;
  readonly type: 'text/html; charset=utf-8' | 'application/pdf';
  /** Ends the address; the viewer offers it as the file's name. */
  readonly name: string;
}

export interface ShelfPlace {
  readonly address: string;
  remove(): void;
}

/** Finished pages while a window shows them; they are never on disk, and a removed one is gone. */
export class PaperShelf {
  readonly #documents = new Map<string, PaperDocument>();
  /** Who hears what the viewer asks for; a preview sets it while it is open. */
  onWish: ((wish: Wish) => void) | undefined;
  #next = 1;

  put(document: PaperDocument): ShelfPlace {
    const path = `/${this.#next}/${encodeURIComponent(document.name)}`;
    this.#next += 1;
    this.#documents.set(path, document);
    return { address: `${pagesOrigin}${path}`, remove: () => void this.#documents.delete(path) };
  }

  /** What may be asked for: pages and the parts of the viewer. No host, no file, not even the program's own page. */
  allows(address: string): boolean {
    return known.some((start) => address.startsWith(start));
  }

  /** Where a frame may go: to the viewer, or to a page that is on the shelf. */
  shows(address: string): boolean {
    return address.startsWith(`${viewerOrigin}/`) || this.#at(address) !== undefined;
  }

  #at(address: string): PaperDocument | undefined {
    const start = `${pagesOrigin}/`;
    return address.startsWith(start) ? this.#documents.get(address.slice(start.length - 1)) : undefined;
  }

  answer({ method, url }: Pick<Request, 'method' | 'url'>): Response {
    if (url === wishes.print) this.onWish?.('print');
    if (url === wishes.close) this.onWish?.('close');
    const document = method === 'GET' ? this.#at(url) : undefined;
    if (document === undefined) return new Response(null, { status: 404 });
    return new Response(document.body, {
      headers: {
        'Content-Type': document.type,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
        // The pages have the same policy inside; the viewer needs scripts of its own.
        ...(document.type === 'application/pdf'
          ? {}
          : { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" }),
      },
    });
  }
}
