import { z } from 'zod';
import type { Definitions } from '../../shared/definitions';
import { refusal } from '../../shared/error';
import type { LastImport } from '../../shared/ipc-import';
import {
  explanationSchema,
  type CellContent,
  type CellChange,
  type RecordChange,
  type SubmissionData,
} from '../../shared/submission';
import { setCells } from './cells';
import type { Database } from './database';
import type { LoggedContent } from './edit-log';
import { recordEvent } from './events';
import { allOrNothing } from './imports';
import { loadData } from './load';
import { setRecords } from './records';
import { setExplanations, setReviewed } from './review';
import { setCounted } from './rosters-words';
import { type ChangeHead, findSubmission } from './submissions';
import { confirm } from './to-confirm';

/**
 * What the log of edits does not say of a submission before an import: kept with the event that begins it, sealed like
 * every text of an event.
 */
const beforeSchema = z.strictObject({
  revision: z.number().int().nonnegative(),
  reviewed: z.array(z.string()),
  explanations: z.array(explanationSchema),
  toConfirm: z.array(z.strictObject({ form: z.string(), cell: z.string() })),
  unknownLists: z.array(z.string()),
  counted: z.array(z.strictObject({ form: z.string(), cell: z.string(), counted: z.string() })),
});
type Before = z.infer<typeof beforeSchema>;

/** Inside the transaction of an import, before its first change. */
export function rememberBefore(database: Database, submissionId: number, at: Date): void {
  const data = loadData(database, findSubmission(database, submissionId));
  const { reviewed, explanations, toConfirm = [], unknownLists = [], counted = [] } = data;
  const { revision } = data.submission;
  const before = { revision, reviewed, explanations, toConfirm, unknownLists, counted };
  recordEvent(database, { at, submissionId, kind: 'importBegan', after: JSON.stringify(before) });
}

interface ImportRow {
  readonly revision: number;
  readonly file_name: string;
  readonly at: string;
  readonly accepted: number;
}

/** The import that led to what stands there now; null where something was changed since, or it is 定稿. */
export function lastImport(database: Database, submissionId: number): LastImport | null {
  const found = undoable(database, submissionId);
  if (found === null) return null;
  const { file_name, at, accepted } = found.row;
  return { fileName: file_name, at, accepted };
}

function undoable(
  database: Database,
  submissionId: number,
): { readonly row: ImportRow; readonly before: Before } | null {
  const { revision, state } = findSubmission(database, submissionId);
  const row = database
    .prepare<[number], ImportRow>(
      'SELECT revision, file_name, at, accepted FROM imports WHERE submission_id = ? ORDER BY id DESC LIMIT 1',
    )
    .get(submissionId);
  if (row === undefined || state !== 'draft' || row.revision !== revision) return null;
  const text = database
    .prepare<[number], string>(
      `SELECT unsealed(new_text, 'events.new_text') FROM events
       WHERE submission_id = ? AND kind = 'importBegan' ORDER BY id DESC LIMIT 1`,
    )
    .pluck()
    .get(submissionId);
  // An older program kept nothing that could be brought back.
  const before = text === undefined ? undefined : beforeSchema.safeParse(JSON.parse(text)).data;
  return before === undefined || before.revision >= revision ? null : { row, before };
}

/**
 * Brings back what stood there before the last import, as one transaction of new changes: figures and records from the
 * log, the rest from what the import kept. School and round that it made stay. Returns how many values came back.
 */
export function undoImport(
  database: Database,
  definitions: Definitions,
  { submissionId, revision, at }: ChangeHead,
): { readonly revision: number; readonly values: number } {
  return allOrNothing(database, () => {
    const submission = findSubmission(database, submissionId);
    if (submission.state === 'finalised') throw refusal('submission.finalised', {});
    const found = undoable(database, submissionId);
    if (found === null || submission.revision !== revision) throw refusal('import.notUndoable', {});
    const { row, before } = found;
    const head = (): ChangeHead => ({
      ...{ submissionId, at },
      revision: findSubmission(database, submissionId).revision,
    });
    const values = valuesBefore(database, submissionId, before.revision);
    const isList = ({ form }: { form: string }) => definitions.forms[form]?.kind === 'list';
    const cells = values.filter((value) => !isList(value)).flatMap(cellBack);
    const records = recordsBack(values.filter(isList));
    if (cells.length > 0) setCells(database, head(), cells);
    if (records.length > 0) setRecords(database, head(), records);
    reviewBack(database, before, head);
    setCounted(database, submissionId, before.counted);
    listsBack(database, submissionId, before.unknownLists);
    recordEvent(database, { at, submissionId, kind: 'importUndone', about: row.file_name });
    return {
      revision: findSubmission(database, submissionId).revision,
      values: values.filter(({ before: old }) => old?.kind !== 'position').length,
    };
  });
}

