import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright/test';

/** Elements that are named of those with the same fault. */
const shown = 4;

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds wrong with the page as it stands: a line for each rule, with how many elements, the
 * selectors of the first ones, and what to do.
 * Colours are measured without transitions half done. The debugger puts axe into the page, past its content policy.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.waitForFunction(() =>
    document.getAnimations().every((animation) => animation.playState === 'finished'),
  );
  await page.evaluate((code) => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- under the debugger's exemption
    if (!('axe' in globalThis)) (new Function(code) as () => void)();
  }, source);
  const { violations } = await page.evaluate(() => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeResults> };
    };
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
    return axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
  });
  return violations.map(({ id, nodes }) => {
    const [first] = nodes;
    const places = nodes.slice(0, shown).map(({ target }) => target.join(' '));
    return `${id} ×${nodes.length}: ${places.join(' | ')}: ${first?.failureSummary?.replace(/\s+/g, ' ') ?? ''}`;
  });
}
