import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import type { Bridge } from '../../shared/ipc';
import { launchApp } from '../support/launch';

/** What a page could break out by, beyond what `security.spec.ts` tries; addresses are in `security-network.spec.ts`. */

let folder: string;
let app: ElectronApplication;
let page: Page;
/** Written when the desktop is asked to open an address. */
let opened: string;
/** A file on the clerk's desktop. */
let stranger: string;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-fences-'));
  opened = path.join(folder, 'opened.txt');
  stranger = path.join(folder, 'stranger.html');
  writeFileSync(stranger, '<title>stranger</title>');
  const programs = path.join(folder, 'bin');
  mkdirSync(programs);
  for (const name of ['xdg-open', 'gio', 'kde-open', 'gvfs-open', 'x-www-browser', 'xdg-email'])
    writeFileSync(path.join(programs, name), `#!/bin/sh\necho "${name} $*" >> '${opened}'\n`, {
      mode: 0o755,
    });
  ({ app, page } = await launchApp({
    dataFolder: path.join(folder, 'data'),
    env: { PATH: `${programs}:${process.env['PATH'] ?? ''}`, DE: 'generic' },
  }));
  await page.waitForLoadState('load');
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs `act` as the page's own code does; the debugger's is exempt from the policy, a timer's is not. */
async function asPage(act: () => unknown): Promise<void> {
  await page.evaluate((source) => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- compiled under the debugger's exemption
    const run = new Function(`return (${source})()`) as () => unknown;
    setTimeout(() => {
      try {
        void Promise.resolve(run()).catch(() => null);
      } catch {
        // What is thrown is reported, too.
      }
    }, 0);
  }, act.toString());
}

/** The directives of the policy that `act` offends, each once. */
async function offended(act: () => unknown): Promise<string[]> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { offended: seen });
    document.addEventListener('securitypolicyviolation', (event) => void seen.push(event.effectiveDirective));
  });
  await asPage(act);
  await page.waitForTimeout(400);
  const seen = await page.evaluate(() => (globalThis as unknown as { offended: string[] }).offended);
  return [...new Set(seen)].sort();
}

test('each directive of the policy is kept and reported', async () => {
  const acts: Readonly<Record<string, () => unknown>> = {
    'script-src-elem': () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = 1';
      document.head.append(script);
    },
    'script-src-attr': () => {
      const part = document.createElement('p');
      part.setAttribute('onclick', 'globalThis.ran = 1');
      document.body.append(part);
      part.click();
    },
    'script-src': () => globalThis.eval('globalThis.ran = 1') as unknown,
    'style-src-elem': () => {
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.head.append(style);
    },
    'style-src-attr': () => {
      document.body.insertAdjacentHTML('beforeend', '<p style="color: red">x</p>');
    },
    'img-src': () => {
      new Image().src = 'https://tianbao.invalid/x.png';
    },
    'font-src': () => {
      const face = new FontFace('x', 'url(https://tianbao.invalid/x.woff2)');
      void face.load().catch(() => null);
    },
    'connect-src': () => fetch('app://tianbao/'),
    'media-src': () => {
      document.createElement('video').src = 'app://tianbao/x.mp4';
    },
    'object-src': () => {
      const part = document.createElement('object');
      part.data = 'app://tianbao/';
      document.body.append(part);
    },
    'frame-src': () => {
      const part = document.createElement('iframe');
      part.src = 'app://tianbao/';
      document.body.append(part);
    },
    'worker-src': () => new Worker('app://tianbao/assets/none.js'),
    'base-uri': () => {
      const base = document.createElement('base');
      base.href = 'https://tianbao.invalid/';
      document.head.append(base);
    },
    'form-action': () => {
      const form = document.createElement('form');
      form.action = 'app://tianbao/';
      document.body.append(form);
      form.submit();
    },
  };
  const seen: Record<string, string[]> = {};
  for (const [directive, act] of Object.entries(acts)) seen[directive] = await offended(act);
  for (const directive of Object.keys(acts)) expect(seen[directive], directive).toContain(directive);
  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
  expect(await page.evaluate(() => document.baseURI)).toBe('app://tianbao/');
});

