import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withDisplay } from './display.mjs';
import { electron, windowEnvironment } from './electron.mjs';
import { exitCodeOf, root, run, say } from './run.mjs';
import { setUp } from './setup.mjs';

const folder = path.join(root, 'resources', 'icons');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** An entry of an .ico has one byte for each side. */
const largestInIco = 256;

/**
 * Makes the icons that packages need from `tianbao.svg`. They are kept in the repository: packaging needs no display,
 * and another Chromium would draw the edges a little otherwise.
 */
async function drawIcons() {
  await setUp();
  const { executable, flags } = electron();
  const drawer = path.join(root, 'scripts', 'icon-drawer');
  const args = [...flags, drawer, '--', path.join(folder, 'tianbao.svg'), folder, ...sizes.map(String)];
  const code = await run(...withDisplay(executable, args), { env: windowEnvironment() });
  if (code !== 0) return code;
  writeFileSync(path.join(folder, 'icon.ico'), icoOf(sizes.filter((size) => size <= largestInIco)));
  say(`icons: ${sizes.length} sizes and icon.ico in ${folder}`);
  return 0;
}

/**
 * PNG images behind the directory of an icon file, as Windows reads them since Vista.
 * @param {number[]} wanted
 */
function icoOf(wanted) {
  const images = wanted.map((size) => readFileSync(path.join(folder, `${size}x${size}.png`)));
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, image] of images.entries()) {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8((wanted[index] ?? 0) % 256, at);
    head.writeUInt8((wanted[index] ?? 0) % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(image.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([head, ...images]);
}

process.exitCode = await exitCodeOf(drawIcons);
