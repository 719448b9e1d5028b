import initial from './migrations/0001-initial.sql?raw';
import finalisedHash from './migrations/0002-finalised-hash.sql?raw';
import townshipCentre from './migrations/0003-township-centre.sql?raw';
import imports from './migrations/0004-imports.sql?raw';
import filling from './migrations/0005-filling.sql?raw';
import targets from './migrations/0006-targets.sql?raw';
import rosters from './migrations/0007-rosters.sql?raw';
import people from './migrations/0008-people.sql?raw';

/** Step n brings a file from version n−1 to n. A released step is never edited: a correction is the next step. */
export const migrations: readonly string[] = [
  initial,
  finalisedHash,
  townshipCentre,
  imports,
  filling,
  targets,
  rosters,
  people,
];
