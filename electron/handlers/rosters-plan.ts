import { refusal } from '../../shared/error';
import type { RosterPlan } from '../../shared/roster/plan';
import type { HandlerContext, Handlers } from './context';

type Methods = 'rosters.plan' | 'rosters.answer' | 'rosters.apply';

export function rosterPlanHandlers(_context: HandlerContext): Pick<Handlers<'rosters'>, Methods> {
  const nothing: RosterPlan = { assumptions: [], cells: [], notCounted: [], digest: '' };
  return {
    'rosters.plan': () => nothing,
    'rosters.answer': () => nothing,
    'rosters.apply': () => {
      throw refusal('roster.planChanged', {});
    },
  };
}
