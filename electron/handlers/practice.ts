import type { HandlerContext, Handlers } from './context';

export function practiceHandlers(_context: HandlerContext): Handlers<'practice'> {
  const notYet = () => {
    throw new Error('not built yet');
  };
  return {
    'practice.enter': notYet,
    'practice.leave': notYet,
  };
}
