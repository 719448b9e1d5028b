import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Refusal, refusal } from '../../shared/error';
import type { BackupComparison, BackupContents } from '../../shared/ipc-backup';
import { isWholeCopy, takeBackUnfinished, versionOf } from './integrity';
import { unsealText } from './sealing';

/** Differences that are told one by one. */
const shown = 500;

/** What the copy holds; one that is not whole says so. `known` is the number of migrations that the program has. */
export function contentsOf(file: string, known: number): BackupContents {
  let copy: Sqlite.Database | undefined;
  try {
    settleLeftOver(file);
    copy = new Sqlite(file, { readonly: true, fileMustExist: true });
    const version = versionOf(copy);
    const sound = isWholeCopy(copy, known);
    if (!sound) return { ...nothing, version };
    return { ...readContents(copy), sound, version, newer: version > known };
  } catch {
    return nothing;
  } finally {
    copy?.close();
  }
}

/** A change that a power cut ended is taken back: read-only the copy would pass for damaged. */
function settleLeftOver(file: string): void {
  if (!existsSync(`${file}-journal`)) return;
  const copy = new Sqlite(file, { fileMustExist: true });
  try {
    takeBackUnfinished(copy);
  } finally {
    copy.close();
  }
}

/** Differs whenever anything was changed, whatever the clock says: every change leaves a row of the log. */
export function contentOf(database: Sqlite.Database): string {
  const last = (table: string) =>
    `(SELECT coalesce(max(id), 0) || ' ' || coalesce((SELECT at FROM ${table} ORDER BY id DESC LIMIT 1), '') FROM ${table})`;
  const tables = ['edit_log', 'events', 'state_log', 'imports', 'exports'];
  const sql = `SELECT ${tables.map(last).join(` || ',' || `)} || ',' ||
    (SELECT coalesce(sum(revision), 0) FROM submissions) || ',' || (SELECT count(*) FROM schools)`;
  return database.prepare<[], string>(sql).pluck().get() ?? '';
}

const nothing: BackupContents = {
  ...{ sound: false, version: 0, newer: false, submissions: [], people: 0, lastChangeAt: null },
};

function readContents(
  copy: Sqlite.Database,
): Pick<BackupContents, 'submissions' | 'people' | 'lastChangeAt'> {
  const submissions = copy
    .prepare<[], BackupContents['submissions'][number]>(
      `SELECT s.name AS school, s.code AS schoolCode, c.school_year AS schoolYear, c.edition, u.state,
         u.version AS finalVersion,
         (SELECT count(*) FROM cells WHERE submission_id = u.id) AS cells,
         (SELECT count(*) FROM records WHERE submission_id = u.id) AS records
       FROM submissions u JOIN schools s ON s.id = u.school_id JOIN collections c ON c.id = u.collection_id
       ORDER BY c.school_year DESC, s.name, c.edition`,
    )
    .all();
  const lastChangeAt = copy.prepare<[], string | null>('SELECT max(at) FROM edit_log').pluck().get() ?? null;
  return { submissions, people: peopleIn(copy, 'main'), lastChangeAt };
}

function peopleIn(database: Sqlite.Database, schema: string): number {
  const has = database
    .prepare<[], number>(`SELECT count(*) FROM ${schema}.sqlite_schema WHERE name = 'roster_people'`)
    .pluck();
  if (has.get() !== 1) return 0;
  return database.prepare<[], number>(`SELECT count(*) FROM ${schema}.roster_people`).pluck().get() ?? 0;
}

/** School and round have other ids in another file: they are the same by code, year and edition. */
const cellsOf = (schema: string, side: string) => `
  SELECT '${side}' AS side, s.code, c.school_year, c.edition, x.form, x.cell, x.kind, x.text
  FROM (
    SELECT submission_id, form, cell, kind, text FROM ${schema}.cells
    UNION ALL
    SELECT submission_id, form, record || '.' || column_key, kind, plain(text) FROM ${schema}.record_cells
  ) x
  JOIN ${schema}.submissions u ON u.id = x.submission_id
  JOIN ${schema}.schools s ON s.id = u.school_id
  JOIN ${schema}.collections c ON c.id = u.collection_id`;

