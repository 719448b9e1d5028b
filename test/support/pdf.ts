import { execFileSync } from 'node:child_process';

export function poppler(program: string, ...options: string[]): string {
  return execFileSync(program, options, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** Text of each page without spaces, as a second program reads it. */
export function pagesOf(file: string): string[] {
  const pages = poppler('pdftotext', '-layout', file, '-').split('\f').slice(0, -1);
  return pages.map((text) => text.replace(/\s/g, ''));
}

/** Size of each page in millimetres. */
export function sizesOf(file: string): string[] {
  const lines = poppler('pdfinfo', '-f', '1', '-l', '999', file).matchAll(/size:\s+([\d.]+) x ([\d.]+) pts/g);
  return [...lines].map(([, width, height]) =>
    [width, height].map((points) => Math.round((Number(points) / 72) * 25.4)).join('×'),
  );
}
