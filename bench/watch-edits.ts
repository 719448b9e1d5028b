import type { Page } from 'playwright/test';

/** Milliseconds of every edit since `watch`, in the order in which they were made. */
export interface EditSamples {
  readonly commit: number[];
  readonly saved: number[];
  readonly painted: number[];
}

/** Watches the page from outside: keydown, the first change of the document after it, the frame, the saved mark. */
export async function watchEdits(page: Page): Promise<void> {
  await page.evaluate(() => {
    const samples: EditSamples = { commit: [], saved: [], painted: [] };
    let pressed = 0;
    let waiting = false;
    const saving = new Map<Element, number>();
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Enter') return;
        pressed = event.timeStamp;
        waiting = true;
      },
      { capture: true },
    );
    new MutationObserver((changes) => {
      const now = performance.now();
      for (const { target, attributeName } of changes) {
        if (!(target instanceof Element) || attributeName !== 'data-save') continue;
        const state = target.getAttribute('data-save');
        const since = saving.get(target);
        if (state === 'saving') saving.set(target, now);
        else if (state === null && since !== undefined) {
          samples.saved.push(now - since);
          saving.delete(target);
        }
      }
      if (!waiting) return;
      waiting = false;
      const started = pressed;
      samples.commit.push(now - started);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => samples.painted.push(performance.now() - started);
        port2.postMessage(null);
      });
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    Object.assign(window, { benchSamples: samples });
  });
}

/** What was seen so far; the watching goes on with empty samples. */
export function takeSamples(page: Page): Promise<EditSamples> {
  return page.evaluate(() => {
    const { benchSamples } = window as unknown as { benchSamples: EditSamples };
    const taken = structuredClone(benchSamples);
    for (const samples of Object.values(benchSamples) as number[][]) samples.length = 0;
    return taken;
  });
}