interface ValueBefore {
  readonly form: string;
  readonly cell: string;
  readonly before: LoggedContent | null;
}

interface LoggedRow {
  readonly form: string;
  readonly cell: string;
  readonly kind: LoggedContent['kind'] | null;
  readonly text: string | null;
}

/** What stood where since then something was changed. */
function valuesBefore(database: Database, submissionId: number, revision: number): readonly ValueBefore[] {
  const rows = database
    .prepare<[number, number], LoggedRow>(
      `SELECT form, cell, old_kind AS kind, unsealed(old_text, 'edit_log.old_text') AS text
       FROM edit_log WHERE submission_id = ? AND revision > ? ORDER BY id`,
    )
    .all(submissionId, revision);
  const first = new Map<string, ValueBefore>();
  for (const { form, cell, kind, text } of rows) {
    const name = `${form}!${cell}`;
    const before = kind === null || text === null ? null : { kind, text };
    if (!first.has(name)) first.set(name, { form, cell, before });
  }
  return [...first.values()];
}

function contentOf(before: LoggedContent | null): CellContent | null {
  return before === null || before.kind === 'position' ? null : { kind: before.kind, text: before.text };
}

function cellBack({ form, cell, before }: ValueBefore): readonly CellChange[] {
  return [{ form, cell, content: contentOf(before) }];
}

/** A record that the import brought goes, one that it took out comes back with its place. */
function recordsBack(values: readonly ValueBefore[]): readonly RecordChange[] {
  const places = new Map(
    values
      .filter(({ cell }) => !cell.includes('.'))
      .map((each) => [`${each.form}!${each.cell}`, each.before]),
  );
  const cells = new Map<string, { form: string; id: string; cells: Record<string, CellContent | null> }>();
  for (const { form, cell, before } of values) {
    const [id = '', column] = cell.split('.');
    const name = `${form}!${id}`;
    const record = cells.get(name) ?? { form, id, cells: {} };
    cells.set(name, record);
    if (column !== undefined) record.cells[column] = contentOf(before);
  }
  return [...cells].map(([name, { form, id, cells: back }]) => {
    const place = places.get(name);
    if (place === null) return { form, id, cells: null };
    return { form, id, ...(place && { position: Number(place.text) }), cells: back };
  });
}

function reviewBack(database: Database, before: Before, head: () => ChangeHead): void {
  const now = (): SubmissionData => loadData(database, findSubmission(database, head().submissionId));
  const { reviewed, explanations } = now();
  const missing = before.reviewed.filter((form) => !reviewed.includes(form));
  const added = reviewed.filter((form) => !before.reviewed.includes(form));
  if (added.length > 0) setReviewed(database, head(), added, false);
  if (missing.length > 0) setReviewed(database, head(), missing, true);
  const texts = new Map(before.explanations.map((each) => [each.finding, each]));
  const other = before.explanations.filter((old) => {
    const present = explanations.find(({ finding }) => finding === old.finding);
    return JSON.stringify(present) !== JSON.stringify(old);
  });
  const gone = explanations.filter(({ finding }) => !texts.has(finding));
  const changed = [...other, ...gone.map((each) => ({ ...each, text: '' }))];
  if (changed.length > 0) setExplanations(database, head(), changed);
  const marked = new Set(now().toConfirm?.map(({ form, cell }) => `${form}!${cell}`));
  const unmarked = before.toConfirm.filter(({ form, cell }) => !marked.has(`${form}!${cell}`));
  if (unmarked.length > 0) confirm(database, head(), unmarked, false);
}

function listsBack(database: Database, submissionId: number, unknown: readonly string[]): void {
  database
    .prepare<[number, string]>(
      `DELETE FROM unknown_lists WHERE submission_id = ?
       AND form NOT IN (SELECT value FROM json_each(?))`,
    )
    .run(submissionId, JSON.stringify(unknown));
}
