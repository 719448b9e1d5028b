import path from 'node:path';
import { app, BrowserWindow } from 'electron';

async function open() {
  await app.whenReady();
  const window = new BrowserWindow({
    webPreferences: { sandbox: true, preload: path.join(import.meta.dirname, 'preload.cjs') },
  });
  await window.loadFile(path.join(import.meta.dirname, 'renderer', 'index.html'));
}

app.on('window-all-closed', () => app.quit());
void open();
