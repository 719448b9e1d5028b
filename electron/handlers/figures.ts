import type { HandlerContext, Handlers } from './context';

export function figuresHandlers(_context: HandlerContext): Handlers<'figures'> {
  return {
    'figures.across': () => ({ results: [], notBegun: [] }),
    'figures.copyPicture': () => null,
    'figures.exportTable': () => null,
  };
}
