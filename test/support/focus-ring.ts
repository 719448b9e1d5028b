import type { Page } from 'playwright/test';

export interface FocusedPlace {
  /** Role or tag with the name, for people. */
  readonly words: string;
  readonly region: string | null;
  readonly inDialog: boolean;
  /** Something on the screen tells that the focus is here. */
  readonly visible: boolean;
}

/** Where the focus is, and whether she who looks at the screen can tell. */
export function focusedPlace(page: Page): Promise<FocusedPlace> {
  return page.evaluate(() => {
    const at = document.activeElement ?? document.body;
    const ringed = (element: Element) => {
      const style = getComputedStyle(element);
      const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
      // The editor of a cell is there only while the cell is the current one; its frame is its border.
      const framed = element.matches('.cell-editor') && Number.parseFloat(style.borderTopWidth) >= 2;
      return framed || (outlined && !/, 0\)$/.test(style.outlineColor));
    };
    const { width, height, left, top, right, bottom } = at.getBoundingClientRect();
    const onScreen = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
    const words = at.getAttribute('aria-label') ?? (at as HTMLElement).innerText ?? '';
    return {
      words: `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${words.trim().slice(0, 30)}`,
      region: at.closest<HTMLElement>('[data-region]')?.dataset['region'] ?? null,
      inDialog: at.closest('[role=dialog]') !== null,
      visible: onScreen && width > 0 && height > 0 && ringed(at),
    };
  });
}

/** Presses a key until the focus is where it began, or `limit` times; every place on the way. */
export async function walk(page: Page, key: string, limit: number): Promise<FocusedPlace[]> {
  const places: FocusedPlace[] = [];
  // From nowhere the first step goes to the first place of the page, and it is from there that the walk begins.
  if (await page.evaluate(() => document.activeElement === document.body)) await page.keyboard.press(key);
  await page.evaluate(() => Object.assign(globalThis, { begun: document.activeElement }));
  for (let step = 0; step < limit; step += 1) {
    await page.keyboard.press(key);
    places.push(await focusedPlace(page));
    const isBack = await page.evaluate(
      () => document.activeElement === (globalThis as unknown as { begun: Element }).begun,
    );
    if (isBack) break;
  }
  return places;
}
