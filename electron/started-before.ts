import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Whether this build of the program has opened this data folder before: then nothing takes long at its start. */
export interface StartedBefore {
  readonly known: boolean;
  /** Called when everything is open. */
  readonly remember: () => void;
}

/** A note among the window's own files; without it, or when it cannot be written, a start only waits a little longer. */
export function startedBefore(windowFolder: string, build: string): StartedBefore {
  const file = path.join(windowFolder, 'started-by');
  const known = read(file) === build;
  return {
    known,
    remember() {
      if (known) return;
      try {
        mkdirSync(windowFolder, { recursive: true });
        writeFileSync(file, build);
      } catch {
        // The next start waits again.
      }
    },
  };
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
