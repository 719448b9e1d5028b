import { refusal } from '../../shared/error';
import type { HandlerContext, Handlers } from './context';

type Methods =
  | 'rosters.list'
  | 'rosters.behind'
  | 'rosters.people'
  | 'rosters.reveal'
  | 'rosters.change'
  | 'rosters.remove';

export function rosterPeopleHandlers(_context: HandlerContext): Pick<Handlers<'rosters'>, Methods> {
  const unknown = (): never => {
    throw refusal('roster.unknownPerson', {});
  };
  return {
    'rosters.list': () => [],
    'rosters.behind': () => ({ words: '', counted: '', classes: [], people: [], gone: true }),
    'rosters.people': () => [],
    'rosters.reveal': unknown,
    'rosters.change': unknown,
    'rosters.remove': () => [],
  };
}
