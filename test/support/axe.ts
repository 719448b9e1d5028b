import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright/test';

/** Elements that are named of those with the same fault. */
const shown = 4;

/** What axe takes for a fault and is none. */
const exceptions = [
  {
    rule: 'label-content-name-mismatch',
    // Last year's figure stands in the cell without a word; its name says 上年 before it, so the two texts differ.
    selector: '[data-prior]',
  },
];

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
  const violations = await page.evaluate(async (exceptions) => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeResults> };
    };
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
    const options = { runOnly: { type: 'tag', values }, resultTypes: ['violations'] };
    const isExcepted = (rule: string, target: string) =>
      exceptions.some((each) => each.rule === rule && document.querySelector(target)?.matches(each.selector));
    return (await axe.run(document, options)).violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.filter(({ target }) => !isExcepted(id, String(target[0]))),
    }));
  }, exceptions);
  return violations.flatMap(({ id, nodes }) => {
    const [first] = nodes;
    if (first === undefined) return [];
    const places = nodes.slice(0, shown).map(({ target }) => target.join(' '));
    return `${id} ×${nodes.length}: ${places.join(' | ')}: ${first.failureSummary?.replace(/\s+/g, ' ') ?? ''}`;
  });
}
