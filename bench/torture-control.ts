import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';

/** The words that scripts/fault-shim.c shares with the harness; it names the same. */
const words = [
  ...['mask', 'errno', 'skip', 'times', 'hits', 'clock', 'seen', 'kill', 'tear', 'names'],
] as const;
type Word = 'mask' | 'errno' | 'skip' | 'times' | 'hits' | 'clock' | 'seen' | 'kill' | 'tear' | 'names';

export const operations = { write: 1, sync: 2, truncate: 4, open: 8, rename: 16, unlink: 32 } as const;
export type Operation = keyof typeof operations;

/** Which files a fault meets. */
export const names = { all: 0, database: 1, other: 2 } as const;

export const errors = { short: 0, EIO: 5, ENOSPC: 28, EROFS: 30 } as const;
export type Fault = keyof typeof errors;

export interface Control {
  readonly set: (values: Partial<Record<Word, number>>) => void;
  readonly get: (word: Word) => number;
  readonly close: () => void;
}

/** The file has to lie outside of the data folder. `fresh` empties it. */
export function openControl(file: string, fresh = false): Control {
  if (fresh) writeFileSync(file, Buffer.alloc(words.length * 4));
  const descriptor = openSync(file, 'r+');
  const bytes = Buffer.alloc(4);
  return {
    set(values) {
      for (const [word, value] of Object.entries(values)) {
        bytes.writeInt32LE(value);
        writeSync(descriptor, bytes, 0, 4, words.indexOf(word as Word) * 4);
      }
    },
    get(word) {
      readSync(descriptor, bytes, 0, 4, words.indexOf(word) * 4);
      return bytes.readInt32LE();
    },
    close: () => closeSync(descriptor),
  };
}
