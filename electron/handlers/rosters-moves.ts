import type { Movements } from '../../shared/roster/plan';
import type { HandlerContext, Handlers } from './context';

type Methods = 'rosters.movements' | 'rosters.classify' | 'rosters.ledgers';

export function rosterMoveHandlers(_context: HandlerContext): Pick<Handlers<'rosters'>, Methods> {
  const nothing: Movements = { possible: false, movements: [], flows: [] };
  return {
    'rosters.movements': () => nothing,
    'rosters.classify': () => nothing,
    'rosters.ledgers': () => [],
  };
}
