import { createCalculation } from '../calculation';
import type { Calculation } from '../calculation';
import { cellName } from '../cell';
import type { Definitions } from '../definitions';
import { describeCell } from '../finding-text';
import type { CellContent, Explanation, RecordChange, SubmissionData } from '../submission';
import { plainText, saysSame } from './cell-text';
import { markRepeats, whyUnreadable } from './compare-defaults';
import { compareExplanations, compareReviewed } from './compare-review';
import { compareRecords } from './compare-records';
import { tellIdentity } from './identity';
import type { ImportComparison, ImportDifference } from './report';
import { emptySubmission, settleImport } from './settle';
import type { ImportPlace, SettledImport } from './settle';
import type { StagedImport } from './staged';

/** What accepting a difference stores. */
export type ImportChange =
  | {
      readonly kind: 'cell';
      readonly form: string;
      readonly cell: string;
      readonly content: CellContent | null;
    }
  | { readonly kind: 'record'; readonly change: RecordChange }
  | { readonly kind: 'reviewed'; readonly form: string; readonly reviewed: boolean }
  | { readonly kind: 'explanation'; readonly explanation: Explanation };

export interface Difference {
  readonly shown: ImportDifference;
  readonly accept: ImportChange;
  /** What is stored when she refuses it: nothing, or what our program had written where nothing is stored. */
  readonly refuse: ImportChange | null;
  /** Of a pulled cell that is left to its source: what the file says. */
  readonly follows: CellContent | null;
}

export interface Compared {
  readonly comparison: Omit<ImportComparison, 'creates'>;
  readonly differences: readonly Difference[];
  readonly settled: SettledImport;
}

/** What the parts of the comparison gather. */
export interface Comparing {
  readonly definitions: Definitions;
  readonly staged: StagedImport;
  readonly stored: SubmissionData;
  readonly settled: SettledImport;
  readonly differences: Difference[];
  same: number;
}

/** Holds the file against what is stored about one school and year. Pure: nothing is stored. */
export function compareImport(definitions: Definitions, staged: StagedImport, place: ImportPlace): Compared {
  const stored = place.stored ?? emptySubmission;
  const settled = settleImport(definitions, staged, place);
  const { school, collection, previous, ownProfiles = [] } = place;
  const now = createCalculation(definitions, { school, collection, data: stored, previous, ownProfiles });
  const comparing: Comparing = { definitions, staged, stored, settled, differences: [], same: 0 };
  compareCells(comparing, now);
  compareRecords(comparing);
  compareReviewed(comparing);
  const explained = compareExplanations(comparing);
  markRepeats(comparing, place);
  const { differences, same } = comparing;
  const identity = tellIdentity(staged, place);
  // The 定稿 of one school and year is never that of another.
  const isThisSubmission = identity.every(({ severity }) => severity !== 'error');
  return {
    comparison: {
      state: stored.submission.state,
      differences: differences.map(({ shown }) => shown),
      same,
      restoresFinal: isThisSubmission && restoresFinal(comparing),
      problems: [...identity, ...settled.problems, ...explained],
    },
    differences,
    settled,
  };
}

function compareCells(comparing: Comparing, now: Calculation): void {
  const { definitions, settled, staged, stored } = comparing;
  const entries = new Map(stored.cells.map(({ form, cell, content }) => [cellName(form, cell), content]));
  const codes = new Set(now.forms.map(({ code }) => code));
  for (const [name, content] of settled.cells) {
    const [form = '', cell = ''] = name.split('!');
    const entry = entries.get(name) ?? null;
    const follows = settled.follow.has(name);
    // A cell without an entry shows its source: what follows the same source is no difference, whatever it says.
    const isSame =
      (follows && entry === null) ||
      sameOrBlank(content, entry) ||
      (entry === null && isZeroAlready(comparing, now, form, cell));
    if (isSame) {
      if (content !== null || entry !== null) comparing.same += 1;
      continue;
    }
    const shown = codes.has(form) ? now.cell(form, cell).text : (entry?.text ?? '');
    const before = staged.written?.cells.get(name) ?? null;
    const edited = staged.written !== null && !sameOrBlank(before, staged.found.cells.get(name) ?? null);
    const change = { kind: 'cell', form, cell } as const;
    const instead = edited && entry === null && before !== null ? before : null;
    // What our own program wrote was raw before, and is brought back as it was.
    const isForeign = staged.written === null || edited;
    const why = isForeign ? whyUnreadable(definitions.forms[form], cell, content) : undefined;
    comparing.differences.push({
      shown: {
        ...{ key: `cell:${name}`, kind: 'cell', form, cell },
        label: describeCell(definitions, form, cell),
        stored: entry?.text ?? shown,
        found: content?.text ?? '',
        origin: edited ? 'edited' : settled.blanks.has(name) ? 'blank' : 'file',
        ...(instead === null ? {} : { instead: instead.text }),
        ...(why === undefined ? {} : { unreadable: why }),
      },
      accept: { ...change, content: follows ? null : content },
      refuse: instead === null ? null : { ...change, content: instead },
      follows: follows && content !== null && isShown(comparing, form, cell, content) ? content : null,
    });
  }
}

/** A blank of the file that means 0, and a blank here that 已核对 made one. */
function isZeroAlready(
  { settled, stored }: Comparing,
  now: Calculation,
  form: string,
  cell: string,
): boolean {
  if (!settled.blanks.has(cellName(form, cell)) || !stored.reviewed.includes(form)) return false;
  const shown = now.forms.some(({ code }) => code === form) ? now.cell(form, cell) : null;
  return shown?.kind === 'input' && (shown.text === '' || shown.text === '0');
}

/** Not where its source was edited outside: what such a cell still shows is nobody's figure. */
function isShown({ settled }: Comparing, form: string, cell: string, { text }: CellContent): boolean {
  return saysSame(settled.calculation.cell(form, cell).text, text);
}

function sameContent(a: CellContent, b: CellContent): boolean {
  if (a.kind !== b.kind || a.text === b.text) return a.kind === b.kind;
  // Of texts, `0312` and `312` are two.
  return a.kind === 'number'
    ? saysSame(a.text, b.text)
    : a.kind === 'text' && plainText(a.text) === plainText(b.text);
}

function sameOrBlank(a: CellContent | null, b: CellContent | null): boolean {
  return a === null || b === null ? a === b : sameContent(a, b);
}

/** Our own final workbook, unchanged, read whole, and nothing of another origin beside it. */
function restoresFinal({ staged, settled, stored, differences }: Comparing): boolean {
  const { report, own, found } = staged;
  if (own === null || report.state !== 'finalised' || stored.submission.state === 'finalised') return false;
  // A later 定稿 may have gone out from here: an older number must not follow it.
  if (report.version < stored.submission.version) return false;
  if (report.edits.some(({ fate }) => fate !== 'label')) return false;
  if ([...report.problems, ...settled.problems].some(({ severity }) => severity === 'error')) return false;
  if (differences.some(({ shown }) => shown.origin === 'edited')) return false;
  const hasOther =
    stored.cells.some(({ form, cell }) => !settled.cells.has(cellName(form, cell))) ||
    Object.entries(stored.lists).some(([form, records]) => records.length > 0 && !(form in settled.lists));
  const explained = new Set(found.explanations.map(({ finding }) => finding));
  return !hasOther && stored.explanations.every(({ finding }) => explained.has(finding));
}
