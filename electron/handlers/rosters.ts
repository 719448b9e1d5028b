import type { HandlerContext, Handlers } from './context';
import { rosterMoveHandlers } from './rosters-moves';
import { rosterPeopleHandlers } from './rosters-people';
import { rosterPlanHandlers } from './rosters-plan';
import { rosterStageHandlers } from './rosters-stage';

/** Loading a roster, what it fills, who stands in it, and who came and went. */
export function rostersHandlers(context: HandlerContext): Handlers<'rosters'> {
  return {
    ...rosterStageHandlers(context),
    ...rosterPlanHandlers(context),
    ...rosterPeopleHandlers(context),
    ...rosterMoveHandlers(context),
  };
}
