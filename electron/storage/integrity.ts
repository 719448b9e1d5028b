import type { Database } from 'better-sqlite3';

/** Number of migrations that the file has had. */
export function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

export function isSound(database: Database): boolean {
  return database.pragma('quick_check(1)', { simple: true }) === 'ok';
}

export function tablesOf(database: Database): readonly string[] {
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`;
  return database.prepare<[], string>(sql).pluck().all();
}

/** Whether a row refers to one that is not there. */
export function hasBrokenReferences(database: Database): boolean {
  const broken = database.pragma('foreign_key_check');
  return !Array.isArray(broken) || broken.length > 0;
}
