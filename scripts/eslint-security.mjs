/**
 * What a scanner for Electron programs would look for. None is maintained (docs/security.md), so that what must not be
 * written here is refused where everything else is.
 */

/** Flags of a window that open what is closed by default, or close what we rely on. */
const openingFlags = [
  ...['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webviewTag'].map(
    (name) => [name, true],
  ),
  ...['allowRunningInsecureContent', 'experimentalFeatures', 'navigateOnDragDrop'].map((name) => [
    name,
    true,
  ]),
  ...['contextIsolation', 'sandbox', 'webSecurity'].map((name) => [name, false]),
].map(([name, value]) => ({
  selector: `Property[key.name='${name}']:not([value.value=${value === true ? 'false' : 'true'}])`,
  message: `Windows are made with ${name}: ${value === true ? 'false' : 'true'}.`,
}));

const blinkFeatures = {
  selector: 'Property[key.name=/^(enableBlinkFeatures|disableBlinkFeatures|enablePreferredSizeMode)$/]',
  message: 'No feature of Chromium is switched by hand.',
};
const windowPreferences = {
  selector: 'NewExpression[callee.name=/^(BrowserWindow|WebContentsView|BrowserView)$/]',
  message: 'Windows are made in window.ts and paper-session.ts, with every preference stated.',
};
const openExternal = {
  selector: "MemberExpression[property.name='openExternal']",
  message: 'Nothing is opened outside: the program knows no address.',
};
const openPath = {
  selector: "MemberExpression[object.name='shell'][property.name='openPath']",
  message: 'Only files.ts opens a folder of the clerk, none whose name came from the page.',
};
const executeJavaScript = {
  selector:
    'MemberExpression[property.name=/^(executeJavaScript|executeJavaScriptInIsolatedWorld|insertText)$/]',
  message: 'Main runs no script in a page, but for the keys of the viewer (paper-preview.ts).',
};
const channels = {
  selector:
    "CallExpression[callee.object.name=/^ipcMain$/], CallExpression[callee.property.name=/^(on|once|handle|handleOnce)$/][callee.object.property.name='ipc']",
  message: 'There is one channel, in ipc.ts, and everything on it passes the door.',
};
const sealing = {
  selector:
    'CallExpression[callee.property.name=/^(setWindowOpenHandler|setPermissionRequestHandler|setPermissionCheckHandler)$/]',
  message: 'Sessions and contents are sealed in window.ts and paper-session.ts.',
};
const evaluating = [
  { selector: "CallExpression[callee.name='eval']", message: 'Text never becomes code.' },
  { selector: "CallExpression[callee.property.name='eval']", message: 'Text never becomes code.' },
  { selector: "NewExpression[callee.name='Function']", message: 'Text never becomes code.' },
  { selector: "CallExpression[callee.name='Function']", message: 'Text never becomes code.' },
  {
    selector:
      'CallExpression[callee.name=/^set(Timeout|Interval)$/][arguments.0.type=/^(Literal|TemplateLiteral)$/]',
    message: 'Text never becomes code.',
  },
];
const markup = [
  {
    selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
    message: 'Text never becomes markup: set textContent, or let React write it.',
  },
  {
    selector:
      "CallExpression[callee.property.name=/^(insertAdjacentHTML|writeln|setHTMLUnsafe|createContextualFragment)$/], CallExpression[callee.property.name='parseFromString']:not([arguments.1.value='image/svg+xml'])",
    message: 'Text never becomes markup.',
  },
  {
    selector: "CallExpression[callee.object.name='document'][callee.property.name='write']",
    message: 'Text never becomes markup.',
  },
];
const dangerousMarkup = {
  selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
  message: 'Only the manual shows markup, which is made when the program is built.',
};
const asking = {
  selector:
    "MemberExpression[object.name='net'], MemberExpression[object.name='navigator'][property.name=/^(sendBeacon|serviceWorker|mediaDevices|geolocation|usb|serial|hid|bluetooth)$/]",
  message: 'The program speaks to no host and to no device.',
};

const hostTakers = [
  'fetch',
  'WebSocket',
  'XMLHttpRequest',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
];
const forbiddenGlobals = [
  ...hostTakers.map((name) => ({ name, message: 'The program speaks to no host.' })),
  ...['SharedWorker', 'importScripts'].map((name) => ({ name, message: 'The page makes no worker.' })),
];

const forbiddenModules = [
  ...[
    'http',
    'https',
    'http2',
    'net',
    'tls',
    'dgram',
    'dns',
    'child_process',
    'cluster',
    'inspector',
    'vm',
    'repl',
  ].flatMap((name) => [
    { name, message: 'The program speaks to no host and starts no other program.' },
    { name: `node:${name}`, message: 'The program speaks to no host and starts no other program.' },
  ]),
  { name: 'node:dns/promises', message: 'The program speaks to no host.' },
  { name: '@electron/remote', message: 'The page gets nothing of main but the door.' },
];

const everywhere = [...openingFlags, blinkFeatures, openExternal, asking, ...evaluating];

/**
 * @param {string[]} files
 * @param {object[]} rules
 * @returns {import('eslint').Linter.Config}
 */
function refuse(files, rules) {
  return {
    files,
    rules: {
      'no-restricted-syntax': ['error', ...rules],
      'no-restricted-globals': ['error', ...forbiddenGlobals],
      'no-restricted-imports': ['error', { paths: forbiddenModules }],
    },
  };
}

// Later entries replace earlier ones for the files they name.
/** @type {import('eslint').Linter.Config[]} */
export const securityRules = [
  refuse(['shared/**/*.ts'], everywhere),
  refuse(['renderer/**/*.{ts,tsx}'], [...everywhere, ...markup, dangerousMarkup]),
  refuse(['renderer/manual/**/*.tsx'], [...everywhere, ...markup]),
  refuse(
    ['electron/**/*.ts'],
    [...everywhere, windowPreferences, openPath, executeJavaScript, channels, sealing],
  ),
  refuse(['electron/ipc.ts'], [...everywhere, windowPreferences, openPath, executeJavaScript, sealing]),
  refuse(
    ['electron/window.ts', 'electron/paper-session.ts'],
    [...everywhere, openPath, executeJavaScript, channels],
  ),
  refuse(['electron/paper-preview.ts'], [...everywhere, windowPreferences, openPath, channels, sealing]),
  refuse(['electron/files.ts'], [...everywhere, windowPreferences, executeJavaScript, channels, sealing]),
];
