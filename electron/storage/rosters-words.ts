import { rosterKinds, type RosterKind, type RosterOf } from '../../shared/roster/definition';
import type { RosterSurroundings } from '../../shared/roster/facts';
import type { SubmissionData } from '../../shared/submission';
import type { Database } from './database';
import { recordEvent } from './events';
import type { RosterPlace } from './rosters';

/** What was said about rosters and what was counted from them: none of it names a person. */

/** What heads were taken for by hand, as they were written. */
export function knownHeads(database: Database, of: RosterOf): ReadonlyMap<string, string | null> {
  const select = `SELECT unsealed(head, 'roster_heads.head') AS head, field FROM roster_heads WHERE roster_of = ?`;
  const rows = database.prepare<[string], { head: string; field: string | null }>(select).all(of);
  return new Map(rows.map(({ head, field }) => [head, field]));
}

/** Inside a transaction; the last word on a head stands. */
export function rememberHeads(
  database: Database,
  of: RosterOf,
  heads: readonly { readonly head: string; readonly field: string | null }[],
): void {
  const upsert = database.prepare<[string, string, string | null]>(
    `INSERT INTO roster_heads (roster_of, head, field) VALUES (?, sealed(?, 'roster_heads.head'), ?)
     ON CONFLICT (roster_of, head) DO UPDATE SET field = excluded.field`,
  );
  for (const { head, field } of heads) upsert.run(of, head, field);
}

/** Inside a transaction: all but official ones are forgotten. */
export function forgetHeads(database: Database, of: RosterOf, isOfficial: (head: string) => boolean): void {
  const remove = database.prepare<[string, string]>(
    `DELETE FROM roster_heads WHERE roster_of = ? AND head = sealed(?, 'roster_heads.head')`,
  );
  for (const head of knownHeads(database, of).keys()) if (!isOfficial(head)) remove.run(of, head);
}

interface AnswerRow {
  readonly assumption: string;
  readonly answer: string;
  readonly about: string;
}

/** Answers to assumptions, by id, and what they were given for. */
export function loadAnswers(
  database: Database,
  submissionId: number,
  places: Readonly<Partial<Record<RosterKind, RosterPlace>>>,
): Required<Pick<RosterSurroundings, 'answers' | 'given'>> {
  const select =
    'SELECT assumption, answer, about FROM roster_answers WHERE submission_id = ? ORDER BY assumption';
  const rows = database.prepare<[number], AnswerRow>(select).all(submissionId);
  const by = (text: (row: AnswerRow) => string) =>
    Object.fromEntries(rows.map((row) => [row.assumption, text(row)]));
  return {
    answers: by(({ answer }) => answer),
    given: { rosters: namesOf(places), about: by(({ about }) => about) },
  };
}

/** The loads that are counted, `12/-/13`: a roster that is loaded again has another id. */
const namesOf = (places: Readonly<Partial<Record<RosterKind, RosterPlace>>>): string =>
  rosterKinds.map((kind) => places[kind]?.id ?? '-').join('/');

/** Null takes the answer back. */
export function setAnswer(
  database: Database,
  submissionId: number,
  given: Omit<AnswerRow, 'answer'> & { answer: string | null; at: Date },
): void {
  const { assumption, answer: after, at } = given;
  const select = 'SELECT answer FROM roster_answers WHERE submission_id = ? AND assumption = ?';
  const find = database.prepare<[number, string], string>(select).pluck();
  database
    .transaction(() => {
      const before = find.get(submissionId, assumption) ?? null;
      writeAnswer(database, submissionId, given);
      if (before !== after)
        recordEvent(database, {
          ...{ at, submissionId, kind: 'rosterAnswered', about: assumption, before, after },
        });
    })
    .immediate();
}

function writeAnswer(
  database: Database,
  submissionId: number,
  { assumption, answer, about, at }: Parameters<typeof setAnswer>[2],
): void {
  if (answer === null) {
    const remove = 'DELETE FROM roster_answers WHERE submission_id = ? AND assumption = ?';
    database.prepare<[number, string]>(remove).run(submissionId, assumption);
    return;
  }
  const upsert = `INSERT INTO roster_answers (submission_id, assumption, answer, about, at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (submission_id, assumption)
    DO UPDATE SET answer = excluded.answer, about = excluded.about, at = excluded.at`;
  database
    .prepare<[number, string, string, string, string]>(upsert)
    .run(submissionId, assumption, answer, about, at.toISOString());
}

/** What the clerk said, in this submission, of the people of both rosters of pupils. */
export function loadMoves(
  database: Database,
  submissionId: number,
  places: { readonly pupils?: RosterPlace; readonly pupilsBefore?: RosterPlace },
): RosterSurroundings['moves'] {
  const select = database.prepare<[number, number], { person: number; move: string }>(
    'SELECT person, move FROM roster_moves WHERE submission_id = ? AND roster_id = ? ORDER BY person',
  );
  const of = (place: RosterPlace | undefined): ReadonlyMap<number, string> =>
    new Map(
      place === undefined
        ? []
        : select.all(submissionId, place.id).map(({ person, move }) => [person, move] as const),
    );
  return { now: of(places.pupils), before: of(places.pupilsBefore) };
}

type Counted = NonNullable<SubmissionData['counted']>;

/** What the rosters counted when they were last applied. */
export function loadCounted(database: Database, submissionId: number): Counted {
  const select = 'SELECT form, cell, counted FROM roster_counts WHERE submission_id = ? ORDER BY form, cell';
  return database.prepare<[number], Counted[number]>(select).all(submissionId);
}

/** Inside a transaction, in place of all that was counted before. */
export function setCounted(database: Database, submissionId: number, counted: Counted): void {
  const insert = database.prepare<[number, string, string, string]>(
    'INSERT INTO roster_counts (submission_id, form, cell, counted) VALUES (?, ?, ?, ?)',
  );
  database.prepare<[number]>('DELETE FROM roster_counts WHERE submission_id = ?').run(submissionId);
  for (const { form, cell, counted: text } of counted) insert.run(submissionId, form, cell, text);
}
