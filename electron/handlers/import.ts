import { refusal } from '../../shared/error';
import type { HandlerContext, Handlers } from './context';

/** Not there yet. */
export function importHandlers(_context: HandlerContext): Handlers<'import'> {
  const refuse = () => Promise.reject(refusal('app.badRequest', { method: 'import' }));
  return {
    'import.read': refuse,
    'import.compare': refuse,
    'import.apply': refuse,
    'import.discard': refuse,
  };
}
