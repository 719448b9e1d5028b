import type { EventKind } from '../../shared/audit-events';
import type { Database } from './database';

export type { EventKind } from '../../shared/audit-events';

/** Something that was done besides changing cells. */
export interface NewEvent {
  readonly at: Date;
  readonly kind: EventKind;
  /** Left out where it is about no submission in particular. */
  readonly submissionId?: number;
  /** What it was done to: a finding, a form, a file, the id of a school or round. */
  readonly about?: string;
  /** A text, or JSON of the fields of a record that changed. Never a name of a roster, never a password. */
  readonly before?: string | null;
  readonly after?: string | null;
}

type EventRow = [string, number | null, string, string | null, string | null, string | null];

/**
 * Writes down what was done and by whom. Called inside the transaction of the change itself, so that neither is there
 * without the other.
 */
export function recordEvent(database: Database, event: NewEvent): void {
  const { at, submissionId, kind, about, before, after } = event;
  database
    .prepare<EventRow>(
      `INSERT INTO events (at, operator, submission_id, kind, about, old_text, new_text)
       VALUES (?, operator_name(), ?, ?, ?, sealed(?, 'events.old_text'), sealed(?, 'events.new_text'))`,
    )
    .run(at.toISOString(), submissionId ?? null, kind, about ?? null, before ?? null, after ?? null);
}

/**
 * Writes down which fields of a record changed, each with its old and new value; nothing where none did. `before` is
 * null for a record that is made.
 */
export function recordChange(
  database: Database,
  event: Pick<NewEvent, 'at' | 'kind' | 'about'>,
  before: object | null,
  after: object,
): void {
  const changed = changedFields(before ?? {}, after);
  if (changed.length === 0) return;
  const of = (record: object): string =>
    JSON.stringify(Object.fromEntries(changed.map((key) => [key, valueIn(record, key) ?? null])));
  recordEvent(database, { ...event, before: before === null ? null : of(before), after: of(after) });
}

function changedFields(before: object, after: object): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const differ = (key: string) =>
    JSON.stringify(valueIn(before, key) ?? null) !== JSON.stringify(valueIn(after, key) ?? null);
  return [...keys].filter((key) => key !== 'id' && differ(key));
}

const valueIn = (record: object, key: string): unknown => (record as Record<string, unknown>)[key];
