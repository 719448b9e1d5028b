import { accessState } from '../storage/access';
import type { HandlerContext, Handlers } from './context';

export function accessHandlers({ database }: HandlerContext): Handlers<'access'> {
  const notYet = () => {
    throw new Error('not built yet');
  };
  return {
    'access.state': () => ({ ...accessState(database), locked: false }),
    'access.unlock': notYet,
    'access.lock': notYet,
    'access.setPassword': notYet,
    'access.addOperator': notYet,
    'access.changeOperator': notYet,
    'access.setOperator': notYet,
  };
}
