import type { AuditChange, AuditPage, LifeStep, LoggedContent } from '../../shared/ipc-audit';
import type { EditOrigin } from '../../shared/ipc-fill';
import type { Database } from './database';
import { findSubmission } from './submissions';

/** What the log says of one submission, for people to read. Nothing is written here. */

export interface ChangeFilter {
  readonly form: string | null;
  /** Empty: of nobody named. */
  readonly operator: string | null;
  readonly since: string | null;
  readonly until: string | null;
  /** Numbers of a 定稿; of one that the log does not know nothing is found. */
  readonly afterVersion: number | null;
  readonly throughVersion: number | null;
}

/** Revisions only grow, whatever the clock said; a number that was given again after a restore is the later one. */
const finalisedAt = (version: string) => `(SELECT max(revision) FROM state_log
  WHERE submission_id = :submissionId AND state = 'finalised' AND version = :${version})`;

interface ChangeRow {
  readonly id: number;
  readonly at: string;
  readonly operator: string | null;
  readonly origin: EditOrigin;
  readonly form: string;
  readonly cell: string;
  readonly old_kind: LoggedContent['kind'] | null;
  readonly old_text: string | null;
  readonly new_kind: LoggedContent['kind'] | null;
  readonly new_text: string | null;
}

const changeColumns = `id, at, operator, origin, form, cell,
  old_kind, unsealed(old_text, 'edit_log.old_text') AS old_text,
  new_kind, unsealed(new_text, 'edit_log.new_text') AS new_text`;

const content = (kind: LoggedContent['kind'] | null, text: string | null): LoggedContent | null =>
  kind === null || text === null ? null : { kind, text };

const changeOf = ({ old_kind, old_text, new_kind, new_text, ...same }: ChangeRow): AuditChange => ({
  ...same,
  before: content(old_kind, old_text),
  after: content(new_kind, new_text),
});

type Named = Record<string, string | number | null>;

function wanted(submissionId: number, filter: ChangeFilter): [string, Named] {
  const { form, operator, since, until, afterVersion, throughVersion } = filter;
  const conditions = [
    'submission_id = :submissionId',
    ...(form === null ? [] : ['form = :form']),
    ...(operator === null ? [] : [operator === '' ? 'operator IS NULL' : 'operator = :operator']),
    ...(since === null ? [] : ['at >= :since']),
    ...(until === null ? [] : ['at < :until']),
    ...(afterVersion === null ? [] : [`revision > ${finalisedAt('afterVersion')}`]),
    ...(throughVersion === null ? [] : [`revision <= ${finalisedAt('throughVersion')}`]),
  ];
  return [conditions.join(' AND '), { submissionId, ...filter }];
}

/** One page of the changes, newest first; `before` is the id that the page before ended with. */
export function auditPage(
  database: Database,
  submissionId: number,
  filter: ChangeFilter,
  before: number | null,
  limit: number,
): AuditPage {
  const [condition, named] = wanted(submissionId, filter);
  const rows = database
    .prepare<[Named], ChangeRow>(
      `SELECT ${changeColumns} FROM edit_log WHERE ${condition} AND (:before IS NULL OR id < :before)
       ORDER BY id DESC LIMIT :limit`,
    )
    .all({ ...named, before, limit });
  const count = `SELECT count(*) FROM edit_log WHERE ${condition}`;
  const distinct = <T>(column: 'form' | 'operator') =>
    database
      .prepare<[number], T>(
        `SELECT DISTINCT ${column} FROM edit_log WHERE submission_id = ? ORDER BY ${column}`,
      )
      .pluck()
      .all(submissionId);
  return {
    changes: rows.map(changeOf),
    total: database.prepare<[Named], number>(count).pluck().get(named) ?? 0,
    forms: distinct<string>('form'),
    operators: distinct<string | null>('operator'),
  };
}

/** Every change, oldest first. */
export function allChanges(database: Database, submissionId: number): readonly AuditChange[] {
  const select = `SELECT ${changeColumns} FROM edit_log WHERE submission_id = ? ORDER BY id`;
  return database.prepare<[number], ChangeRow>(select).all(submissionId).map(changeOf);
}

const nothing = {
  ...{ version: null, what: null, fileName: null, hash: null, reason: null, counts: null, event: null },
} as const;

