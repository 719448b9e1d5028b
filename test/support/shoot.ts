import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from 'playwright/test';

/** What the window shows at three zooms, as `name-125.png`, for people to look at; the usual size is put back. */
export async function shootAtZooms(app: ElectronApplication, folder: string, name: string) {
  for (const factor of [1, 1.25, 1.5]) {
    const png = await app.evaluate(async ({ BrowserWindow }, zoom) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.webContents.setZoomFactor(zoom);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return (await window?.webContents.capturePage())?.toPNG().toString('base64') ?? '';
    }, factor);
    writeFileSync(path.join(folder, `${name}-${factor * 100}.png`), Buffer.from(png, 'base64'));
  }
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
}
