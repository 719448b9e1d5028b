import { appHandlers } from './app';
import { collectionHandlers } from './collection';
import type { AllHandlers, HandlerContext } from './context';
import { schoolHandlers } from './school';
import { submissionHandlers } from './submission';
import { workbookHandlers } from './workbook';

/** Each area has exactly its own methods, so a missing or double handler does not compile. */
export function allHandlers(context: HandlerContext): AllHandlers {
  return {
    ...appHandlers(context),
    ...schoolHandlers(context),
    ...collectionHandlers(context),
    ...submissionHandlers(context),
    ...workbookHandlers(context),
  };
}
