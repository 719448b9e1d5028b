import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import type { Bridge } from '../../shared/ipc';
import { launchApp } from '../support/launch';

let dataFolder: string;
let app: ElectronApplication;
let page: Page;
let server: Server;
let port: number;
/** Everything that ever reached the server, were it only the opening of a connection. */
const reached: string[] = [];

test.beforeAll(async () => {
  dataFolder = mkdtempSync(path.join(tmpdir(), 'tianbao-security-'));
  server = createServer((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.setHeader('Access-Control-Allow-Origin', '*').end('reached');
  });
  server.on('connection', () => reached.push('connection'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  ({ app, page } = await launchApp({ dataFolder }));
  await page.waitForLoadState('load');
});

test.afterAll(async () => {
  await app.close();
  server.close();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
});

test('the page has no Node and of Electron two functions', async () => {
  const found = await page.evaluate(() => {
    const names = [
      'require',
      'process',
      'module',
      'exports',
      'Buffer',
      'global',
      '__dirname',
      'electron',
      'ipcRenderer',
    ];
    return {
      names: names.filter((name) => name in globalThis),
      bridge: Object.keys((window as unknown as { tianbao: Bridge }).tianbao).sort(),
    };
  });
  expect(found).toEqual({ names: [], bridge: ['call', 'on'] });
});

test('the window is sealed as configured', async () => {
  const settings = await app.evaluate(({ BrowserWindow, session }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
      contents.getLastWebPreferences();
    const spellcheck = session.defaultSession.isSpellCheckerEnabled();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag, spellcheck };
  });
  expect(settings).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  });
});

/**
 * Runs `act` as the page's own code does: what the debugger evaluates is exempt from the policy, what a timer
 * calls afterwards is not.
 */
async function violations(act: (port: number) => void): Promise<string[]> {
  return page.evaluate(
    ({ source, port }) =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        const note = (event: SecurityPolicyViolationEvent) => void seen.push(event.effectiveDirective);
        document.addEventListener('securitypolicyviolation', note);
        // eslint-disable-next-line @typescript-eslint/no-implied-eval -- compiled now, under the debugger's exemption
        const run = new Function('port', `(${source})(port)`) as (port: number) => void;
        setTimeout(() => {
          try {
            run(port);
          } catch (error) {
            seen.push(error instanceof Error ? error.name : 'thrown');
          }
        }, 0);
        setTimeout(() => {
          document.removeEventListener('securitypolicyviolation', note);
          resolve(seen);
        }, 700);
      }),
    { source: act.toString(), port },
  );
}

test('text never becomes code: eval, inline scripts and handlers are blocked', async () => {
  const seen = await violations(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ran = "inline"';
    document.body.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'globalThis.ran = "handler"');
    image.src = 'data:image/png;base64,nothing';
    document.body.append(image);
    const data = document.createElement('script');
    data.src = 'data:text/javascript,globalThis.ran="data"';
    document.body.append(data);
    globalThis.eval('globalThis.ran = "eval"');
  });
  expect(seen).toContain('EvalError');
  expect(seen.filter((directive) => directive.startsWith('script-src')).length).toBeGreaterThanOrEqual(4);
  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
});

test('nothing that a page can try reaches a server on the same machine', async () => {
  const seen = await violations((port) => {
    const address = `http://127.0.0.1:${port}`;
    void fetch(`${address}/fetch`).catch(() => null);
    const request = new XMLHttpRequest();
    request.open('GET', `${address}/xhr`);
    request.onerror = () => null;
    request.send();
    navigator.sendBeacon(`${address}/beacon`, 'x');
    new EventSource(`${address}/events`);
    try {
      new WebSocket(`ws://127.0.0.1:${port}/socket`);
    } catch {
      // Some versions throw, others only report.
    }
    new Image().src = `${address}/image`;
    for (const [tag, attribute] of [
      ['script', 'src'],
      ['iframe', 'src'],
      ['embed', 'src'],
      ['object', 'data'],
      ['video', 'src'],
    ] as const) {
      const element = document.createElement(tag);
      element.setAttribute(attribute, `${address}/${tag}`);
      document.body.append(element);
    }
    for (const rel of ['stylesheet', 'prefetch', 'preconnect', 'dns-prefetch', 'manifest']) {
      const link = document.createElement('link');
      link.rel = rel;
      link.href = `${address}/${rel}`;
      document.head.append(link);
    }
    const form = document.createElement('form');
    form.action = `${address}/form`;
    document.body.append(form);
    form.submit();
  });
  expect(seen).toEqual(
    expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem', 'frame-src', 'form-action']),
  );
  await page.waitForTimeout(500);
  expect(reached).toEqual([]);
});

