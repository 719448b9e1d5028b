// The least that an Electron program can be: what ours is measured against.
const { app, BrowserWindow } = require('electron');
const path = require('node:path');

const folder = process.argv[process.argv.indexOf('--data') + 1];
app.setPath('userData', folder);
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  return window.loadFile(path.join(__dirname, 'index.html'));
});
app.on('window-all-closed', () => app.quit());
