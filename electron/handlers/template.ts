import { refusal } from '../../shared/error';
import type { HandlerContext, Handlers } from './context';

/** Not there yet. */
export function templateHandlers(_context: HandlerContext): Handlers<'template'> {
  const refuse = () => Promise.reject(refusal('app.badRequest', { method: 'template' }));
  return {
    'template.read': refuse,
    'template.loadMapping': refuse,
    'template.checkMapping': refuse,
    'template.saveMapping': refuse,
    'template.fill': refuse,
    'template.discard': refuse,
  };
}