test('even main’s own network is cut: addresses are refused and names do not resolve', async () => {
  const outcome = await app.evaluate(async ({ net, session }, port) => {
    const fetched = await net.fetch(`http://127.0.0.1:${port}/main`).then(
      () => 'fetched',
      (error: unknown) => String(error),
    );
    const resolved = await session.defaultSession.resolveHost('localhost').then(
      () => 'resolved',
      () => 'not resolved',
    );
    return { fetched, resolved };
  }, port);
  expect(outcome.fetched).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(outcome.resolved).toBe('not resolved');
  expect(reached).toEqual([]);
});

test('the page stays where it is and opens nothing', async () => {
  const here = page.url();
  const attempts = [
    (target: string) => void (location.href = target),
    (target: string) => location.assign(target),
    (target: string) => location.replace(target),
    (target: string) => {
      const link = document.createElement('a');
      link.href = target;
      document.body.append(link);
      link.click();
    },
    (target: string) => void window.open(target),
    (target: string) => void window.open(target, '_self'),
    (target: string) => {
      const refresh = document.createElement('meta');
      refresh.httpEquiv = 'refresh';
      refresh.content = `0;url=${target}`;
      document.head.append(refresh);
    },
  ];
  const targets = [
    `http://127.0.0.1:${port}/navigation`,
    'file:///etc/hostname',
    'data:text/html,gone',
    'app://elsewhere/',
    'app://tianbao/index.html',
    'app://tianbao/?x',
  ];
  for (const target of targets) {
    for (const attempt of attempts) {
      await page.evaluate(attempt, target).catch(() => null);
      await page.waitForTimeout(50);
      expect(page.url(), `${attempt.toString()} → ${target}`).toBe(here);
    }
  }
  expect(app.windows()).toHaveLength(1);
  expect(await page.evaluate(() => window.open('about:blank'))).toBeNull();
  expect(await page.evaluate(() => 'tianbao' in window)).toBe(true);
  expect(reached).toEqual([]);
});

test('the page may start again at its own address, as its crash page offers', async () => {
  const mark = () => page.evaluate(() => void Object.assign(globalThis, { before: true }));
  const attempts = [
    () => location.reload(),
    () => void (location.href = 'app://tianbao/'),
    () => location.replace('app://tianbao/'),
  ];
  for (const attempt of attempts) {
    await mark();
    const loaded = page.waitForEvent('load');
    await page.evaluate((source) => {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- under the debugger's exemption
      const run = new Function(`(${source})()`) as () => void;
      setTimeout(run, 0);
    }, attempt.toString());
    await loaded;
    expect(await page.evaluate(() => 'before' in globalThis)).toBe(false);
    expect(page.url()).toBe('app://tianbao/');
  }
  expect(await page.evaluate(() => 'tianbao' in window)).toBe(true);
});

test('app:// gives out the page’s files, with their policy, and nothing else', async () => {
  const answers = await app.evaluate(async ({ net }) => {
    const addresses = [
      'app://tianbao/',
      'app://tianbao/../main.cjs',
      'app://tianbao/%2e%2e/main.cjs',
      'app://tianbao/..%2fmain.cjs',
      'app://tianbao/..%2f..%2f..%2fpackage.json',
      'app://tianbao/%2fetc%2fhostname',
      'app://tianbao/..%5cmain.cjs',
      'app://tianbao/.sources',
      'app://elsewhere/index.html',
    ];
    const statuses: Record<string, number> = {};
    for (const address of addresses) statuses[address] = (await net.fetch(address)).status;
    const posted = (await net.fetch('app://tianbao/', { method: 'POST', body: 'x' })).status;
    const { headers } = await net.fetch('app://tianbao/');
    return {
      statuses,
      posted,
      policy: headers.get('content-security-policy'),
      type: headers.get('content-type'),
      sniff: headers.get('x-content-type-options'),
    };
  });
  const { 'app://tianbao/': home, ...others } = answers.statuses;
  expect(home).toBe(200);
  expect(new Set(Object.values(others))).toEqual(new Set([404]));
  expect(answers.posted).toBe(405);
  expect(answers.policy).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
      "connect-src 'none'; worker-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect([answers.type, answers.sniff]).toEqual(['text/html; charset=utf-8', 'nosniff']);
});

