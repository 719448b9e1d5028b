import type { AppStart, OpenSubmission } from '../../shared/ipc';
import { Refusal } from '../../shared/error';
import { accessState } from '../storage/access';
import { listCollections } from '../storage/collections';
import { lastEdit } from '../storage/edit-log';
import { listSchools } from '../storage/schools';
import { loadOpen } from '../storage/load';
import { readSetting, writeSetting } from '../storage/settings';
import { findSubmission } from '../storage/submissions';
import { keepStanding, readStanding, standingKey } from '../home-standing';
import { localDate } from '../local-date';
import type { HandlerContext, Handlers } from './context';
import { openForms } from './opening';

export function appHandlers(context: HandlerContext): Handlers<'app'> {
  const { database, desktop, workplace } = context;
  return {
    'app.start': () => start(context),
    'app.openDataFolder': async () => {
      await desktop.openDataFolder();
      return null;
    },
    'app.keepStanding': ({ submissionId, revision, standing }) => {
      const open = loadOpen(database, submissionId);
      if (open.data.submission.revision === revision)
        keepStanding(workplace.databaseFile, keyOf(open), standing);
      return null;
    },
    'app.setPreferences': (preferences) => {
      const known = readSetting(database, 'preferences');
      writeSetting(database, 'preferences', { ...known, ...preferences });
      return null;
    },
    'app.zoom': ({ step }) => desktop.zoom(step),
    'app.quit': () => {
      desktop.quit();
      return null;
    },
  };

  function start({ definitions, startTexts, version, now }: HandlerContext): AppStart {
    const open = lastOpened();
    return {
      ...(startTexts?.() ?? { definitions: JSON.stringify(definitions) }),
      schools: listSchools(database),
      collections: listCollections(database),
      open,
      standing: open === null ? undefined : readStanding(workplace.databaseFile, keyOf(open)),
      version,
      today: localDate(now()),
      preferences: readSetting(database, 'preferences') ?? {},
      access: accessState(database),
      practice: workplace.practice,
      workbookOffered: !workplace.practice && desktop.workbookOffered(),
    };
  }

  function keyOf(open: OpenSubmission): string {
    const program = readSetting(database, 'checkedDefinitions') ?? '';
    return standingKey(program, localDate(context.now()), open, lastEdit(database));
  }

  function lastOpened(): OpenSubmission | null {
    const id = readSetting(database, 'lastSubmission');
    if (id === undefined) return null;
    try {
      const { schoolId, collectionId } = findSubmission(database, id);
      return openForms(context, schoolId, collectionId);
    } catch (error) {
      // A remembered id that leads nowhere is no reason not to start.
      if (error instanceof Refusal) return null;
      throw error;
    }
  }
}
