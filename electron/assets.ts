import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const pageAddress = 'app://tianbao/';

/** A file of the page with its type; undefined for every address that is not one, wherever it points. */
export function findAsset(folder: string, address: string): { file: string; type: string } | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  if (protocol !== 'app:' || host !== 'tianbao') return undefined;
  const name = decoded(pathname === '/' ? '/index.html' : pathname);
  // A drive letter or a stream name on Windows hides behind a colon, a folder of its own behind a backslash.
  if (name === undefined || /[\\:\0]/.test(name)) return undefined;
  const file = path.resolve(folder, `.${name}`);
  const type = types[path.extname(file)];
  if (type === undefined || !file.startsWith(path.resolve(folder) + path.sep)) return undefined;
  return { file, type };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export function assetHeaders(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}
