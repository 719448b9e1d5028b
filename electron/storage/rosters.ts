import { type RosterKind, rosterKinds, rosterOf, type RosterPerson } from '../../shared/roster/definition';
import type { Rosters } from '../../shared/roster/facts';
import { samePupils } from '../../shared/roster/moves-match';
import type { RosterFile, StoredRoster } from '../../shared/roster/plan';
import type { Database } from './database';
import { type EventKind, recordEvent } from './events';
import { tablesOf } from './integrity';
import { removeFromCopies, removeTraces } from './rosters-traces';
import { forgetRemoved, markRemoved } from './rosters-unfinished';
import { forgetHeads, rememberHeads } from './rosters-words';

export { knownHeads } from './rosters-words';

/** A roster as it is stored: all of it in one transaction, in place of the one of its kind. */
export interface NewRoster {
  readonly submissionId: number;
  readonly kind: RosterKind;
  readonly files: readonly RosterFile[];
  /** Canonical texts by field id, in the order of the files. */
  readonly people: readonly Readonly<Record<string, string>>[];
  /** Heads that were mapped by hand, to be remembered. */
  readonly heads: readonly { readonly head: string; readonly field: string | null }[];
  readonly at: Date;
  /** `2027-08-31` */
  readonly keepUntil: string;
}

interface RosterRow {
  readonly id: number;
  readonly submission_id: number;
  readonly kind: RosterKind;
  readonly loaded_at: string;
  readonly keep_until: string;
  readonly files: string;
  readonly revision: number;
}

/** A stored roster by its place in the database; of last year's pupils it may belong to the submission before. */
export interface RosterPlace {
  readonly id: number;
  readonly submissionId: number;
  /** Grows with every corrected person. */
  readonly revision: number;
}

const ownRosters = 'SELECT * FROM rosters WHERE submission_id = ?';
const lastYearsPupils = `SELECT r.* FROM rosters r
  JOIN submissions s ON s.id = r.submission_id
  JOIN collections c ON c.id = s.collection_id
  JOIN submissions own ON own.id = ? AND own.school_id = s.school_id
  JOIN collections this ON this.id = own.collection_id
  WHERE r.kind = 'pupils' AND c.school_year = this.school_year - 1
  ORDER BY c.edition = this.edition DESC, s.id DESC LIMIT 1`;

/** The rosters that count for a submission, by kind. */
function rosterRows(database: Database, submissionId: number): ReadonlyMap<RosterKind, RosterRow> {
  const own = database.prepare<[number], RosterRow>(ownRosters).all(submissionId);
  const rows = new Map(own.map((row) => [row.kind, row]));
  if (!rows.has('pupilsBefore')) {
    const row = database.prepare<[number], RosterRow>(lastYearsPupils).get(submissionId);
    if (row !== undefined) rows.set('pupilsBefore', row);
  }
  return rows;
}

/**
 * Stores a roster and the heads that were mapped for it in one transaction. What the clerk said of pupils (转出, 转入 …)
 * is kept for those who stand in the new roster too; nothing else of the old one is left.
 */
export function saveRoster(database: Database, roster: NewRoster): void {
  const { submissionId, kind, files, people, at, keepUntil } = roster;
  const insertRoster = database.prepare<[number, string, string, string, string]>(
    'INSERT INTO rosters (submission_id, kind, loaded_at, keep_until, files) VALUES (?, ?, ?, ?, ?)',
  );
  const insertPerson = database.prepare<[number, number, string]>(
    `INSERT INTO roster_people (roster_id, person, person_values)
     VALUES (?, ?, sealed(?, 'roster_people.person_values'))`,
  );
  const replaced = rosterRows(database, submissionId).get(kind);
  const isOwn = replaced?.submission_id === submissionId;
  database
    .transaction(() => {
      const before = replaced === undefined ? null : movesOfRoster(database, replaced.id);
      const replacedCount = isOwn ? countOf(database, replaced.id) : null;
      if (isOwn) deleteRoster(database, replaced.id);
      const inserted = insertRoster.run(
        ...([submissionId, kind, at.toISOString(), keepUntil, JSON.stringify(files)] as const),
      );
      const id = Number(inserted.lastInsertRowid);
      const persons = people.map((values, index): RosterPerson => ({ id: index + 1, values }));
      for (const { id: person, values } of persons) insertPerson.run(id, person, JSON.stringify(values));
      if (before !== null) keepMoves(database, id, persons, isOwn ? before : saidIn(before, submissionId));
      rememberHeads(database, rosterOf(kind), roster.heads);
      const counted = { before: replacedCount, after: String(people.length) };
      recordEvent(database, { at, submissionId, kind: 'rosterLoaded', about: kind, ...counted });
    })
    .immediate();
  if (isOwn) removeTraces(database);
}

