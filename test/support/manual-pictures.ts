import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page } from 'playwright/test';
import { palettePng } from './palette-png';

/*
 * The pictures of the manual, taken again by each run. What a picture says must be what it said when it was taken, word
 * for word; where it was taken with the same Chromium and the same fonts, it must look the same as well.
 */

const folder = path.resolve('docs', 'manual', 'images');
const record = path.resolve('test', 'fixtures', 'manual-pictures.json');
const out = path.resolve('out', 'test', 'manual');

/** A pixel differs when one of its colours is this far off, of 255; palettes and smoothing are not. */
const visible = 72;
/** So many may differ: a changed word of two characters has more than twice as many. */
export const tolerated = 24;
/** So often it is taken before it counts as different, with so many milliseconds between. */
const attempts = 8;
const pause = 400;

interface Recorded {
  /** Chromium and the font that draws Chinese, as they were. */
  readonly drawnBy: string;
  readonly pictures: Readonly<Record<string, string>>;
}

interface Shot {
  readonly shot: Buffer;
  /** The words in it. */
  readonly text: string;
}

const taking = process.env['TIANBAO_TAKE_PICTURES'] !== undefined;

export class Pictures {
  private readonly taken = new Map<string, string>();
  private readonly recorded: Recorded;
  /** Told at the end, so that one change does not hide the others. */
  readonly wrong: string[] = [];

  constructor(
    private readonly app: ElectronApplication,
    private readonly page: Page,
    private readonly drawnBy: string,
  ) {
    this.recorded = existsSync(record)
      ? (JSON.parse(readFileSync(record, 'utf8')) as Recorded)
      : { drawnBy, pictures: {} };
    mkdirSync(out, { recursive: true });
    mkdirSync(folder, { recursive: true });
  }

  get names(): readonly string[] {
    return [...this.taken.keys()].sort();
  }

  /** The part of the window in which these stand, from the top so many pixels. */
  async take(name: string, regions: readonly Locator[], height = Infinity): Promise<void> {
    for (const region of regions) await expect(region).toBeVisible();
    // Nothing is under the pointer, and nothing has just been said.
    await this.page.mouse.move(2, 2);
    await expect(this.page.locator('.toast')).toHaveCount(0);
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
    const wrongWith = taking ? unlikeTheLast() : (now: Shot) => this.wrongWith(name, now);
    let now = await this.shoot(regions, height);
    let wrong = await wrongWith(now);
    // What is computed in a pause after the page is painted may come a moment after all else stands.
    for (let attempt = 1; wrong !== null && attempt < attempts; attempt += 1) {
      await this.page.waitForTimeout(pause);
      now = await this.shoot(regions, height);
      wrong = await wrongWith(now);
    }
    this.taken.set(name, now.text);
    if (wrong !== null) {
      this.wrong.push(`${name}: ${wrong}`);
      writeFileSync(path.join(out, `${name}.png`), now.shot);
    } else if (taking) writeFileSync(path.join(folder, `${name}.png`), await this.packed(now.shot));
  }

  private async shoot(regions: readonly Locator[], height: number): Promise<Shot> {
    const clip = await this.clipOf(regions, height);
    const shot = await this.page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
    const texts = await Promise.all(regions.map((region) => region.innerText()));
    return { shot, text: texts.join('\n').replace(/\s+/g, ' ').trim() };
  }

  private async wrongWith(name: string, { shot, text }: Shot): Promise<string | null> {
    const said = this.recorded.pictures[name];
    if (text !== said) return `says “${text}”, said “${said ?? ''}”`;
    if (this.drawnBy !== this.recorded.drawnBy) return null;
    const file = path.join(folder, `${name}.png`);
    const differing = existsSync(file) ? await this.differing(shot, readFileSync(file)) : null;
    if (differing !== null && differing <= tolerated) return null;
    return `${differing ?? 'all'} pixels differ`;
  }

  finish(): void {
    if (!taking) return;
    const pictures = Object.fromEntries([...this.taken].sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(record, `${JSON.stringify({ drawnBy: this.drawnBy, pictures }, null, 2)}\n`);
  }

  /** Null when they are not of one size. */
  differing(one: Buffer, other: Buffer): Promise<number | null> {
    return this.app.evaluate(
      ({ nativeImage }, { a, b, far }) => {
        const [first, second] = [a, b].map((data) =>
          nativeImage.createFromBuffer(Buffer.from(data, 'base64')),
        );
        if (first === undefined || second === undefined) return null;
        const [size, otherSize] = [first.getSize(), second.getSize()];
        if (size.width !== otherSize.width || size.height !== otherSize.height) return null;
        const [left, right] = [first.toBitmap(), second.toBitmap()];
        let count = 0;
        for (let at = 0; at < left.length; at += 4)
          if (
            [0, 1, 2].some((colour) => Math.abs((left[at + colour] ?? 0) - (right[at + colour] ?? 0)) > far)
          )
            count += 1;
        return count;
      },
      { a: one.toString('base64'), b: other.toString('base64'), far: visible },
    );
  }

  private async packed(shot: Buffer): Promise<Buffer> {
    const { width, height, bitmap } = await this.app.evaluate(({ nativeImage }, data) => {
      const image = nativeImage.createFromBuffer(Buffer.from(data, 'base64'));
      return { ...image.getSize(), bitmap: image.toBitmap().toString('base64') };
    }, shot.toString('base64'));
    return palettePng(width, height, Buffer.from(bitmap, 'base64'));
  }

  /** What is to be seen of them: no more than what they scroll in shows. */
  private async clipOf(regions: readonly Locator[], height: number) {
    const boxes = await Promise.all(regions.map((region) => region.evaluate(seenOf)));
    const x = Math.floor(Math.min(...boxes.map(({ left }) => left)));
    const y = Math.floor(Math.min(...boxes.map(({ top }) => top)));
    const right = Math.ceil(Math.max(...boxes.map((box) => box.right)));
    const bottom = Math.ceil(Math.max(...boxes.map((box) => box.bottom)));
    return { x, y, width: right - x, height: Math.min(bottom - y, height) };
  }
}

/** What is taken must stand: the same twice, in its words and in every pixel. */
function unlikeTheLast(): (now: Shot) => string | null {
  let last: Shot | null = null;
  return (now) => {
    const stands = last?.text === now.text && last.shot.equals(now.shot);
    last = now;
    return stands ? null : 'does not come to rest';
  };
}

function seenOf(element: Element) {
  const own = element.getBoundingClientRect();
  const seen = { left: own.left, top: own.top, right: own.right, bottom: own.bottom };
  let around: Element | null = element.parentElement;
  while (around !== null) {
    const box = getComputedStyle(around).overflowY === 'visible' ? null : around.getBoundingClientRect();
    if (box !== null) {
      seen.left = Math.max(seen.left, box.left, 0);
      seen.top = Math.max(seen.top, box.top, 0);
      seen.right = Math.min(seen.right, box.right, innerWidth);
      seen.bottom = Math.min(seen.bottom, box.bottom, innerHeight);
    }
    around = around.parentElement;
  }
  return seen;
}

/** Chromium and the font that stands in for 微软雅黑, with their versions. */
export async function drawnBy(app: ElectronApplication): Promise<string> {
  const chromium = await app.evaluate(() => process.versions['chrome']);
  const font = (() => {
    try {
      const options = ['-f', '%{family[0]} %{fontversion}', 'Noto Sans CJK SC:lang=zh-cn'];
      return execFileSync('fc-match', options, { encoding: 'utf8' }).trim();
    } catch {
      return process.platform;
    }
  })();
  return `Chromium ${chromium}, ${font}`;
}
