import type { CalculationInput } from '../calculation';
import { createCalculation } from '../calculation';
import type { Definitions } from '../definitions';
import { Refusal, refusal } from '../error';
import { readDocument } from '../exchange';
import type { DocumentContent } from '../exchange';
import type { Grid } from '../grid';
import { isPersonal } from '../workbook-findings';
import { explanationRows, longestExplanation, readExplanations } from './explanation-rows';
import { findDocument } from './data-sheet';
import { longestList } from './list-rows';
import { readOfficial } from './official';
import { readOwn } from './own';
import type { Recognition } from './recognition';
import type { ImportProblem, OutsideEdit, SheetReport } from './report';
import { schoolFacts } from './school-facts';
import type { ExplanationRow, ReportProblem, StagedImport } from './staged';

export interface ImportInput {
  readonly definitions: Definitions;
  readonly fileName: string;
  readonly grid: Grid;
  readonly recognition: Recognition;
  /** SHA-256 of a text as hexadecimal digits. */
  readonly hashText: (text: string) => string;
  /** Years before the one that our own workbook carries, newest first, as far as they are known here. */
  readonly previousOf?: (content: DocumentContent) => CalculationInput['previous'];
}

/**
 * What a workbook says: our own by its data sheet, compared cell by cell with what is visible; any other by its visible
 * cells. Throws Refusal `import.nothingRecognised`.
 */
export function readImport(input: ImportInput): StagedImport {
  const { definitions, grid, hashText } = input;
  const problems: ImportProblem[] = grid.notices.map((error) => ({
    ...{ severity: 'notice', sheet: '', address: '', error },
  }));
  const report: ReportProblem = (severity, at, error) => problems.push({ severity, ...at, error });
  const document = findDocument(grid, hashText);
  const whole = { sheet: '', address: '' };
  if (document.kind === 'damaged') report('error', whole, { code: 'import.dataSheetDamaged', params: {} });
  if (document.kind === 'whole') {
    const content = readOwnDocument(definitions, document.json, report);
    if (content !== null) return stageOwn(input, content, problems, report);
  }
  return stageOfficial(input, problems, report);
}

/** A document that a newer program wrote may be right and still mean nothing here. */
function readOwnDocument(
  definitions: Definitions,
  json: unknown,
  report: ReportProblem,
): DocumentContent | null {
  const whole = { sheet: '', address: '' };
  try {
    const content = readDocument(definitions, json);
    const { lists, explanations } = content.data;
    const longest = Math.max(explanations.length, ...Object.values(lists).map((records) => records.length));
    if (longest > longestList) {
      report('error', whole, { code: 'import.tooManyRows', params: { limit: longestList } });
      return null;
    }
    for (const { severity, error } of content.problems) report(severity, whole, error);
    return content;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    report('error', whole, error.error);
    report('error', whole, { code: 'import.dataSheetUnusable', params: {} });
    return null;
  }
}

function stageOwn(
  input: ImportInput,
  content: DocumentContent,
  problems: readonly ImportProblem[],
  report: ReportProblem,
): StagedImport {
  const { definitions, fileName, grid, recognition } = input;
  tellUnknown(input, report);
  const reading = readOwn({ definitions, grid, recognition, content }, report);
  const rows = linesToRead(input, report);
  const findings = () => {
    const previous = input.previousOf?.(content) ?? [];
    const found = createCalculation(definitions, { ...content, previous }).findings();
    return found.filter(({ form }) => {
      const definition = definitions.forms[form];
      return definition !== undefined && !isPersonal(definition);
    });
  };
  const { explanations, changed, unmatched } = readExplanations(
    definitions,
    rows,
    reading.written.explanations,
    findings,
  );
  for (const { sheet, address, text } of unmatched)
    report('error', { sheet, address }, { code: 'import.explanationUnmatched', params: { text } });
  const edits = [
    ...reading.edits,
    ...changed.map(({ row, written }): OutsideEdit => {
      const { sheet, address, text } = row;
      return { sheet, address, form: null, cell: null, written, found: text, fate: 'taken' };
    }),
  ];
  const { school, collection, data, ownProfiles = [] } = content;
  const { id: _id, ...record } = school;
  return {
    report: {
      ...{ fileName, origin: 'own', edition: collection.edition },
      school: { code: school.code, name: school.name, type: school.type },
      ...{ record, schoolYear: collection.schoolYear },
      ...{ state: data.submission.state, version: data.submission.version },
      ...{ sheets: sheetReports(input, reading.counts), edits, problems },
    },
    found: { ...reading.found, explanations },
    written: reading.written,
    own: { school, collection, ownProfiles, editionVersion: data.submission.editionVersion },
    places: reading.places,
    ...{ marked: new Map(), explanationRows: [], edition: collection.edition, facts: record },
  };
}