/** Those of the submission; of last year's pupils the ones loaded here, else the roster of the submission before. */
export function loadRosters(database: Database, submissionId: number): Rosters {
  const rows = rosterRows(database, submissionId);
  const people = (kind: RosterKind): readonly RosterPerson[] | null => {
    const row = rows.get(kind);
    return row === undefined ? null : loadRosterPeople(database, row.id);
  };
  return { pupils: people('pupils'), pupilsBefore: people('pupilsBefore'), staff: people('staff') };
}

interface PersonRow {
  readonly person: number;
  readonly person_values: string;
}

const personColumns = `person, unsealed(person_values, 'roster_people.person_values') AS person_values`;

export function loadRosterPeople(database: Database, rosterId: number): readonly RosterPerson[] {
  const select = `SELECT ${personColumns} FROM roster_people WHERE roster_id = ? ORDER BY person`;
  const rows = database.prepare<[number], PersonRow>(select).all(rosterId);
  return rows.map(({ person, person_values }) => ({ id: person, values: valuesOf(person_values) }));
}

const valuesOf = (text: string) => JSON.parse(text) as RosterPerson['values'];

/** Where each roster that counts for the submission stands. */
export function rosterPlaces(
  database: Database,
  submissionId: number,
): Readonly<Partial<Record<RosterKind, RosterPlace>>> {
  const rows = [...rosterRows(database, submissionId)];
  return Object.fromEntries(
    rows.map(([kind, { id, submission_id, revision }]) => [
      kind,
      { id, submissionId: submission_id, revision },
    ]),
  );
}

export function listRosters(database: Database, submissionId: number): readonly StoredRoster[] {
  const rows = rosterRows(database, submissionId);
  const count = database
    .prepare<[number], number>('SELECT count(*) FROM roster_people WHERE roster_id = ?')
    .pluck();
  return rosterKinds.flatMap((kind): StoredRoster[] => {
    const row = rows.get(kind);
    if (row === undefined) return [];
    return [
      {
        kind,
        people: count.get(row.id) ?? 0,
        files: JSON.parse(row.files) as readonly RosterFile[],
        loadedAt: row.loaded_at,
        keepUntil: row.keep_until,
        ...(row.submission_id !== submissionId && { fromLastYear: true as const }),
      },
    ];
  });
}

/** Values of one person; undefined where the roster or the person is gone. */
export function findPerson(database: Database, rosterId: number, person: number): RosterPerson | undefined {
  const select = `SELECT ${personColumns} FROM roster_people WHERE roster_id = ? AND person = ?`;
  const row = database.prepare<[number, number], PersonRow>(select).get(rosterId, person);
  return row === undefined ? undefined : { id: row.person, values: valuesOf(row.person_values) };
}

/** Puts a person's values in place of those stored; what stood there is overwritten on the disk too. */
export function changePerson(
  database: Database,
  rosterId: number,
  { id, values }: RosterPerson,
  at = new Date(),
): void {
  const update = database.prepare<[string, number, number]>(
    `UPDATE roster_people SET person_values = sealed(?, 'roster_people.person_values')
     WHERE roster_id = ? AND person = ?`,
  );
  const raise = database.prepare<[number]>('UPDATE rosters SET revision = revision + 1 WHERE id = ?');
  database
    .transaction(() => {
      update.run(JSON.stringify(values), rosterId, id);
      raise.run(rosterId);
      recordOfRoster(database, rosterId, { at, kind: 'rosterPersonChanged' });
    })
    .immediate();
}