test('a frame has neither Node nor the bridge, and a worker cannot be made', async () => {
  const found = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'tianbao'];
    const within = names.filter((name) => frame.contentWindow !== null && name in frame.contentWindow);
    frame.remove();
    return within;
  });
  expect(found).toEqual([]);
});

test('a webview is not attached, whoever asks for it', async () => {
  await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'app://tianbao/');
    view.setAttribute('allowpopups', '');
    document.body.append(view);
  });
  const kinds = await app.evaluate(async ({ BrowserWindow, webContents }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } });
    let asked = 0;
    window.webContents.on('will-attach-webview', () => void (asked += 1));
    await window.loadURL(
      'data:text/html,<webview src="app://tianbao/" nodeintegration allowpopups></webview>',
    );
    await new Promise((done) => setTimeout(done, 500));
    const found = webContents.getAllWebContents().map((contents) => contents.getType());
    window.destroy();
    return { asked, views: found.filter((kind) => kind === 'webview').length };
  });
  expect(kinds).toEqual({ asked: 1, views: 0 });
});

test('main listens on one channel, to our window only', async () => {
  const preload = path.join(folder, 'foreign.cjs');
  writeFileSync(
    preload,
    `const { contextBridge, ipcRenderer } = require('electron');
     const call = (...input) => ipcRenderer.invoke(...input).catch((error) => String(error));
     contextBridge.exposeInMainWorld('foreign', call);`,
  );
  const heard = await app.evaluate(async ({ BrowserWindow, ipcMain }, preload) => {
    const answers: Record<string, unknown> = {};
    const ask = `foreign('tianbao.call', 'app.start', null)`;
    for (const address of ['data:text/html,x', 'app://tianbao/']) {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true },
      });
      await window.loadURL(address);
      answers[address] = await window.webContents.executeJavaScript(ask);
      window.destroy();
    }
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, unknown> };
    return { answers, channels: [...handlers.keys()], others: ipcMain.eventNames() };
  }, preload);
  const refused = { ok: false, error: { code: 'app.foreignSender', params: {} } };
  expect(new Set(Object.values(heard.answers).map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify(refused)]),
  );
  expect(Object.keys(heard.answers)).toHaveLength(2);
  expect(heard.channels).toEqual(['tianbao.call']);
  // Electron's own, so that an error there does not end the program.
  expect(heard.others).toEqual(['error']);
});

test('what no clerk could send is refused in the window, too, and the program goes on', async () => {
  const answers = await page.evaluate(async () => {
    const { tianbao } = window as unknown as { tianbao: Bridge };
    const circle: Record<string, unknown> = {};
    circle['circle'] = circle;
    let deep: unknown = 1;
    for (let n = 0; n < 400; n++) deep = [deep];
    const inputs: unknown[] = [
      circle,
      deep,
      Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, n])),
      new Float64Array(10_000),
      'x'.repeat(9_000_000),
      new Map([[1, 2]]),
      new Date(0),
      10n ** 400n,
      JSON.parse('{"__proto__":{"polluted":true}}'),
      () => 1,
    ];
    const codes: string[] = [];
    for (const input of inputs) {
      try {
        const answer = await tianbao.call('submission.setCells', input);
        codes.push(answer.ok ? 'ok' : answer.error.code);
      } catch (error) {
        codes.push(String(error));
      }
    }
    return { codes, start: (await tianbao.call('app.start', null)).ok };
  });
  // What the bridge cannot copy does not even leave the page.
  expect(answers.codes.pop()).toBe('Error: An object could not be cloned.');
  expect(answers.codes).toEqual(Array(9).fill('app.badRequest'));
  expect(answers.start).toBe(true);
  expect(await app.evaluate(() => 'polluted' in {})).toBe(false);
});

