import type { ElectronApplication, Page } from 'playwright/test';

/** Milliseconds from an event until its cells stood in the document, a frame showed them, and the window said saved. */
export interface PasteSample {
  /** When the event came, in milliseconds since 1970. */
  readonly at: number;
  readonly commit: number;
  readonly painted: number;
  readonly saved: number;
}

interface Occasion {
  /** The event is a paste of this text, or the keys of undo when it is null. */
  readonly text: string | null;
  /** A cell whose text tells that everything stands there, and the text it then has. */
  readonly cell: string;
  readonly shows: string;
}

/** Pastes into the selected cell, or takes the last change back, and watches what follows. */
export function measureChange(page: Page, occasion: Occasion): Promise<PasteSample> {
  return page.evaluate(async ({ text, cell, shows }) => {
    const shown = () => document.querySelector(`[data-cell="${CSS.escape(cell)}"] .cell-text`)?.textContent;
    const status = () => document.querySelector('[data-testid="saved-state"]')?.getAttribute('data-status');
    const when = (test: () => boolean, timeout = 10_000) =>
      new Promise<number>((resolve, reject) => {
        const look = () => {
          if (!test()) return;
          watcher.disconnect();
          clearTimeout(late);
          resolve(performance.now());
        };
        const watcher = new MutationObserver(look);
        watcher.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        const late = setTimeout(() => {
          watcher.disconnect();
          reject(new Error(`${cell} shows ${shown() ?? 'nothing'} and not ${shows}; ${status() ?? ''}`));
        }, timeout);
        look();
      });
    const target = document.activeElement ?? document.body;
    const before = performance.now();
    const committed = when(() => shown() === shows);
    if (text === null) {
      const init = { key: 'z', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true };
      target.dispatchEvent(new KeyboardEvent('keydown', init));
    } else {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }
    const commit = (await committed) - before;
    const saved = when(() => status() === 'saved');
    const painted = await new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - before);
        port2.postMessage(null);
      });
    });
    return { at: performance.timeOrigin + before, commit, painted, saved: (await saved) - before };
  }, occasion);
}

/** Has main note when it has answered a change: by then the change is on disk, whatever the window is busy with. */
export function watchMain(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ ipcMain }) => {
    type Handler = (...args: readonly unknown[]) => unknown;
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    const handle = handlers.get('tianbao.call') as Handler;
    handlers.set('tianbao.call', async (...args) => {
      const answer = await handle(...args);
      if (args[1] === 'submission.setCells') Object.assign(globalThis, { onDiskAt: Date.now() });
      return answer;
    });
  });
}

/** When the last change was on disk, in milliseconds since 1970. */
export function onDiskAt(app: ElectronApplication): Promise<number> {
  return app.evaluate(() => (globalThis as unknown as { onDiskAt: number }).onDiskAt);
}
