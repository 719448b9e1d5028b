import type { HandlerContext, Handlers } from './context';
import { figuresAcross } from './figures-across';
import { figuresTable } from './figures-table';
import { pictureHandlers } from './picture';

export function figuresHandlers(context: HandlerContext): Handlers<'figures'> {
  const across = figuresAcross(context);
  return {
    'figures.across': across,
    'figures.stopAcross': () => {
      across.stop();
      return null;
    },
    ...pictureHandlers(context),
    'figures.exportTable': figuresTable(context),
  };
}