test('a session that somebody makes later is sealed from its first moment', async () => {
  const outcome = await app.evaluate(async ({ BrowserWindow, session }) => {
    const later = session.fromPartition('later');
    const window = new BrowserWindow({ show: false, webPreferences: { session: later, sandbox: true } });
    await window.loadURL('data:text/html,<p>later</p>');
    const fetched = await later.fetch('https://tianbao.invalid/').then(
      () => 'fetched',
      (error: unknown) => String(error),
    );
    const notifications = (await window.webContents.executeJavaScript(
      'Notification.requestPermission()',
    )) as string;
    await window.webContents.executeJavaScript(
      `location.href = 'https://tianbao.invalid/'; open('about:blank')`,
    );
    await new Promise((done) => setTimeout(done, 300));
    const address = window.webContents.getURL();
    const windows = BrowserWindow.getAllWindows().length;
    window.destroy();
    return { fetched, notifications, address, windows, checks: later.isSpellCheckerEnabled() };
  });
  expect(outcome.fetched).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(outcome).toMatchObject({
    notifications: 'denied',
    address: 'data:text/html,<p>later</p>',
    windows: 2,
    checks: false,
  });
});

test('our page stands in no frame', async () => {
  const shown = await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    await window.loadURL('data:text/html,<iframe src="app://tianbao/"></iframe>');
    await new Promise((done) => setTimeout(done, 300));
    const inside = window.webContents.mainFrame.frames[0];
    const text = (await inside?.executeJavaScript('document.title').catch(() => '')) as string;
    window.destroy();
    return text;
  });
  expect(shown).toBe('');
});

/** Puts a link in the upper corner, over everything else. */
async function linkTo(target: string): Promise<void> {
  await page.evaluate((target) => {
    document.getElementById('way-out')?.remove();
    const link = Object.assign(document.createElement('a'), {
      id: 'way-out',
      href: target,
      textContent: 'x',
    });
    link.setAttribute('ping', target);
    Object.assign(link.style, {
      position: 'fixed',
      top: '0',
      left: '0',
      width: '90px',
      height: '90px',
      zIndex: '99999',
    });
    document.body.append(link);
  }, target);
}

test('a click of any kind on a link opens nothing and leaves the page where it is', async () => {
  for (const target of [
    'https://tianbao.invalid/',
    'mailto:x@tianbao.invalid',
    'ms-settings:',
    'tel:99',
    `file://${stranger}`,
  ]) {
    await linkTo(target);
    await page.mouse.click(40, 40);
    await page.mouse.click(40, 40, { button: 'middle' });
    for (const key of ['Control', 'Shift', 'Alt'] as const) {
      await page.keyboard.down(key);
      await page.mouse.click(40, 40);
      await page.keyboard.up(key);
    }
    await page.evaluate((target) => void window.open(target), target);
    await page.waitForTimeout(150);
    expect(page.url(), target).toBe('app://tianbao/');
  }
  await page.evaluate(() => document.getElementById('way-out')?.remove());
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(existsSync(opened)).toBe(false);
});

test('a file or link that is dropped on the window does not take the page’s place', async () => {
  const session = await page.context().newCDPSession(page);
  const drops = [
    { items: [], files: [stranger], dragOperationsMask: 1 },
    { items: [{ mimeType: 'text/uri-list', data: `file://${stranger}` }], dragOperationsMask: 1 },
    { items: [{ mimeType: 'text/uri-list', data: 'https://tianbao.invalid/' }], dragOperationsMask: 1 },
  ];
  for (const data of drops) {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
    await page.waitForTimeout(200);
    expect(page.url()).toBe('app://tianbao/');
    expect(await page.evaluate(() => document.title)).toBe('填报');
  }
  await session.detach();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
