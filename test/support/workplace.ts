import path from 'node:path';
import type { Workplace } from '../../electron/handlers/context';

/** Of a database that is opened without a window: nothing can be opened in its place. */
export function workplaceOf(databaseFile: string): Workplace {
  return {
    ...{ dataFolder: path.dirname(databaseFile), databaseFile, practice: false },
    reopen: () => Promise.reject(new Error('no window')),
  };
}
