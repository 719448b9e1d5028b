import path from 'node:path';
import { type Calculation, createCalculation } from '../../shared/calculation';
import { refusal } from '../../shared/error';
import type { ExportResult, OpenSubmission } from '../../shared/ipc';
import { workbookFileName, workbookPlan } from '../../shared/workbook';
import { sha256 } from '../atomic-write';
import { localDate } from '../local-date';
import { lastExport, recordExport } from '../storage/exports';
import { loadOpen } from '../storage/load';
import { finalisedAt } from '../storage/reported';
import type { HandlerContext, Handlers } from './context';
import { refuseUnlessFinal } from './final';

type ExportInput = Parameters<Handlers<'workbook'>['workbook.export']>[0];

export function workbookHandlers({
  database,
  definitions,
  desktop,
  jobs,
  now,
}: HandlerContext): Handlers<'workbook'> {
  /** A final workbook is made of what was finalised only; a draft can always be made. */
  function load(submissionId: number, draft: boolean): OpenSubmission & { calculation: Calculation } {
    const open = loadOpen(database, submissionId);
    const calculation = createCalculation(definitions, open);
    if (!draft) refuseUnlessFinal(database, definitions, open, calculation);
    return { ...open, calculation };
  }

  async function exportWorkbook({ submissionId, draft, totals }: ExportInput): Promise<ExportResult | null> {
    const before = load(submissionId, draft);
    const { school, collection } = before;
    const versionOf = ({ data }: OpenSubmission) => (draft ? null : data.submission.version);
    const name = workbookFileName(school, collection.schoolYear, versionOf(before));
    const target = await desktop.chooseSaveTarget(name);
    if (target === null) return null;

    // The clerk may have gone on working while the dialog was open.
    const open = load(submissionId, draft);
    const { data } = open;
    const finalised = finalisedAt(database, submissionId);
    const plan = workbookPlan({
      definitions,
      school: open.school,
      collection: open.collection,
      data,
      calculation: open.calculation,
      draft,
      totals,
      reportedOn: finalised === null ? null : localDate(finalised),
      hashText: (text) => sha256(Buffer.from(text)),
    });
    const written = await jobs.run('workbook.write', { plan, target });
    const version = versionOf(open);
    const place = { folder: path.dirname(target), fileName: path.basename(target) };
    const { revision, editionVersion } = data.submission;
    recordExport(database, {
      submissionId,
      revision,
      at: now(),
      version,
      editionVersion,
      ...place,
      hash: written.hash,
    });
    return { ...place, ...written, version };
  }

  return {
    'workbook.export': exportWorkbook,
    'workbook.showLast': () => {
      const last = lastExport(database);
      if (last !== undefined && !desktop.showFile(path.join(last.folder, last.fileName))) {
        throw refusal('workbook.targetGone', { file: last.fileName });
      }
      return null;
    },
  };
}
