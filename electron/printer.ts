import { refusal } from '../shared/error';
import type { Printer } from './handlers/context';

/** Not there yet. */
export function createPrinter(): Printer {
  const refuse = () => Promise.reject(refusal('paper.failed', { reason: 'NOT_YET' }));
  return { pdf: refuse, preview: refuse, print: refuse };
}
