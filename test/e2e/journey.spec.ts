import path from 'node:path';
import { test } from 'playwright/test';
import { demonstrate } from '../support/demonstration';
import { launchApp } from '../support/launch';

test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

const out = process.env['TIANBAO_DEMO_OUT'] ?? path.resolve('out', 'test', 'journey');

demonstrate(out, async (options) => {
  const { app, page } = await launchApp(options);
  return {
    page,
    close: () => app.close(),
    /** Taken by Electron itself: the test tool cuts a zoomed page at its unzoomed size. */
    async zoomed(factor) {
      const png = await app.evaluate(async ({ BrowserWindow }, zoom) => {
        const [window] = BrowserWindow.getAllWindows();
        if (window === undefined) throw new Error('no window');
        window.webContents.setZoomFactor(zoom);
        await new Promise((resolve) => setTimeout(resolve, 500));
        const image = await window.webContents.capturePage();
        window.webContents.setZoomFactor(1);
        return image.toPNG().toString('base64');
      }, factor);
      return Buffer.from(png, 'base64');
    },
  };
});
