import type { Database } from 'better-sqlite3';
import { currentSchema } from './schema';

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

/** Columns of each table, in order, with a space between; what a table of ours has, damaged or not. */
export function schemaOf(database: Database): Readonly<Record<string, string>> {
  const sql = `SELECT t.name, group_concat(c.name, ' ') AS columns
    FROM sqlite_schema t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    GROUP BY t.name`;
  const rows = database.prepare<[], { name: string; columns: string }>(sql).all();
  return Object.fromEntries(rows.map(({ name, columns }) => [name, columns]));
}

/** Whether a table or a column is gone: SQLite itself finds nothing wrong with such a file. */
export function lacksTables(database: Database, expected: Readonly<Record<string, string>>): boolean {
  const found = schemaOf(database);
  return Object.entries(expected).some(([table, columns]) => {
    const there = new Set(found[table]?.split(' '));
    return columns.split(' ').some((column) => !there.has(column));
  });
}

/** Whether a row refers to one that is not there. */
export function hasBrokenReferences(database: Database): boolean {
  const broken = database.pragma('foreign_key_check');
  return !Array.isArray(broken) || broken.length > 0;
}

/** Whether a copy can take the place of a database; `known` is the number of migrations that the program has. */
export function isWholeCopy(copy: Database, known: number): boolean {
  const lacks =
    versionOf(copy) === known ? lacksTables(copy, currentSchema) : !tablesOf(copy).includes('submissions');
  return !lacks && isSound(copy) && !hasBrokenReferences(copy);
}

/** Takes back what a program that was ended in the middle of a change left. Refused by SQLite while another holds it. */
export function takeBackUnfinished(database: Database): void {
  database.exec('BEGIN EXCLUSIVE; ROLLBACK');
}
