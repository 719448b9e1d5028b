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
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      const drawn = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      return drawn && !/, 0\)$/.test(outlineColor);
    };
    const { width, height, left, top, right, bottom } = at.getBoundingClientRect();
    const onScreen = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
    const words = at.getAttribute('aria-label') ?? (at as HTMLElement).innerText ?? '';
    return {
      words: `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${words.trim().slice(0, 30)}`,
      region: at.closest<HTMLElement>('[data-region]')?.dataset['region'] ?? null,
      inDialog: at.closest('[role=dialog]') !== null,
      visible: onScreen && width > 0 && height > 0 && (ringed(at) || ringed(at.closest('.cell') ?? at)),
    };
  });
}

/** Presses a key until the focus is where it began, or `limit` times; every place on the way. */
export async function walk(page: Page, key: string, limit: number): Promise<FocusedPlace[]> {
  const places: FocusedPlace[] = [];
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
