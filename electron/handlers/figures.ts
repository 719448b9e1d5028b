import type { HandlerContext, Handlers } from './context';
import { figuresAcross } from './figures-across';
import { figuresTable } from './figures-table';
import { pictureHandlers } from './picture';

export function figuresHandlers(context: HandlerContext): Handlers<'figures'> {
  return {
    'figures.across': figuresAcross(context),
    ...pictureHandlers(context),
    'figures.exportTable': figuresTable(context),
  };
}
