import { z } from 'zod';
import { arrivals, departures } from './roster/plan';
import type {
  LedgerProposal,
  Movements,
  PeopleBehind,
  RemovedRoster,
  RosterPlan,
  ShownPerson,
  StoredRoster,
} from './roster/plan';
import { rosterKinds } from './roster/definition';
import type { RosterField } from './roster/definition';
import type { StagedRoster, StagedRow } from './roster/staged';

/**
 * The part of the contract that serves rosters. Identity and register numbers cross it masked, but for one that is asked
 * for (`rosters.reveal`), a row that is corrected (`rosters.rowOf`) and the records of `rosters.ledgers`, which the window
 * enters into a ledger as they are and shows masked.
 */

function output<T>(): z.ZodType<T> {
  return z.custom<T>();
}

const id = z.number().int().positive();
const kind = z.enum(rosterKinds);
const ofSubmission = z.strictObject({ submissionId: id });
const staged = z.strictObject({ stagedId: z.string().min(1).max(40) });
const field = z.string().regex(/^[a-zA-Z]{1,40}$/);
const text = z.string().max(200);
const rows = z.array(z.number().int().nonnegative()).min(1).max(20_000);
const cell = ofSubmission.extend({ form: z.string().max(40), cell: z.string().max(60) });

/**
 * Load in stages: `read` → `map`, `fix`, `leaveOut`, `accept` → `save`. Nothing is stored before `save`, which is one
 * transaction. One roster is staged at a time; reading another drops it.
 */
export const rostersContract = {
  /** Columns that are kept of a kind of roster, for the mapping page. */
  'rosters.fields': { input: z.strictObject({ kind }), output: output<readonly RosterField[]>() },
  /** The rosters that count for a submission. */
  'rosters.list': { input: ofSubmission, output: output<readonly StoredRoster[]>() },
  /** Asks for one or more files and reads them; null when the clerk cancels. Refused with `file.…` or `roster.…`. */
  'rosters.read': { input: ofSubmission.extend({ kind }), output: output<StagedRoster | null>() },
  /** What the columns of a table are taken for; remembered for files with the same heads once the roster is saved. */
  'rosters.map': {
    input: staged.extend({
      table: z.number().int().nonnegative(),
      /** Column index → field id, null to leave it aside. Columns that are not named stay as they are. */
      columns: z.record(z.string().regex(/^\d{1,4}$/), field.nullable()).optional(),
      /** Every column is taken for what its head says, before `columns` is heard: how a mapping is taken back. */
      recognise: z.literal(true).optional(),
      /** Row of the heads, where another was found. */
      headRow: z.number().int().positive().max(100).optional(),
      /** Grade and class of the rows that have none of their own; empty for none. */
      ofClass: text.optional(),
      /** False leaves the whole table out. */
      used: z.boolean().optional(),
    }),
    output: output<StagedRoster>(),
  },
  /** One row whole, to correct it; nothing of it is kept in the window. */
  'rosters.rowOf': {
    input: staged.extend({ row: z.number().int().nonnegative() }),
    output: output<StagedRow>(),
  },
  'rosters.fix': {
    /** `also`: other rows that get the same texts. */
    input: staged.extend({
      row: z.number().int().nonnegative(),
      also: rows.optional(),
      texts: z.record(field, text),
    }),
    output: output<StagedRoster>(),
  },
  'rosters.leaveOut': { input: staged.extend({ rows, out: z.boolean() }), output: output<StagedRoster>() },
  /** Doubts that are right as they are; errors cannot be accepted and are passed over. */
  'rosters.accept': {
    input: staged.extend({ problems: z.array(z.string().max(80)).min(1).max(20_000), accepted: z.boolean() }),
    output: output<StagedRoster>(),
  },
  /**
   * Stores the roster in place of the one of its kind. Refused with `roster.notReady` while something is open, and with
   * `roster.schoolChanged` where the school's record was changed meanwhile and rows are now read otherwise than shown: the
   * next of the calls above shows them.
   */
  'rosters.save': { input: staged.extend({ submissionId: id }), output: output<readonly StoredRoster[]>() },
  'rosters.discard': { input: z.null(), output: z.null() },
  /** What the rosters count, beside what stands in the forms; nothing is changed. */
  'rosters.plan': { input: ofSubmission, output: output<RosterPlan>() },
  /** Answers an assumption, null takes the answer back. */
  'rosters.answer': {
    input: ofSubmission.extend({ assumption: z.string().max(80), answer: z.string().max(80).nullable() }),
    output: output<RosterPlan>(),
  },
  /**
   * Writes the counted numbers into the cells named, which may be none, in one transaction, and remembers what was
   * counted for every cell. Refused with `roster.planChanged` when `digest` is not that of the present plan.
   */
  'rosters.apply': {
    input: ofSubmission.extend({
      revision: z.number().int().nonnegative(),
      digest: z.string().max(80),
      cells: z.array(z.strictObject({ form: z.string().max(40), cell: z.string().max(60) })).max(20_000),
    }),
    output: output<{ readonly revision: number; readonly filled: number }>(),
  },
  /**
   * Puts the present count in place of the remembered one where it says what stands in the form: a difference that is no
   * more needs no reason. Fills nothing and remembers nothing else.
   */
  'rosters.settle': {
    input: ofSubmission.extend({ revision: z.number().int().nonnegative() }),
    output: output<{ readonly revision: number }>(),
  },
  /** The people behind a number. */
  'rosters.behind': { input: cell, output: output<PeopleBehind>() },
  'rosters.people': { input: ofSubmission.extend({ kind }), output: output<readonly ShownPerson[]>() },
  /** One identity or register number whole, because the clerk asked to see it. */
  'rosters.reveal': {
    input: ofSubmission.extend({ kind, person: id, field }),
    output: z.strictObject({ text: z.string() }),
  },
  /** Corrects a stored person; the plan is counted anew. Refused with `roster.badValue`. */
  'rosters.change': {
    input: ofSubmission.extend({ kind, person: id, texts: z.record(field, text) }),
    output: output<RosterPlan>(),
  },
  /** Deletes a roster and all its traces; the counts stay. */
  'rosters.remove': { input: ofSubmission.extend({ kind }), output: output<RemovedRoster>() },
  /** Who came and who went between last year's roster and this one. */
  'rosters.movements': { input: ofSubmission, output: output<Movements>() },
  /** What happened to these people; null takes the word back. */
  'rosters.classify': {
    input: ofSubmission.extend({
      people: z
        .array(z.strictObject({ kind, person: id }))
        .min(1)
        .max(20_000),
      move: z.enum([...arrivals, ...departures]).nullable(),
    }),
    output: output<Movements>(),
  },
  /**
   * Records for the ledgers of dropouts and disabled children, to be looked at and added by the window. Their cells have
   * the numbers whole, because a ledger keeps them.
   */
  'rosters.ledgers': { input: ofSubmission, output: output<readonly LedgerProposal[]>() },
} as const;
