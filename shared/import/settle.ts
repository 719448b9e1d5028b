import { cellApplies, teachingOf } from '../applicability';
import { createCalculation } from '../calculation';
import type { Calculation, CalculationInput } from '../calculation';
import { cellName, cellsOf } from '../cell';
import type { FormCell } from '../cell';
import type { Definitions } from '../definitions';
import { leaveToSources } from '../exchange-sources';
import type { Form } from '../form';
import { describeCell } from '../finding-text';
import { formsFor } from '../program';
import type { School } from '../school';
import type { CellContent, Collection, ListRecord, SubmissionData } from '../submission';
import type { TargetProfile } from '../target-profile';
import { isClosingMark, isFigure } from './cell-text';
import { keepRecordIds } from './list-rows';
import type { ImportProblem } from './report';
import type { StagedImport } from './staged';
import { unknownAfterImport } from './unknown-lists';

/** Whose figures the file is taken for, with what is stored about that school and year. */
export interface ImportPlace {
  readonly school: School;
  readonly collection: Collection;
  /** Null where nothing is stored yet. */
  readonly stored: SubmissionData | null;
  /** Years before it, newest first. */
  readonly previous: CalculationInput['previous'];
  /** The bureau's own among the round's target profiles. */
  readonly ownProfiles?: readonly TargetProfile[];
}

/** What the file says about one school and year. */
export interface SettledImport {
  /** By `form!cell`; null is a blank that would be stored as one. */
  readonly cells: ReadonlyMap<string, CellContent | null>;
  /** Zeros that the file prints as blanks. */
  readonly blanks: ReadonlySet<string>;
  /** Pulled cells that say what their source says: nobody typed them. */
  readonly follow: ReadonlySet<string>;
  readonly lists: Readonly<Record<string, readonly ListRecord[]>>;
  readonly stated: ReadonlyMap<string, string>;
  readonly problems: readonly ImportProblem[];
  /** The submission as it would be with everything accepted. */
  readonly data: SubmissionData;
  readonly calculation: Calculation;
}

export const emptySubmission: SubmissionData = {
  submission: {
    ...{ id: 1, schoolId: 1, collectionId: 1, state: 'draft', revision: 0, version: 0 },
    editionVersion: '',
  },
  ...{ cells: [], lists: {}, reviewed: [], explanations: [] },
};

/** Decides what depends on the school: which blanks are zeros, what follows its source, what has no place there. */
export function settleImport(
  definitions: Definitions,
  staged: StagedImport,
  place: ImportPlace,
): SettledImport {
  const problems: ImportProblem[] = [];
  const { cells, blanks, stated } = settleCells(definitions, staged, place, problems);
  const unknownLists = unknownAfterImport(definitions, place.stored, staged.found.lists);
  const stored: SubmissionData = { ...(place.stored ?? emptySubmission), unknownLists };
  const lists = Object.fromEntries(
    Object.entries(staged.found.lists).map(([form, records]) => [
      form,
      staged.written === null ? keepRecordIds(records, stored.lists[form] ?? []) : records,
    ]),
  );
  const kept = stored.cells.filter(({ form, cell }) => !cells.has(cellName(form, cell)));
  const { school, collection, previous, ownProfiles = [] } = place;
  const context = { school, collection, previous, ownProfiles };
  const printed = printedSources(definitions, staged, { ...context, data: { ...stored, lists } });
  const found = [...cells].flatMap(([name, content]) =>
    content === null || printed.has(name) ? [] : [entry(name, content)],
  );
  const reviewed = staged.found.reviewed ?? [];
  const counted = staged.found.counted ?? stored.counted;
  const merged: SubmissionData = {
    submission: stored.submission,
    cells: [...kept, ...found],
    lists: { ...stored.lists, ...lists },
    reviewed: [...new Set([...stored.reviewed, ...reviewed])],
    explanations: [...stored.explanations, ...staged.found.explanations],
    unknownLists,
    ...(counted !== undefined && { counted }),
  };
  const input = { ...context, data: merged };
  const left = leaveToSources(definitions, input);
  const typed = new Set(left.cells.map(({ form, cell }) => cellName(form, cell)));
  const follow = new Set(
    [...printed, ...found.map(({ form, cell }) => cellName(form, cell))].filter((name) => !typed.has(name)),
  );
  const calculation = createCalculation(definitions, { ...input, data: left, stated });
  tellMarks(definitions, staged, calculation, cells, problems);
  return { cells, blanks, follow, lists, stated, problems, data: left, calculation };
}

/**
 * Pulled cells of our own workbook that said what their sources said when it was written, and were not touched since.
 * Where a source was edited outside, they go on following it: what they still show is nobody's figure.
 */
