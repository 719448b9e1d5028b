import { refusal } from '../../shared/error';
import type { HandlerContext, Handlers } from './context';

type Methods =
  | 'rosters.fields'
  | 'rosters.read'
  | 'rosters.map'
  | 'rosters.rowOf'
  | 'rosters.fix'
  | 'rosters.leaveOut'
  | 'rosters.accept'
  | 'rosters.save'
  | 'rosters.discard';

export function rosterStageHandlers(_context: HandlerContext): Pick<Handlers<'rosters'>, Methods> {
  const gone = (): never => {
    throw refusal('roster.gone', {});
  };
  return {
    'rosters.fields': () => [],
    'rosters.read': () => null,
    'rosters.map': gone,
    'rosters.rowOf': gone,
    'rosters.fix': gone,
    'rosters.leaveOut': gone,
    'rosters.accept': gone,
    'rosters.save': gone,
    'rosters.discard': () => null,
  };
}
