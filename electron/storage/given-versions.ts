import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Database } from './database';
import { type GivenVersion, readSetting, writeSetting } from './settings';

/**
 * Numbers of 定稿 that were given away. A restore brings back a state that knows nothing of the later ones, but their
 * files may lie at the bureau: no number is given to two different files, so the next 定稿 follows the highest one that is
 * known anywhere. School and round have other ids in another file; they are the same by code, year and edition.
 */

const identity = ({ schoolCode, schoolYear, edition }: GivenVersion): string =>
  `${schoolCode} ${schoolYear} ${edition}`;

function highest(all: readonly GivenVersion[]): readonly GivenVersion[] {
  const byIdentity = new Map<string, GivenVersion>();
  for (const given of all) {
    const known = byIdentity.get(identity(given));
    if (known === undefined || known.version < given.version) byIdentity.set(identity(given), given);
  }
  return [...byIdentity.values()];
}

const select = `
  SELECT s.code AS schoolCode, c.school_year AS schoolYear, c.edition,
    max(u.version, coalesce((SELECT max(version) FROM exports WHERE submission_id = u.id), 0)) AS version
  FROM submissions u JOIN schools s ON s.id = u.school_id JOIN collections c ON c.id = u.collection_id`;

/** Those that a database knows of, from its own 定稿, its exports and earlier restores. */
function givenIn(database: Database): readonly GivenVersion[] {
  const own = database.prepare<[], GivenVersion>(select).all();
  return [...own.filter(({ version }) => version > 0), ...(readSetting(database, 'givenVersions') ?? [])];
}

/** Those that any of the files knows of. What cannot be read, as a damaged database, knows of none. */
export function givenInFiles(files: readonly string[]): readonly GivenVersion[] {
  const all = files.flatMap((file) => {
    if (!existsSync(file)) return [];
    let database: Database | undefined;
    try {
      database = new Sqlite(file, { readonly: true, fileMustExist: true });
      return givenIn(database);
    } catch {
      return [];
    } finally {
      database?.close();
    }
  });
  return highest(all);
}

/** Into a copy that takes the place of a database. */
export function rememberGiven(copy: Database, given: readonly GivenVersion[]): void {
  const all = highest([...(readSetting(copy, 'givenVersions') ?? []), ...given]);
  if (all.length > 0) writeSetting(copy, 'givenVersions', [...all]);
}

/** The highest number that another state of the submission was finalised with, as far as is known; 0 where none was. */
export function givenElsewhere(database: Database, submissionId: number): number {
  const given = readSetting(database, 'givenVersions');
  if (given === undefined) return 0;
  const own = database
    .prepare<[number], GivenVersion>(`${select} WHERE u.id = ?`)
    .all(submissionId)
    .map(identity);
  return Math.max(0, ...given.filter((each) => own.includes(identity(each))).map(({ version }) => version));
}
