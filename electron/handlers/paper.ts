import { refusal } from '../../shared/error';
import type { HandlerContext, Handlers } from './context';

/** Not there yet. */
export function paperHandlers(_context: HandlerContext): Handlers<'paper'> {
  const refuse = () => Promise.reject(refusal('app.badRequest', { method: 'paper' }));
  return {
    'paper.preview': refuse,
    'paper.savePdf': refuse,
    'paper.print': refuse,
  };
}