function printedSources(
  definitions: Definitions,
  { written, found, report }: StagedImport,
  input: CalculationInput,
): ReadonlySet<string> {
  if (written === null || !report.edits.some(({ fate }) => fate === 'taken')) return new Set();
  const untouched = [...written.cells].filter(
    ([name, content]) => content !== null && found.cells.get(name)?.text === content.text,
  );
  const before = [...written.cells].flatMap(([name, content]) =>
    content === null ? [] : [entry(name, content)],
  );
  const left = leaveToSources(definitions, { ...input, data: { ...input.data, cells: before } });
  const typed = new Set(left.cells.map(({ form, cell }) => cellName(form, cell)));
  return new Set(untouched.map(([name]) => name).filter((name) => !typed.has(name)));
}

function entry(name: string, content: CellContent): SubmissionData['cells'][number] {
  const split = name.indexOf('!');
  return { form: name.slice(0, split), cell: name.slice(split + 1), content };
}

/** Counts figures of forms or rows that the school does not have, by form. */
type Elsewhere = Map<
  string,
  { code: 'import.formNotFilled' | 'import.otherStage'; sheet: string; cells: number }
>;

function settleCells(
  definitions: Definitions,
  staged: StagedImport,
  { school, collection }: ImportPlace,
  problems: ImportProblem[],
): Pick<SettledImport, 'cells' | 'blanks' | 'stated'> {
  const filled = new Set(formsFor(definitions, collection.edition, school).map(({ code }) => code));
  const teaching = teachingOf(school);
  const official = staged.written === null;
  const settled = new Map<string, CellContent | null>();
  const blanks = new Set<string>();
  const stated = new Map(staged.found.stated);
  const elsewhere: Elsewhere = new Map();
  for (const [code, cells] of byForm(definitions, staged)) {
    const form = definitions.forms[code] as Form;
    const zero = official && form.kind === 'matrix' && zeroIsBlank(definitions, code);
    for (const cell of cells) {
      const name = cellName(code, cell.key);
      const applies = filled.has(code) && cellApplies(cell, teaching) && !isClosedTo(form, cell.key, school);
      if (cell.kind === 'computed') {
        const isBlankTotal = staged.places.has(name) && !stated.has(name);
        const adds = isFigure(cell.spec) && cell.column?.additive !== false;
        if (zero && applies && isBlankTotal && adds) stated.set(name, '0');
        if (!applies) stated.delete(name);
        continue;
      }
      if (!staged.found.cells.has(name)) continue;
      const content = staged.found.cells.get(name) ?? null;
      const closed = !applies && content !== null && isClosingMark(content.text);
      if (content !== null && !closed) {
        settled.set(name, content);
        if (!applies && content.text !== '0') {
          const sheet = staged.places.get(name)?.sheet ?? '';
          const why = filled.has(code) ? 'import.otherStage' : 'import.formNotFilled';
          const known = elsewhere.get(code) ?? { code: why, sheet, cells: 0 };
          elsewhere.set(code, { ...known, cells: known.cells + 1 });
        }
      } else if (applies) {
        const isZero = zero && isFigure(cell.spec) && !blankStays(cell) && !staged.marked.has(name);
        settled.set(name, isZero ? { kind: 'number', text: '0' } : null);
        if (isZero) blanks.add(name);
      }
    }
  }
  for (const [form, { code, sheet, cells }] of elsewhere) {
    const error = { code, params: { form, cells } } as ImportProblem['error'];
    problems.push({ severity: 'notice', sheet, address: '', error });
  }
  return { cells: settled, blanks, stated };
}

/** Forms that the file has cells of. */
function byForm(
  definitions: Definitions,
  { found, places }: StagedImport,
): readonly (readonly [string, readonly FormCell[]])[] {
  const codes = new Set<string>();
  for (const names of [found.cells.keys(), places.keys()])
    for (const name of names) codes.add(name.slice(0, name.indexOf('!')));
  return [...codes].flatMap((code) => {
    const form = definitions.forms[code];
    return form === undefined ? [] : [[code, cellsOf(form)] as const];
  });
}

function zeroIsBlank({ editions, editionOf }: Definitions, form: string): boolean {
  return editions.find(({ id }) => id === editionOf[form])?.zero === 'blank';
}

function blankStays({ column }: FormCell): boolean {
  return column?.blankStays === true;
}

function isClosedTo(form: Form, key: string, { type }: School): boolean {
  return form.fields?.find(({ id }) => id === key)?.notApplicableTo?.includes(type) === true;
}

/** A mark for 「不填」 is told where the school has to fill the cell, unless its source says the same. */
function tellMarks(
  definitions: Definitions,
  { marked }: StagedImport,
  calculation: Calculation,
  cells: SettledImport['cells'],
  problems: ImportProblem[],
): void {
  const codes = new Set(calculation.forms.map(({ code }) => code));
  for (const [name, at] of marked) {
    const [form = '', cell = ''] = name.split('!');
    if (!cells.has(name) || !codes.has(form)) continue;
    const { kind, text } = calculation.cell(form, cell);
    if (kind === 'notApplicable' || (kind === 'pulled' && (text === '' || text === '-1'))) continue;
    const error = {
      code: 'import.openCellMarked',
      params: { where: describeCell(definitions, form, cell) },
    } as const;
    problems.push({ severity: 'notice', ...at, error });
  }
}
