import type { AccessErrors } from './sentences/access';
import type { BackupErrors } from './sentences/backup';
import type { FigureErrors } from './sentences/figures';
import type { FileErrors } from './sentences/file';
import type { FillErrors } from './sentences/fill';
import type { ImportErrors } from './sentences/import';
import type { PaperErrors } from './sentences/paper';
import type { RosterErrors } from './sentences/rosters';
import type { TemplateErrors } from './sentences/template';
import type { WorkErrors } from './sentences/work';

/**
 * Every way in which the program can refuse something, as a code with parameters. The sentence that the clerk reads
 * is in `messages.ts` and, by area, in `sentences/`; no other place writes one.
 */
export interface ErrorParams
  extends
    AccessErrors,
    BackupErrors,
    FigureErrors,
    FileErrors,
    FillErrors,
    ImportErrors,
    PaperErrors,
    RosterErrors,
    TemplateErrors,
    WorkErrors {
  'app.internal': { id: string };
  'app.badRequest': { method: string };
  'app.foreignSender': Record<never, never>;
  'data.unreadable': { folder: string; reason: string };
  'database.newer': { file: string; found: number; known: number };
  'database.corrupt': { file: string };
  'database.locked': { file: string };
  'database.migrationFailed': { file: string; backup: string; step: number };
  'database.full': { file: string };
  'database.writeFailed': { file: string; reason: string };
  'definition.broken': { file: string; path: string; problem: string };
  'school.duplicateCode': { code: string };
  'school.unknown': { id: number };
  'collection.unknown': { id: number };
  'collection.duplicate': { schoolYear: number; edition: string };
  'submission.unknown': { id: number };
  'submission.finalised': Record<never, never>;
  'submission.stale': { known: number; current: number };
  'submission.unknownCell': { form: string; cell: string };
  'submission.readOnlyCell': { form: string; cell: string };
  'submission.notReady': { errors: number; warnings: number; unreviewed: number };
  'submission.notFinalised': Record<never, never>;
  'submission.changedSince': Record<never, never>;
  'workbook.notList': { form: string };
  'workbook.targetLocked': { file: string };
  'workbook.targetReadOnly': { file: string };
  'workbook.diskFull': { file: string };
  'workbook.targetGone': { file: string };
  'workbook.pathTooLong': { file: string };
  'workbook.writeFailed': { file: string; reason: string };
  'workbook.verifyFailed': { file: string; sheet: string; address: string; expected: string; found: string };
  'command.unknown': { known: string };
  'command.usage': { usage: string };
  'command.badOption': { option: string; found: string; wanted: string };
  'command.fileExists': { file: string };
  'command.draftInstead': { errors: number; warnings: number; unreviewed: number };
  'command.file': { file: string; problem: string };
  'command.folderNotEmpty': { folder: string };
  'file.unreadable': { file: string; reason: string };
  'file.notJson': Record<never, never>;
  'document.invalid': { path: string; problem: string };
  'document.unknownEdition': { found: string; known: string };
  'document.twoEditions': { edition: string; collection: string };
  'document.otherVersion': { edition: string; found: string; known: string };
  'document.unknownProperty': { path: string };
  'document.assumed': { what: string; value: string };
  'document.unknownForm': { form: string };
  'document.otherEdition': { form: string; edition: string };
  'document.notFilled': { form: string; cells: number };
  'document.otherStage': { form: string; cells: string };
  'document.listElsewhere': { form: string };
  'document.unknownCell': { form: string; cell: string };
  'document.closedCell': { form: string; cell: string; found: string };
  'document.wrongValue': { form: string; cell: string; found: string };
  'document.tooLong': { form: string; cell: string };
  'document.notTotal': { form: string; cell: string; found: string };
  'document.recordId': { form: string; found: string; given: string };
  'document.unboundExplanation': { finding: string };
  'document.badProfile': { place: string; problem: string };
  'document.foreignProfile': { name: string; problem: string };
  'document.unknownProfile': { id: string };
  'document.shippedProfile': { id: string; name: string; shipped: string };
  'document.unknownMethod': { problem: string };
  'document.otherSchool': { code: string; wanted: string };
  'document.notEarlier': { schoolYear: number; wanted: number };
  'figure.unknown': { id: string; known: string };
  'figure.unknownMethod': { method: string; known: string };
  'figure.notObject': Record<never, never>;
  'figure.notNumber': { input: string; found: string };
  'figure.missing': { inputs: string };
  'figure.assumedZero': { inputs: string };
  'figure.unused': { inputs: string };
  'figure.otherStage': { indicator: string; stage: string };
  'figure.notList': { input: string; found: string };
  'figure.uneven': { inputs: string };
  'figure.methodTaken': { method: string; usual: string; missing: string };
  'figure.severalMethods': { missing: string; methods: string };
  'figure.noRate': { id: string; unit: string };
  'figure.nothingImplied': { count: string; rate: string };
  'figure.methodNotJudged': { indicator: string; method: string };
}

export type ErrorCode = keyof ErrorParams;

/** An error on its way to the clerk: plain data, because errors thrown across processes lose their fields. */
export type AppError = { [C in ErrorCode]: { code: C; params: ErrorParams[C] } }[ErrorCode];

/** Thrown inside main; the one door turns it into an envelope. */
export class Refusal extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.name = 'Refusal';
    this.error = error;
  }
}

export function refusal<C extends ErrorCode>(code: C, params: ErrorParams[C]): Refusal {
  return new Refusal({ code, params } as AppError);
}
