import type { HandlerContext, Handlers } from './context';

export function auditHandlers(_context: HandlerContext): Handlers<'audit'> {
  const notYet = () => {
    throw new Error('not built yet');
  };
  return {
    'audit.life': notYet,
    'audit.changes': notYet,
    'audit.export': notYet,
  };
}