/**
 * Deletes a roster with everything said of its people, down to the bytes on the disk and in the copies of the database;
 * what it counted stays. So do heads that were mapped by hand, where they are official ones: another may be the line of
 * a person that was taken for heads. Gives the names of copies that could not be changed.
 */
export function removeRoster(
  database: Database,
  kind: RosterKind,
  { id: rosterId, submissionId }: RosterPlace,
  isOfficial: (head: string) => boolean,
  at = new Date(),
): readonly string[] {
  const of = rosterOf(kind);
  database
    .transaction(() => {
      const before = countOf(database, rosterId);
      recordOfRoster(database, rosterId, { at, kind: 'rosterRemoved', before });
      deleteRoster(database, rosterId);
      forgetHeads(database, of, isOfficial);
      markRemoved(database, { submissionId, kind });
    })
    .immediate();
  removeTraces(database);
  const left = removeFromCopies(database, { submissionId, kind }, (copy) =>
    copy
      .transaction(() => {
        copy
          .prepare<[number, string]>('DELETE FROM rosters WHERE submission_id = ? AND kind = ?')
          .run(submissionId, kind);
        if (tablesOf(copy).includes('roster_heads')) forgetHeads(copy, of, isOfficial);
      })
      .immediate(),
  );
  forgetRemoved(database, [{ submissionId, kind }]);
  return left;
}

const countOf = (database: Database, rosterId: number): string =>
  String(
    database
      .prepare<[number], number>('SELECT count(*) FROM roster_people WHERE roster_id = ?')
      .pluck()
      .get(rosterId) ?? 0,
  );

/** Inside a transaction; the log of what was done with rosters has counts in it and nobody's name. */
function recordOfRoster(
  database: Database,
  rosterId: number,
  event: { readonly at: Date; readonly kind: EventKind; readonly before?: string },
): void {
  const select = 'SELECT submission_id AS submissionId, kind AS about FROM rosters WHERE id = ?';
  const roster = database.prepare<[number], { submissionId: number; about: string }>(select).get(rosterId);
  if (roster !== undefined) recordEvent(database, { ...event, ...roster });
}

function deleteRoster(database: Database, rosterId: number): void {
  database.prepare<[number]>('DELETE FROM rosters WHERE id = ?').run(rosterId);
}

interface Said {
  readonly submission_id: number;
  readonly person: number;
  readonly move: string;
}

/** What was said of the people of a roster, with those people. */
interface SaidOfRoster {
  readonly said: readonly Said[];
  readonly people: readonly RosterPerson[];
}

function movesOfRoster(database: Database, rosterId: number): SaidOfRoster {
  const select = 'SELECT submission_id, person, move FROM roster_moves WHERE roster_id = ?';
  const said = database.prepare<[number], Said>(select).all(rosterId);
  return { said, people: said.length === 0 ? [] : loadRosterPeople(database, rosterId) };
}

/** Of last year's submission the roster stays as it is: only what was said in this one goes with the new roster. */
const saidIn = ({ said, people }: SaidOfRoster, submissionId: number): SaidOfRoster => ({
  said: said.filter((each) => each.submission_id === submissionId),
  people,
});

function keepMoves(
  database: Database,
  rosterId: number,
  people: readonly RosterPerson[],
  { said, people: before }: SaidOfRoster,
): void {
  if (said.length === 0) return;
  const now = new Map([...samePupils(people, before)].map(([person, earlier]) => [earlier, person]));
  const insert = database.prepare<[number, number, number, string]>(
    'INSERT INTO roster_moves (submission_id, roster_id, person, move) VALUES (?, ?, ?, ?)',
  );
  for (const { submission_id, person, move } of said) {
    const same = now.get(person);
    if (same !== undefined) insert.run(submission_id, rosterId, same, move);
  }
}
