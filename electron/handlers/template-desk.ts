import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type Calculation, createCalculation } from '../../shared/calculation';
import { Refusal, refusal } from '../../shared/error';
import type { GridSheet } from '../../shared/grid';
import type { OpenSubmission } from '../../shared/ipc';
import { automaticMapping, placementMapping } from '../../shared/template/automatic';
import { type FillPlan, fillPlan } from '../../shared/template/fill';
import type { Mapping } from '../../shared/template/mapping';
import { mappingText } from '../../shared/template/mapping-file';
import type {
  FilledTemplate,
  LoadedMapping,
  PlacedSheet,
  TemplateProblem,
  TemplateReport,
  TemplateSheet,
} from '../../shared/template/report';
import { refuseOwnWorkbook } from '../../shared/template/own-workbook';
import { templateSheet } from '../../shared/template/sheets';
import { sha256, writeAtomically } from '../atomic-write';
import { recordEvent } from '../storage/events';
import { loadOpen } from '../storage/load';
import type { HandlerContext } from './context';
import { refuseUnlessFinal } from './final';
import {
  filledFileName,
  hashOfFile,
  type Mapped,
  mappingBeside,
  mappingFileName,
  readMappingFile,
} from './template-files';
import { filledCount, skippedProblem, wholeFile } from './template-outcome';

/** The template that is open: one at a time. */
interface Staged {
  readonly id: string;
  readonly file: string;
  readonly fileName: string;
  readonly hash: string;
  readonly grids: ReadonlyMap<string, GridSheet>;
  readonly sheets: readonly TemplateSheet[];
  readonly edition: string;
  readonly submissionId: number;
}

/** Everything about the bureau's own workbook, behind the door. */
export interface TemplateDesk {
  read(submissionId: number): Promise<TemplateReport | null>;
  loadMapping(templateId: string): Promise<LoadedMapping | null>;
  placeSheet(templateId: string, sheet: string, form: string): Promise<PlacedSheet>;
  save(mapped: Mapped): Promise<{ fileName: string } | null>;
  fill(mapped: Mapped, submissionId: number): Promise<FilledTemplate | null>;
  showFilled(): null;
  discard(): null;
}

