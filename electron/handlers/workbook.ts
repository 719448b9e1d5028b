import path from 'node:path';
import { type Calculation, createCalculation } from '../../shared/calculation';
import { refusal } from '../../shared/error';
import type { ExportResult, ListExportResult, OpenSubmission } from '../../shared/ipc';
import { listFileName, listPlan, workbookFileName, workbookPlan } from '../../shared/workbook';
import type { WorkbookInput } from '../../shared/workbook';
import type { ListPlan } from '../../shared/workbook-list';
import { sha256 } from '../atomic-write';
import { localDate } from '../local-date';
import { lastExport, recordExport } from '../storage/exports';
import type { ExportRecord } from '../storage/exports';
import { loadOpen } from '../storage/load';
import { finalisedAt } from '../storage/reported';
import type { HandlerContext, Handlers } from './context';
import { refuseUnlessFinal } from './final';

type ExportInput = Parameters<Handlers<'workbook'>['workbook.export']>[0];
type ListInput = Parameters<Handlers<'workbook'>['workbook.exportList']>[0];
type Loaded = OpenSubmission & { readonly calculation: Calculation };

export function workbookHandlers({
  database,
  definitions,
  desktop,
  jobs,
  now,
  copySoon,
}: HandlerContext): Handlers<'workbook'> {
  /** A final workbook is made of what was finalised only; a draft can always be made. */
  function load(submissionId: number, draft: boolean): Loaded {
    const open = loadOpen(database, submissionId);
    const calculation = createCalculation(definitions, open);
    if (!draft) refuseUnlessFinal(database, definitions, open, calculation);
    return { ...open, calculation };
  }

  function inputOf(
    { calculation, ...open }: Loaded,
    { draft, totals }: Pick<ExportInput, 'draft' | 'totals'>,
  ): WorkbookInput {
    const { school, collection, data, ownProfiles } = open;
    const finalised = finalisedAt(database, data.submission.id);
    return {
      ...{ definitions, school, collection, ownProfiles, data, calculation, draft, totals },
      reportedOn: finalised === null ? null : localDate(finalised),
      hashText: (text) => sha256(Buffer.from(text)),
    };
  }

  /** Every file that left the program is remembered. */
  function record(
    { data }: OpenSubmission,
    target: string,
    written: Pick<ExportRecord, 'what' | 'version' | 'hash'>,
  ): { folder: string; fileName: string } {
    const place = { folder: path.dirname(target), fileName: path.basename(target) };
    const { id: submissionId, revision, editionVersion } = data.submission;
    recordExport(database, { submissionId, revision, at: now(), editionVersion, ...place, ...written });
    return place;
  }

  async function exportList({ submissionId, form }: ListInput): Promise<ListExportResult | null> {
    const list = (open: Loaded): ListPlan => {
      const plan = listPlan(inputOf(open, { draft: true, totals: 'numbers' }), form);
      if (plan === null) throw refusal('workbook.notList', { form });
      return plan;
    };
    const before = load(submissionId, true);
    list(before);
    const target = await desktop.chooseSaveTarget(listFileName(before.school, form, localDate(now())));
    if (target === null) return null;
    const open = load(submissionId, true);
    const written = await jobs.run('list.write', { list: list(open), target });
    return { ...record(open, target, { what: 'list', version: null, hash: written.hash }), ...written };
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
    const plan = workbookPlan(inputOf(open, { draft, totals }));
    const written = await jobs.run('workbook.write', { plan, target });
    const version = versionOf(open);
    const place = record(open, target, { what: 'workbook', version, hash: written.hash });
    if (version !== null) copySoon?.('export');
    return { ...place, ...written, version };
  }

  return {
    'workbook.export': exportWorkbook,
    'workbook.exportList': exportList,
    'workbook.showLast': () => {
      const last = lastExport(database);
      if (last !== undefined && !desktop.showFile(path.join(last.folder, last.fileName))) {
        throw refusal('workbook.targetGone', { file: last.fileName });
      }
      return null;
    },
  };
}
