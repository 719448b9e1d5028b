import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
import { securityRules } from '../../scripts/eslint-security.mjs';

const linter = new Linter();
const parser: Linter.Config = {
  files: ['**/*.{ts,tsx}'],
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { ecmaFeatures: { jsx: true } },
  },
};

function found(file: string, code: string): number {
  const messages = linter.verify(code, [parser, ...securityRules], { filename: file });
  const broken = messages.find(({ fatal }) => fatal);
  if (broken !== undefined) throw new Error(`${code}: ${broken.message}`);
  return messages.length;
}

const window = (preference: string) => `export const options = { webPreferences: { ${preference} } };`;
const [main, page, core] = ['electron/handlers/x.ts', 'renderer/pages/x.tsx', 'shared/x.ts'];

test.each([
  ...['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webviewTag'].map(
    (name) => `${name}: true`,
  ),
  ...['allowRunningInsecureContent', 'experimentalFeatures', 'navigateOnDragDrop'].map(
    (name) => `${name}: true`,
  ),
  ...[
    'contextIsolation: false',
    'sandbox: false',
    'webSecurity: false',
    'webSecurity: wanted',
    "enableBlinkFeatures: 'x'",
  ],
])('a window with %s is refused, also where windows are made', (preference) => {
  expect(found(main, window(preference))).toBe(1);
  expect(found('electron/window.ts', window(preference))).toBe(1);
});

test.each([
  [main, 'new BrowserWindow({})'],
  [main, 'new WebContentsView({})'],
  [main, "shell.openExternal('https://tianbao.example')"],
  ['electron/files.ts', "shell.openExternal('https://tianbao.example')"],
  [main, 'shell.openPath(name)'],
  [main, 'window.webContents.executeJavaScript(text)'],
  [main, "ipcMain.handle('another', () => 1)"],
  [main, "ipcMain.on('another', () => 1)"],
  ['electron/main.ts', "window.webContents.ipc.handle('another', () => 1)"],
  [main, 'contents.setWindowOpenHandler(() => ({}))'],
  [main, 'target.setPermissionRequestHandler(null)'],
  [main, "fetch('https://tianbao.example')"],
  [main, "net.request('https://tianbao.example')"],
  [main, "import { request } from 'node:https'; request('x')"],
  [main, "import { spawn } from 'node:child_process'; spawn('x')"],
  [main, "import { exec } from 'child_process'; exec('x')"],
  [main, "import { createServer } from 'node:net'; createServer()"],
  [main, "import remote from '@electron/remote'; remote.app"],
  [core, "eval('1')"],
  [core, "globalThis.eval('1')"],
  [core, "new Function('return 1')"],
  [core, "setTimeout('f()', 1)"],
  [page, 'part.innerHTML = text'],
  [page, 'part.outerHTML = text'],
  [page, "part.insertAdjacentHTML('beforeend', text)"],
  [page, 'document.write(text)'],
  [page, "new DOMParser().parseFromString(text, 'text/html')"],
  [page, 'export const part = <p dangerouslySetInnerHTML={{ __html: text }} />'],
  [page, "fetch('https://tianbao.example')"],
  [page, "new WebSocket('wss://tianbao.example')"],
  [page, 'new RTCPeerConnection()'],
  [page, "navigator.sendBeacon('x')"],
])('in %s: %s is refused', (file, code) => {
  expect(found(file, code)).toBe(1);
});

test('what belongs where it is stays allowed', () => {
  expect(found('electron/window.ts', 'new BrowserWindow({}); contents.setWindowOpenHandler(deny)')).toBe(0);
  expect(found('electron/ipc.ts', "ipcMain.handle('tianbao.call', door)")).toBe(0);
  expect(found('electron/files.ts', 'shell.openPath(folder)')).toBe(0);
  expect(found('electron/paper-preview.ts', 'frame.executeJavaScript(keys)')).toBe(0);
  expect(
    found(
      'renderer/manual/manual.tsx',
      'export const part = <p dangerouslySetInnerHTML={{ __html: text }} />',
    ),
  ).toBe(0);
  expect(found(main, window('sandbox: true, contextIsolation: true, nodeIntegration: false'))).toBe(0);
  expect(found(page, 'export const take = (fetch: () => void) => fetch()')).toBe(0);
});
