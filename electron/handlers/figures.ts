import type { HandlerContext, Handlers } from './context';
import { figuresAcross } from './figures-across';
import { pictureHandlers } from './picture';

export function figuresHandlers(context: HandlerContext): Handlers<'figures'> {
  return {
    'figures.across': figuresAcross(context),
    ...pictureHandlers(context),
    'figures.exportTable': () => null,
  };
}
