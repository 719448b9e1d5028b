import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createCalculation } from '../../shared/calculation';
import { refusal } from '../../shared/error';
import type { Paper, PrintedPdf } from '../../shared/ipc-paper';
import { editionOf, workbookFileName, workbookPlan } from '../../shared/workbook';
import type { WorkbookInput } from '../../shared/workbook';
import type { SheetPlan } from '../../shared/workbook-draft';
import { formSheet } from '../../shared/workbook-form';
import type { PlannedCell } from '../../shared/workbook-sheet';
import { sheetName } from '../../shared/workbook-template';
import { sha256, writeAtomically } from '../atomic-write';
import { localDate } from '../local-date';
import { recordEvent } from '../storage/events';
import { loadOpen } from '../storage/load';
import { finalisedAt } from '../storage/reported';
import type { HandlerContext, Handlers } from './context';
import { refuseUnlessFinal } from './final';

interface PlannedPaper {
  readonly html: string;
  readonly title: string;
  readonly fileName: string;
  /** Number of the 定稿; null for a draft. */
  readonly version: number | null;
}

/** Every sheet that the workbook shows; name lists are not among them. */
function allSheets(input: WorkbookInput): readonly SheetPlan[] {
  const plan = workbookPlan(input);
  const cells = new Map<string, PlannedCell[]>();
  for (const cell of plan.cells) {
    const others = cells.get(cell.sheet);
    if (others === undefined) cells.set(cell.sheet, [cell]);
    else others.push(cell);
  }
  return plan.sheets.map((template) => ({ template, cells: cells.get(template.sheet) ?? [] }));
}

/**
 * The named forms in the order asked for, as they are in the workbook. A name list is in none and is printed when it is
 * named, because paper stays in the school.
 */
function namedSheets(input: WorkbookInput, codes: readonly string[]): readonly SheetPlan[] {
  const { definitions, school, calculation } = input;
  const known = new Map(allSheets(input).map((sheet) => [sheet.template.sheet, sheet]));
  return [...new Set(codes)].map((code) => {
    const form = calculation.forms.find((candidate) => candidate.code === code);
    if (form === undefined) throw refusal('paper.noForm', { form: code });
    return known.get(sheetName(form, school)) ?? formSheet(editionOf(definitions, form), form, input);
  });
}

/** Part of the file's name that says what of the submission is in it. */
function selectionName(forms: Paper['forms']): string {
  if (forms === null) return '';
  return forms.length === 1 ? `_${forms[0] ?? ''}` : `_选${forms.length}张表`;
}

export function paperHandlers({ database, definitions, desktop, now }: HandlerContext): Handlers<'paper'> {
  /** What has been finalised prints as it was; everything else says 草稿 on every page. */
  async function plan({ submissionId, forms }: Paper): Promise<PlannedPaper> {
    const open = loadOpen(database, submissionId);
    const { school, collection, data } = open;
    const calculation = createCalculation(definitions, open);
    const draft = data.submission.state !== 'finalised';
    if (!draft) refuseUnlessFinal(database, definitions, open, calculation);
    const finalised = finalisedAt(database, submissionId);
    const input = {
      ...{ definitions, school, collection, data, calculation, draft },
      reportedOn: finalised === null ? null : localDate(finalised),
      // Only the sheet that is never printed states a hash.
      hashText: () => '',
    };
    const sheets = forms === null ? allSheets(input) : namedSheets(input, forms);
    const only = sheets.length === 1 ? sheets[0]?.template.sheet : undefined;
    const title = `${school.name} ${only ?? collection.title}`;
    const { paperHtml } = await import('../../shared/paper/paper');
    const lists = new Set(
      calculation.forms.filter(({ kind }) => kind === 'list').map((form) => sheetName(form, school)),
    );
    const version = draft ? null : data.submission.version;
    const fileName = workbookFileName(school, collection.schoolYear, version);
    return {
      html: paperHtml(sheets, { title, draft, lists }),
      ...{ title, version },
      fileName: fileName.replace(/\.xlsx$/, `${selectionName(forms)}.pdf`),
    };
  }

  const begin = () => desktop.progress({ step: 'printing', done: 0, total: 0 });

  async function savePdf(paper: Paper): Promise<PrintedPdf | null> {
    const before = await plan(paper);
    const target = await desktop.chooseSaveTarget(before.fileName);
    if (target === null) return null;
    begin();
    // The clerk may have gone on working while the dialog was open.
    const { html } = await plan(paper);
    const { bytes, pages } = await desktop.printer.pdf(html);
    await writeAtomically(target, bytes, (readBack) => {
      if (Buffer.compare(readBack, bytes) === 0) return;
      throw refusal('workbook.writeFailed', { file: path.basename(target), reason: 'VERIFY' });
    });
    const fileName = path.basename(target);
    noteSaved(paper, fileName, bytes);
    return { fileName, folder: path.dirname(target), pages };
  }

  function noteSaved({ submissionId }: Paper, fileName: string, bytes: Uint8Array): void {
    const what = { kind: 'pdfSaved', about: fileName, after: sha256(bytes) } as const;
    recordEvent(database, { at: now(), submissionId, ...what });
  }

  /** Paper has no copy here: what was on it is told by its forms and the 定稿 that it is of. */
  function notePrinted({ submissionId, forms }: Paper, version: number | null): void {
    const what = forms === null ? {} : { about: forms.join('、') };
    const after = version === null ? null : String(version);
    recordEvent(database, { at: now(), submissionId, kind: 'printed', ...what, after });
  }

  return {
    'paper.preview': async (paper) => {
      begin();
      const { html, title, version } = await plan(paper);
      return desktop.printer.preview(html, `打印预览：${title}`, {
        printed: () => notePrinted(paper, version),
        saved: (file) => noteSaved(paper, path.basename(file), readFileSync(file)),
      });
    },
    'paper.savePdf': savePdf,
    'paper.print': async (paper) => {
      begin();
      const { html, version } = await plan(paper);
      const printed = await desktop.printer.print(html);
      if (printed) notePrinted(paper, version);
      return printed;
    },
  };
}
