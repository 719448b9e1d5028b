import type { HandlerContext, Handlers } from './context';

export function aboutHandlers(_context: HandlerContext): Handlers<'about'> {
  const notYet = () => {
    throw new Error('not built yet');
  };
  return {
    'about.selfCheck': notYet,
  };
}
