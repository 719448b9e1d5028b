import { createSocket, type Socket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { launchApp } from '../support/launch';

/** Everything that a page can try to reach a host with, and Chromium's own record of what became of it. */

let folder: string;
let app: ElectronApplication;
let page: Page;
let tcp: Server;
let udp: Socket;
let ports: { tcp: number; udp: number };
/** Whatever arrived, were it one packet. */
const reached: string[] = [];

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-network-'));
  tcp = createServer((socket) => {
    reached.push('tcp');
    socket.destroy();
  });
  udp = createSocket('udp4', () => reached.push('udp'));
  await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done));
  await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done));
  ports = { tcp: (tcp.address() as AddressInfo).port, udp: udp.address().port };
  ({ app, page } = await launchApp({ dataFolder: path.join(folder, 'data') }));
  await page.waitForLoadState('load');
});

test.afterAll(async () => {
  await app.close();
  tcp.close();
  udp.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs `act` as the page's own code does; the debugger's is exempt from the policy, a timer's is not. */
async function asPage(act: (ports: { tcp: number; udp: number }) => unknown): Promise<void> {
  await page.evaluate(
    ({ source, ports }) => {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- compiled under the debugger's exemption
      const run = new Function('ports', `return (${source})(ports)`) as (given: typeof ports) => unknown;
      setTimeout(() => {
        try {
          void Promise.resolve(run(ports)).catch(() => null);
        } catch {
          // Refused at once is refused.
        }
      }, 0);
    },
    { source: act.toString(), ports },
  );
}

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly params?: Readonly<Record<string, unknown>> }[];
}

/**
 * Names that Chromium's network came to look up and addresses it came to speak to while `act` ran. That it asks the
 * system for a route to an IPv6 address (UDP_CONNECT) sends nothing.
 */
async function recorded(act: () => Promise<void>): Promise<string[]> {
  const file = path.join(folder, `net-${Date.now()}.json`);
  await app.evaluate(
    ({ session }, file) => session.defaultSession.netLog.startLogging(file, { captureMode: 'everything' }),
    file,
  );
  await act();
  await app.evaluate(({ session }) => session.defaultSession.netLog.stopLogging());
  const { constants, events } = JSON.parse(readFileSync(file, 'utf8')) as NetLog;
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, number]) => [number, name]));
  const telling =
    /^(TCP_CONNECT_ATTEMPT|UDP_BYTES_SENT|HOST_RESOLVER_(DNS|SYSTEM)_TASK|QUIC_SESSION|DNS_TRANSACTION)$/;
  return events
    .filter(({ type }) => telling.test(names.get(type) ?? ''))
    .map(({ type, params }) => `${names.get(type)} ${JSON.stringify(params ?? {})}`);
}

const ways: Readonly<Record<string, (ports: { tcp: number; udp: number }) => unknown>> = {
  WebSocket: ({ tcp }) => new WebSocket(`ws://127.0.0.1:${tcp}/`),
  WebTransport: ({ udp }) => new WebTransport(`https://127.0.0.1:${udp}/`),
  WebRTC: async ({ tcp, udp }) => {
    const peer = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:127.0.0.1:${udp}` },
        { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, username: 'x', credential: 'x' },
        { urls: `turn:127.0.0.1:${udp}`, username: 'x', credential: 'x' },
        { urls: 'stun:tianbao.example:3478' },
      ],
    });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
    const candidate = `candidate:1 1 udp 2122260223 127.0.0.1 ${udp} typ host`;
    const other = new RTCPeerConnection();
    await other.setRemoteDescription(peer.localDescription ?? { type: 'offer', sdp: '' });
    await other.setLocalDescription(await other.createAnswer());
    await peer.setRemoteDescription(other.localDescription ?? { type: 'answer', sdp: '' });
    await peer.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 });
  },
  'service worker': () => navigator.serviceWorker.register('app://tianbao/worker.js'),
  'beacon and fetch that outlive the page': ({ tcp }) => {
    navigator.sendBeacon(`http://127.0.0.1:${tcp}/`, 'x');
    return fetch(`http://127.0.0.1:${tcp}/`, { method: 'POST', body: 'x', keepalive: true });
  },
  'rules for speculation': ({ tcp }) => {
    const rules = document.createElement('script');
    rules.type = 'speculationrules';
    const urls = [`http://127.0.0.1:${tcp}/`];
    rules.textContent = JSON.stringify({ prefetch: [{ urls }], prerender: [{ urls }] });
    document.head.append(rules);
  },
  'links in the head': ({ tcp }) => {
    for (const rel of [
      'preconnect',
      'dns-prefetch',
      'prefetch',
      'preload',
      'modulepreload',
      'prerender',
      'icon',
      'stylesheet',
      'manifest',
      'next',
    ])
      for (const host of [`127.0.0.1:${tcp}`, 'tianbao.example']) {
        const link = Object.assign(document.createElement('link'), { rel, href: `http://${host}/${rel}` });
        if (rel === 'preload') link.as = 'image';
        document.head.append(link);
      }
  },
  'a link that pings': ({ tcp }) => {
    const link = Object.assign(document.createElement('a'), { href: '#', ping: `http://127.0.0.1:${tcp}/` });
    document.body.append(link);
    link.click();
  },
  'pictures, films, styles and fonts': ({ tcp }) => {
    const address = `http://127.0.0.1:${tcp}/`;
    new Image().src = address;
    new Audio(address).load();
    document.body.style.backgroundImage = `url(${address})`;
    void new FontFace('x', `url(${address})`).load().catch(() => null);
    const picture = document.createElementNS('http://www.w3.org/2000/svg', 'image');
    picture.setAttribute('href', address);
    document.body.append(picture);
  },
  names: () => {
    for (const host of ['localhost', 'tianbao.example', 'wpad', 'time.windows.com'])
      new Image().src = `https://${host}/`;
  },
};

test('no way that a page has leads to a host, and no name is looked up', async () => {
  const met = await recorded(async () => {
    for (const act of Object.values(ways)) {
      await asPage(act);
      await page.waitForTimeout(300);
    }
    await page.waitForTimeout(1500);
  });
  expect(reached).toEqual([]);
  expect(met).toEqual([]);
});
