import { type AppError, Refusal } from '../../shared/error';
import { contract } from '../../shared/ipc';
import { accessHandlers } from './access';
import { appHandlers } from './app';
import { collectionHandlers } from './collection';
import type { AllHandlers, BadStartPlace, Desktop, HandlerContext } from './context';
import { onDemand } from './on-demand';
import { schoolHandlers } from './school';
import { submissionHandlers } from './submission';
import { workHandlers } from './work';

/** Each area has exactly its own methods, so a missing or double handler does not compile. */
export function allHandlers(context: HandlerContext): AllHandlers {
  return {
    ...appHandlers(context),
    ...schoolHandlers(context),
    ...collectionHandlers(context),
    ...submissionHandlers(context),
    ...accessHandlers(context),
    ...onDemand('about', async () => (await import('./about')).aboutHandlers(context)),
    ...onDemand('audit', async () => (await import('./audit')).auditHandlers(context)),
    ...onDemand('backup', async () => (await import('./backup')).backupHandlers(context)),
    ...onDemand('practice', async () => (await import('./practice')).practiceHandlers(context)),
    ...onDemand('workbook', async () => (await import('./workbook')).workbookHandlers(context)),
    ...onDemand('import', async () => (await import('./import')).importHandlers(context)),
    ...onDemand('template', async () => (await import('./template')).templateHandlers(context)),
    ...onDemand('rosters', async () => (await import('./rosters')).rostersHandlers(context)),
    ...onDemand('paper', async () => (await import('./paper')).paperHandlers(context)),
    ...onDemand('targets', async () => (await import('./targets')).targetsHandlers(context)),
    ...onDemand('figures', async () => (await import('./figures')).figuresHandlers(context)),
    ...workHandlers(context),
  };
}

/** What a copy of the database is the remedy for. */
const damage: ReadonlySet<AppError['code']> = new Set(['database.corrupt', 'backup.dataMissing']);

/**
 * After a bad start every method answers with its reason, and none comes near the data. Only what the clerk needs to
 * get out of it still works: the self-check for her telephone call, and copies, where one can take the place of what is
 * damaged.
 */
export function handlersAfterBadStart(
  error: AppError,
  desktop: Desktop,
  place?: BadStartPlace & Pick<HandlerContext, 'version'>,
): AllHandlers {
  const { openDataFolder, quit } = desktop;
  const refuse = () => {
    throw new Refusal(error);
  };
  const refusing = Object.fromEntries(Object.keys(contract).map((method) => [method, refuse]));
  const wayOut: Pick<AllHandlers, 'app.openDataFolder' | 'app.quit'> = {
    'app.openDataFolder': async () => {
      await openDataFolder();
      return null;
    },
    'app.quit': () => {
      quit();
      return null;
    },
  };
  const copies =
    place === undefined || !damage.has(error.code)
      ? {}
      : onDemand('backup', async () =>
          (await import('./backup-bad-start')).backupHandlersAfterBadStart(error, desktop, place),
        );
  const check =
    place === undefined
      ? {}
      : onDemand('about', async () => ({
          ...(refusing as unknown as AllHandlers),
          ...(await import('./about-bad-start')).aboutHandlersAfterBadStart(error, place, place.version),
        }));
  return { ...(refusing as unknown as AllHandlers), ...wayOut, ...copies, ...check };
}
