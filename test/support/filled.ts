import type { Page } from 'playwright/test';
import type { Bridge, Envelope, Input, Method, Output } from '../../shared/ipc';

/** The page's own way to main: what it would take minutes to type is there at once. */
export async function callMain<M extends Method>(page: Page, method: M, input: Input<M>): Promise<Output<M>> {
  const envelope = await page.evaluate(
    ([name, value]) => (window as unknown as { tianbao: Bridge }).tianbao.call(name, value),
    [method, input] as const,
  );
  const answer = envelope as Envelope<Output<M>>;
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