test('files of the PC are out of the page’s reach', async () => {
  const seen = await violations(() => {
    for (const [tag, attribute] of [
      ['img', 'src'],
      ['script', 'src'],
      ['iframe', 'src'],
    ] as const) {
      const element = document.createElement(tag);
      element.setAttribute(attribute, 'file:///etc/hostname');
      element.addEventListener('load', () => Object.assign(globalThis, { ran: tag }));
      document.body.append(element);
    }
    void fetch('file:///etc/hostname').catch(() => null);
  });
  // Chromium refuses the elements before the policy is even asked.
  expect(seen).toEqual(['connect-src']);
  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
});

test('nothing is permitted: camera, place, notifications, clipboard reading, devices', async () => {
  const outcome = await page.evaluate(async () => {
    const refused = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'granted',
        () => 'refused',
      );
    const place = new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject));
    return {
      camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await refused(navigator.mediaDevices.getDisplayMedia()),
      place: await refused(place),
      clipboard: await refused(navigator.clipboard.readText()),
      notifications: await Notification.requestPermission(),
      query: (await navigator.permissions.query({ name: 'geolocation' })).state,
    };
  });
  expect(outcome).toEqual({
    camera: 'refused',
    screen: 'refused',
    place: 'refused',
    clipboard: 'refused',
    notifications: 'denied',
    query: 'denied',
  });
});

test('the page cannot make files by itself', async () => {
  await app.evaluate(({ session }) => {
    const seen: boolean[] = [];
    Object.assign(globalThis, { downloads: seen });
    session.defaultSession.on('will-download', (event) => seen.push(event.defaultPrevented));
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'data:application/octet-stream,x';
    link.download = 'x.exe';
    document.body.append(link);
    link.click();
  });
  await page.waitForTimeout(300);
  const downloads = await app.evaluate(() => (globalThis as unknown as { downloads: boolean[] }).downloads);
  expect(downloads.filter((prevented) => !prevented)).toEqual([]);
});

test('the door is deaf to methods that are not in the contract', async () => {
  const answers = await page.evaluate(() => {
    const { tianbao } = window as unknown as { tianbao: Bridge };
    return Promise.all(['db.query', 'constructor', 'app.start '].map((method) => tianbao.call(method, null)));
  });
  expect(answers.map((answer) => !answer.ok && answer.error.code)).toEqual(Array(3).fill('app.badRequest'));
});

test('zoom goes from 100 to 200 % and the menu leaves Ctrl+Z, Ctrl+C and Ctrl+V to the page', async () => {
  const { accelerators, factors } = await app.evaluate(({ BrowserWindow, Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    const window = BrowserWindow.getAllWindows()[0];
    const press = (accelerator: string) => {
      items.find((item) => item.accelerator === accelerator)?.click();
      return Math.round((window?.webContents.getZoomFactor() ?? 0) * 100);
    };
    const factors = [
      ...Array.from({ length: 7 }, () => press('CommandOrControl+=')),
      press('CommandOrControl+-'),
      press('CommandOrControl+0'),
      press('CommandOrControl+-'),
    ];
    return { accelerators: items.map(({ accelerator }) => String(accelerator)), factors };
  });
  expect(factors).toEqual([110, 125, 150, 175, 200, 200, 200, 175, 100, 100]);
  expect(accelerators.filter((accelerator) => /\+[ZYXCVA]$/.test(accelerator))).toEqual([]);
});
