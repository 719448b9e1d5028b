import { type Owed, readNote, writeNote } from './backup-note';
import { absentFolders } from './backup-elsewhere';

/** Remembers for each folder that is not there what its copies did not get. Whoever asked is told of the folder anyway. */
export function owe(databaseFile: string, what: Partial<Omit<Owed, 'mark'>>): void {
  const absent = absentFolders(databaseFile);
  if (absent.length === 0) return;
  const before = readNote(databaseFile).owed;
  const others = before.filter(({ mark }) => absent.every((each) => each.mark !== mark));
  const owed = absent.map(({ mark }): Owed => {
    const known = before.find((each) => each.mark === mark);
    return {
      mark,
      seal: what.seal ?? known?.seal ?? false,
      rosters: [...(known?.rosters ?? []), ...(what.rosters ?? [])],
    };
  });
  try {
    writeNote(databaseFile, { owed: [...others, ...owed] });
  } catch {
    // On a disk that takes nothing; the folder is named to her all the same.
  }
}

/** That it was done, or that what could not be done was told. */
export function forgetOwed(databaseFile: string, mark: string): void {
  writeNote(databaseFile, { owed: readNote(databaseFile).owed.filter((each) => each.mark !== mark) });
}
