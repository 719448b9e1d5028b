import { expect, test } from 'vitest';
import { PaperShelf, viewerOrigin } from '../../electron/paper-shelf';

const pdf = {
  body: Buffer.from('%PDF-'),
  type: 'application/pdf' as const,
  name: '打印预览：教基3112 / 小学?.pdf',
};

test('a page is given out while it is on the shelf, and only when asked for', async () => {
  const shelf = new PaperShelf();
  const place = shelf.put(pdf);
  const answer = shelf.answer({ method: 'GET', url: place.address });
  expect([answer.status, await answer.text()]).toEqual([200, '%PDF-']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(shelf.answer({ method: 'POST', url: place.address }).status).toBe(404);
  expect(shelf.shows(place.address)).toBe(true);
  place.remove();
  expect(shelf.answer({ method: 'GET', url: place.address }).status).toBe(404);
  expect(shelf.shows(place.address)).toBe(false);
});

test('a document of pages may have style and nothing else', () => {
  const shelf = new PaperShelf();
  const { address } = shelf.put({
    body: Buffer.from('x'),
    type: 'text/html; charset=utf-8',
    name: 'pages.html',
  });
  const { headers } = shelf.answer({ method: 'GET', url: address });
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('paper reaches itself and the viewer, and nothing else', () => {
  const shelf = new PaperShelf();
  const allowed = [
    'app://paper/1/x.pdf',
    `${viewerOrigin}/index.html`,
    'chrome://resources/js/assert.js',
    'data:,x',
  ];
  const refused = [
    'http://127.0.0.1/',
    'https://example.com/',
    'file:///etc/hostname',
    'app://tianbao/',
    'app://paper.example/',
    'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/index.html',
    'chrome://settings/',
    'devtools://devtools/',
    'ws://127.0.0.1/',
    '',
  ];
  expect(allowed.filter((address) => !shelf.allows(address))).toEqual([]);
  expect(refused.filter((address) => shelf.allows(address) || shelf.shows(address))).toEqual([]);
  expect(allowed.filter((address) => shelf.shows(address))).toEqual([`${viewerOrigin}/index.html`]);
});