/** A step with the revision that it was taken at: those of one submission only grow, whatever its clock said. */
type Revised = LifeStep & { readonly revision: number };

const withoutRevision = ({ revision: _revision, ...step }: Revised): LifeStep => step;

interface StateRow {
  readonly revision: number;
  readonly at: string;
  readonly operator: string | null;
  readonly state: string;
  readonly version: number;
  readonly reason: string | null;
}

function states(database: Database, submissionId: number): readonly Revised[] {
  const select = `SELECT revision, at, operator, state, version, unsealed(reason, 'state_log.reason') AS reason
    FROM state_log WHERE submission_id = ? ORDER BY id`;
  return database
    .prepare<[number], StateRow>(select)
    .all(submissionId)
    .map(({ state, ...row }): Revised => {
      const kind = state === 'created' || state === 'finalised' ? state : 'reopened';
      return { ...nothing, ...row, kind, version: state === 'created' ? null : row.version };
    });
}

type ExportRow = Pick<Revised, 'revision' | 'at' | 'operator' | 'version' | 'what' | 'fileName' | 'hash'>;

function exported(database: Database, submissionId: number): readonly Revised[] {
  const select = `SELECT revision, at, operator, version, what, file_name AS fileName, hash
    FROM exports WHERE submission_id = ? ORDER BY id`;
  const rows = database.prepare<[number], ExportRow>(select).all(submissionId);
  return rows.map((row): Revised => ({ ...nothing, ...row, kind: 'exported' }));
}

interface ImportRow {
  readonly revision: number;
  readonly at: string;
  readonly operator: string | null;
  readonly fileName: string;
  readonly hash: string;
  readonly accepted: number;
  readonly refused: number;
}

function imported(database: Database, submissionId: number): readonly Revised[] {
  const select = `SELECT revision, at, operator, file_name AS fileName, hash, accepted, refused
    FROM imports WHERE submission_id = ? ORDER BY id`;
  const rows = database.prepare<[number], ImportRow>(select).all(submissionId);
  return rows.map(({ accepted, refused, ...same }): Revised => ({
    ...{ ...nothing, ...same, kind: 'imported', counts: { accepted, refused } },
  }));
}

interface EventRow {
  readonly at: string;
  readonly operator: string | null;
  readonly kind: string;
  readonly about: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** Of the submission, of its school and round, and what is about the whole program; not what an import keeps for its undo. */
function events(database: Database, submissionId: number): readonly LifeStep[] {
  const { schoolId, collectionId } = findSubmission(database, submissionId);
  const select = `SELECT at, operator, kind, about, unsealed(old_text, 'events.old_text') AS before,
      unsealed(new_text, 'events.new_text') AS after
    FROM events
    WHERE kind <> 'importBegan' AND (submission_id = :submissionId OR (submission_id IS NULL AND CASE
      WHEN kind LIKE 'school%' THEN about = :school
      WHEN kind LIKE 'round%' THEN about = :round
      ELSE 1 END))
    ORDER BY id`;
  const named = { submissionId, school: String(schoolId), round: String(collectionId) };
  return database
    .prepare<[typeof named], EventRow>(select)
    .all(named)
    .map(({ at, operator, ...event }): LifeStep => ({ ...nothing, at, operator, kind: 'other', event }));
}

/**
 * The life of a submission, oldest first. What has a revision is in its order; each log keeps its own order beside, also
 * where the clock of the computer went back, and only between them the times decide.
 */
export function lifeOf(database: Database, submissionId: number): readonly LifeStep[] {
  const revised = [imported, states, exported].flatMap((log) => [...log(database, submissionId)]);
  revised.sort((a, b) => a.revision - b.revision);
  return merged([...events(database, submissionId)], revised.map(withoutRevision));
}

function merged(events: readonly LifeStep[], steps: readonly LifeStep[]): readonly LifeStep[] {
  const all: LifeStep[] = [];
  let next = 0;
  for (const step of steps) {
    for (let event = events[next]; event !== undefined && event.at <= step.at; event = events[next]) {
      all.push(event);
      next += 1;
    }
    all.push(step);
  }
  return [...all, ...events.slice(next)];
}