const differences = `
  WITH each AS (${cellsOf('main', 'now')} UNION ALL ${cellsOf('copy', 'then')}),
  different AS (
    SELECT code, school_year, edition, form, cell,
      max(CASE side WHEN 'then' THEN text END) AS before,
      max(CASE side WHEN 'now' THEN text END) AS after
    FROM each GROUP BY code, school_year, edition, form, cell
    HAVING count(*) < 2 OR min(text) <> max(text)
  )
  SELECT coalesce(s.name, t.name, d.code) AS school, d.school_year AS schoolYear, u.school_id AS schoolId,
    u.collection_id AS collectionId, d.form, d.cell, d.before, d.after, count(*) OVER () AS total
  FROM different d
  LEFT JOIN main.schools s ON s.code = d.code
  LEFT JOIN copy.schools t ON t.code = d.code
  LEFT JOIN main.collections c ON c.school_year = d.school_year AND c.edition = d.edition
  LEFT JOIN main.submissions u ON u.school_id = s.id AND u.collection_id = c.id
  ORDER BY d.school_year DESC, school, d.form, d.cell LIMIT ?`;

const lostFinals = `
  SELECT s.name AS school, c.school_year AS schoolYear, c.edition, l.version,
    EXISTS (
      SELECT 1 FROM main.exports x WHERE x.submission_id = u.id AND x.version = l.version AND x.what = 'workbook'
    ) AS exported
  FROM (SELECT DISTINCT submission_id, version, at FROM main.state_log WHERE state = 'finalised') l
  JOIN main.submissions u ON u.id = l.submission_id
  JOIN main.schools s ON s.id = u.school_id
  JOIN main.collections c ON c.id = u.collection_id
  WHERE NOT EXISTS (
    SELECT 1 FROM copy.state_log m
    JOIN copy.submissions o ON o.id = m.submission_id
    JOIN copy.schools p ON p.id = o.school_id
    JOIN copy.collections r ON r.id = o.collection_id
    WHERE p.code = s.code AND r.school_year = c.school_year AND r.edition = c.edition
      AND m.state = 'finalised' AND m.version = l.version AND m.at = l.at
  )
  GROUP BY u.id, l.version ORDER BY c.school_year DESC, s.name, u.id, l.version`;

interface LostRow {
  readonly school: string;
  readonly schoolYear: number;
  readonly edition: string;
  readonly version: number;
  readonly exported: 0 | 1;
}

/** One entry for each submission. */
function lostFinalsIn(database: Sqlite.Database): BackupComparison['lostFinals'] {
  const lost = new Map<string, LostRow[]>();
  for (const row of database.prepare<[], LostRow>(lostFinals).all()) {
    const of = `${row.school} ${row.schoolYear} ${row.edition}`;
    lost.set(of, [...(lost.get(of) ?? []), row]);
  }
  return [...lost.values()].flatMap((rows) =>
    rows.slice(0, 1).map(({ school, schoolYear }) => ({
      ...{ school, schoolYear },
      versions: rows.map(({ version, exported }) => ({ version, exported: exported === 1 })),
    })),
  );
}

interface DifferenceRow {
  readonly school: string;
  readonly schoolYear: number;
  readonly schoolId: number | null;
  readonly collectionId: number | null;
  readonly form: string;
  readonly cell: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly total: number;
}

export interface ComparisonRequest {
  /** File of the open database. */
  readonly database: string;
  readonly copy: string;
  /** By which she knows the copy. */
  readonly name: string;
  /** Of the sealed columns. */
  readonly key: Uint8Array | null;
}

/** What was sealed under another key differs from everything, and stays unreadable. */
function plainText(text: string, key: Uint8Array | null): string {
  try {
    return unsealText(text, 'record_cells.text', key === null ? null : Buffer.from(key));
  } catch (error) {
    if (error instanceof Refusal) return '（已加密）';
    throw error;
  }
}

/** Which cells are not the same in the copy as in the database. Refused with `backup.damaged`. */
export function compareWithNow({
  database: databaseFile,
  copy,
  name,
  key,
}: ComparisonRequest): BackupComparison {
  const database = new Sqlite(databaseFile, { readonly: true, fileMustExist: true });
  try {
    database.function('plain', { directOnly: true }, (text: unknown) =>
      typeof text === 'string' ? plainText(text, key) : text,
    );
    database.prepare<[string]>('ATTACH ? AS copy').run(copy);
    const rows = database.prepare<[number], DifferenceRow>(differences).all(shown);
    return {
      differences: rows.map(({ school, schoolYear, schoolId, collectionId, form, cell, before, after }) => ({
        ...{ school, schoolYear, form, cell, then: before, now: after },
        open: schoolId === null || collectionId === null ? null : { schoolId, collectionId },
      })),
      total: rows[0]?.total ?? 0,
      lostFinals: lostFinalsIn(database),
      people: { then: peopleIn(database, 'copy'), now: peopleIn(database, 'main') },
    };
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) throw refusal('backup.damaged', { name });
    throw error;
  } finally {
    database.close();
  }
}
