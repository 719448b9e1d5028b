import { type ElectronApplication, expect, type Page } from 'playwright/test';

/** Zooms the window as she does, and waits until it is laid out and painted so; 1 is the usual size. */
export async function zoomTo(app: ElectronApplication, page: Page, factor: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, to) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to);
  }, factor);
  // The screens that tests run on are not scaled themselves.
  await expect.poll(() => page.evaluate(() => window.devicePixelRatio)).toBeCloseTo(factor, 2);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
      }),
  );
}