function stageOfficial(
  input: ImportInput,
  problems: readonly ImportProblem[],
  report: ReportProblem,
): StagedImport {
  const { definitions, fileName, grid, recognition } = input;
  if (recognition.placements.length === 0) throw refusal('import.nothingRecognised', { file: fileName });
  tellUnknown(input, report);
  const { found, places, marked, counts } = readOfficial(definitions, grid, recognition, report);
  const facts = schoolFacts(definitions, recognition, found);
  return {
    report: {
      ...{ fileName, origin: 'official', edition: recognition.edition },
      school: { code: facts.code ?? null, name: facts.name ?? null, type: facts.type ?? null },
      ...{ record: null, schoolYear: recognition.schoolYear, state: 'draft', version: 0 },
      ...{ sheets: sheetReports(input, counts), edits: [], problems },
    },
    found,
    ...{ written: null, own: null, places, marked, facts },
    explanationRows: linesToRead(input, report).filter(({ text }) => text !== ''),
    edition: recognition.edition,
  };
}

function linesToRead({ grid, recognition }: ImportInput, report: ReportProblem): readonly ExplanationRow[] {
  const rows = explanationRows(grid, recognition);
  tellLongExplanations(rows, report);
  const [first] = rows;
  if (first !== undefined && rows.length > longestList) {
    const error = { code: 'import.tooManyRows', params: { limit: longestList } } as const;
    report('error', { sheet: first.sheet, address: '' }, error);
  }
  return rows.slice(0, longestList);
}

function tellLongExplanations(rows: ReturnType<typeof explanationRows>, report: ReportProblem): void {
  for (const { sheet, address, text } of rows) {
    if (text.length > longestExplanation)
      report('error', { sheet, address }, { code: 'import.tooLong', params: { limit: longestExplanation } });
  }
}

function tellUnknown({ grid, recognition }: ImportInput, report: ReportProblem): void {
  for (const { sheet, part, repeats } of recognition.others) {
    const cells = grid.sheets.find(({ name }) => name === sheet)?.cells.size ?? 0;
    const first = recognition.placements.find(({ form }) => form === repeats)?.sheet;
    if (repeats !== undefined && first !== undefined)
      report('error', { sheet, address: '' }, { code: 'import.formTwice', params: { form: repeats, first } });
    else if (part === 'unknown' && cells > 0)
      report('notice', { sheet, address: '' }, { code: 'import.unknownSheet', params: {} });
  }
}

/** Every sheet of the file, in its order. */
function sheetReports(
  { definitions, grid, recognition }: Pick<ImportInput, 'definitions' | 'grid' | 'recognition'>,
  counts: ReadonlyMap<string, number>,
): readonly SheetReport[] {
  const placed = new Map(recognition.placements.map((placement) => [placement.sheet, placement]));
  const others = new Map(recognition.others.map(({ sheet, part }) => [sheet, part]));
  return grid.sheets.map(({ name, cells }): SheetReport => {
    const placement = placed.get(name);
    if (placement === undefined) {
      const part = others.get(name) ?? 'unknown';
      return { sheet: name, part, form: null, title: null, how: null, cells: cells.size, missing: 0 };
    }
    const { form, how, missing } = placement;
    return {
      ...{ sheet: name, part: 'form', form, title: definitions.forms[form]?.title ?? null, how },
      ...{ cells: counts.get(name) ?? 0, missing: missing.length },
    };
  });
}