export function createTemplateDesk(context: HandlerContext): TemplateDesk {
  const { database, definitions, desktop, jobs, resources, now } = context;
  let staged: Staged | null = null;
  let filled: string | null = null;

  function stagedAs(templateId: string): Staged {
    if (staged?.id !== templateId) throw refusal('template.gone', {});
    return staged;
  }

  function mappingOf(
    template: Staged,
    { title, cells, lists }: Pick<Mapping, 'title' | 'cells' | 'lists'>,
  ): Mapping {
    const { fileName, hash, sheets, edition } = template;
    return {
      ...{ format: 'tianbao-mapping', formatVersion: 1, title, edition },
      template: { fileName, sha256: hash, sheets: sheets.map(({ sheet }) => sheet) },
      ...{ cells, lists },
    };
  }

  /** What a mapping made elsewhere means for this template. Throws Refusal where it was made for something else. */
  function problemsOf(template: Staged, mapping: Mapping, file: string): readonly TemplateProblem[] {
    const here = new Set(template.sheets.map(({ sheet }) => sheet));
    if (!mapping.template.sheets.some((sheet) => here.has(sheet)))
      throw refusal('template.otherWorkbook', { file });
    const problems: TemplateProblem[] = [];
    if (mapping.template.sha256 !== template.hash)
      problems.push(wholeFile('template.otherFile', { file: mapping.template.fileName }));
    if (mapping.edition !== template.edition) {
      const title = definitions.editions.find(({ id }) => id === mapping.edition)?.title ?? mapping.edition;
      problems.push(wholeFile('template.otherEdition', { edition: title }));
    }
    return problems;
  }

  async function read(submissionId: number): Promise<TemplateReport | null> {
    const { collection } = loadOpen(database, submissionId);
    const file = await desktop.chooseOpenFile('template');
    if (file === null) return null;
    const { fileName, hash, grid, recognition } = await jobs.run('workbook.read', {
      ...{ file, resources, edition: collection.edition },
    });
    if (grid.format !== 'xlsx') throw refusal('template.notXlsx', { file: fileName });
    refuseOwnWorkbook(grid, fileName);
    const { placements } = recognition;
    const sheets = grid.sheets.map((sheet) =>
      templateSheet(
        sheet,
        placements.filter((placement) => placement.sheet === sheet.name),
      ),
    );
    const grids = new Map(grid.sheets.map((sheet) => [sheet.name, sheet]));
    const template = {
      id: randomUUID(),
      file,
      fileName,
      hash,
      grids,
      sheets,
      edition: collection.edition,
      submissionId,
    };
    const beside = await besideOf(template);
    const found = automaticMapping(definitions, sheets, placements);
    const title = path.basename(fileName, path.extname(fileName)).slice(0, 100);
    staged = template;
    return {
      ...{ templateId: template.id, fileName, sheets },
      mapping:
        beside?.mapping ?? mappingOf(template, { title, cells: [...found.cells], lists: [...found.lists] }),
      mappingFile: beside?.mapping === undefined ? null : beside.file,
      problems: [
        ...grid.notices.map((error) => ({ sheet: '', address: '', error })),
        ...(beside?.problems ?? []),
        ...(beside?.mapping === undefined ? found.problems : []),
      ],
    };
  }

  /** The mapping that the bureau sent along; one that cannot be used is told of and leaves the automatic one. */
  async function besideOf(
    template: Staged,
  ): Promise<{ file: string; mapping?: Mapping; problems: readonly TemplateProblem[] } | null> {
    const found = await mappingBeside(template.file);
    if (found === null) return null;
    const file = path.basename(found);
    try {
      const mapping = await readMappingFile(found);
      return { file, mapping, problems: problemsOf(template, mapping, file) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { file, problems: [{ sheet: '', address: '', error: error.error }] };
    }
  }

  async function loadMapping(templateId: string): Promise<LoadedMapping | null> {
    const template = stagedAs(templateId);
    const file = await desktop.chooseOpenFile('mapping');
    if (file === null) return null;
    const mapping = await readMappingFile(file);
    const fileName = path.basename(file);
    return { fileName, mapping, problems: problemsOf(template, mapping, fileName) };
  }

  async function placeSheet(templateId: string, name: string, code: string): Promise<PlacedSheet> {
    const { grids, sheets } = stagedAs(templateId);
    const [grid, sheet, form] = [
      grids.get(name),
      sheets.find((one) => one.sheet === name),
      definitions.forms[code],
    ];
    if (grid === undefined || sheet === undefined) throw refusal('template.gone', {});
    if (form === undefined) throw refusal('template.unknownSource', { source: code });
    const { placeForm } = await import('../../shared/import/recognise');
    const placement = placeForm(definitions, form, grid);
    if (placement === null) return { cells: [], lists: [], missing: [], problems: [] };
    return { ...placementMapping(definitions, sheet, placement, 'hand'), missing: placement.missing };
  }

  async function save(mapped: Mapped): Promise<{ fileName: string } | null> {
    const template = stagedAs(mapped.templateId);
    const target = await desktop.chooseSaveTarget(mappingFileName(template.fileName));
    if (target === null) return null;
    const text = mappingText(
      mappingOf(template, { ...mapped, cells: [...mapped.cells], lists: [...mapped.lists] }),
    );
    const bytes = Buffer.from(text);
    await writeAtomically(target, bytes);
    const fileName = path.basename(target);
    const { submissionId } = template;
    const event = { at: now(), submissionId, about: fileName, after: sha256(bytes) };
    recordEvent(database, { ...event, kind: 'mappingSaved' });
    return { fileName };
  }

  function figuresOf(submissionId: number): OpenSubmission & { calculation: Calculation } {
    const open = loadOpen(database, submissionId);
    const calculation = createCalculation(definitions, open);
    if (open.data.submission.state === 'finalised')
      refuseUnlessFinal(database, definitions, open, calculation);
    return { ...open, calculation };
  }

  function planOf(template: Staged, mapped: Mapped, open: ReturnType<typeof figuresOf>): FillPlan {
    return fillPlan(template.sheets, mapped, { definitions, ...open });
  }

  async function fill(mapped: Mapped, submissionId: number): Promise<FilledTemplate | null> {
    const template = stagedAs(mapped.templateId);
    const before = figuresOf(submissionId);
    // What would be refused is refused before she has chosen a place for it.
    planOf(template, mapped, before);
    const draft = before.data.submission.state === 'draft';
    const target = await desktop.chooseSaveTarget(filledFileName(template.fileName, before.school, draft));
    if (target === null) return null;
    if ((await hashOfFile(template.file)) !== template.hash)
      throw refusal('template.changed', { file: template.fileName });

    // The clerk may have gone on working while the dialog was open.
    const open = figuresOf(submissionId);
    const plan = planOf(template, mapped, open);
    const written = await jobs.run('template.fill', {
      template: template.file,
      target,
      values: plan.values,
    });
    filled = target;
    recordEvent(database, {
      ...{
        at: now(),
        submissionId,
        kind: 'templateFilled',
        about: path.basename(target),
        after: written.hash,
      },
    });
    const { state, version } = open.data.submission;
    return {
      ...{ fileName: path.basename(target), folder: path.dirname(target), hash: written.hash },
      filled: filledCount(plan, written.skipped),
      blank: plan.blank,
      formulas: written.formulas,
      state,
      version: state === 'finalised' ? version : 0,
      skipped: [...plan.problems, ...written.skipped.map(skippedProblem)],
    };
  }

  return {
    ...{ read, loadMapping, placeSheet, save, fill },
    showFilled: () => {
      if (filled !== null && !desktop.showFile(filled))
        throw refusal('workbook.targetGone', { file: path.basename(filled) });
      return null;
    },
    discard: () => {
      staged = null;
      return null;
    },
  };
}
