import type { Definitions } from '../definitions';
import { readDocument } from '../exchange';
import type { DocumentContent } from '../exchange';
import type { CellContent, SubmissionData } from '../submission';
import { saysSame } from './cell-text';
import { foundExplanations } from './found-explanations';
import type { ImportProblem } from './report';
import type { SchoolFacts } from './school-facts';
import { settleImport } from './settle';
import type { SettledImport } from './settle';
import type { StagedImport } from './staged';
import { unknownLists } from './unknown-lists';

/** What the file does not say about itself and somebody else knows. */
export interface ContentHints {
  readonly school: SchoolFacts;
  readonly schoolYear: number | null;
}

/** A workbook as a document is read: everything accepted, and what could not be taken. */
export interface ImportedContent {
  readonly content: DocumentContent;
  readonly problems: readonly ImportProblem[];
}

/** What a workbook must say about itself to be a submission. */
export type Unsaid = 'school' | 'type' | 'schoolYear';

export function whatIsUnsaid({ own, facts, report }: StagedImport, hints: ContentHints): readonly Unsaid[] {
  if (own !== null) return [];
  const said = { ...hints.school, ...facts };
  const unsaid: Unsaid[] = [];
  if (said.code === undefined) unsaid.push('school');
  if (said.type === undefined) unsaid.push('type');
  if ((report.schoolYear ?? hints.schoolYear) === null) unsaid.push('schoolYear');
  return unsaid;
}

/**
 * The workbook as one submission, by itself: for the command line, where nobody refuses differences one by one. What
 * the file says about its school counts more than the hints. An edited workbook is a draft again: nobody finalised
 * those figures. Throws Refusal (`document.…`) where school or year are unusable.
 */
export function contentOfImport(
  definitions: Definitions,
  staged: StagedImport,
  hints: ContentHints,
): ImportedContent {
  const { own, found, report } = staged;
  const frame = own === null ? officialFrame(definitions, staged, hints) : ownFrame(staged);
  const { school, collection, ownProfiles = [] } = frame;
  const settled = settleImport(definitions, staged, {
    ...{ school, collection, ownProfiles, stored: null, previous: [] },
  });
  const isEdited = report.edits.some(({ fate }) => fate !== 'label');
  const { submission } = frame.data;
  const read = foundExplanations(definitions, staged, settled);
  const content: DocumentContent = {
    ...frame,
    data: {
      submission: isEdited ? { ...submission, state: 'draft' } : submission,
      cells: [...settled.cells].flatMap(([name, value]) =>
        value === null ? [] : [entryOf(settled, name, value)],
      ),
      lists: settled.lists,
      reviewed: found.reviewed ?? [],
      explanations: read.explanations,
      ...(found.counted !== undefined && { counted: found.counted }),
      unknownLists: unknownLists(definitions, settled.lists),
    },
    stated: settled.stated,
  };
  const whole = { sheet: '', address: '' };
  const problems = [
    ...report.problems,
    ...(own === null ? frame.problems.map(({ severity, error }) => ({ severity, ...whole, error })) : []),
    ...settled.problems,
    ...read.problems,
  ];
  return { content, problems };
}

/** A cell that follows its source says what that says now, also where the source was edited outside. */
function entryOf(
  { calculation, follow }: SettledImport,
  name: string,
  content: CellContent,
): SubmissionData['cells'][number] {
  const split = name.indexOf('!');
  const [form, cell] = [name.slice(0, split), name.slice(split + 1)];
  const { text } = follow.has(name) ? calculation.cell(form, cell) : content;
  return {
    form,
    cell,
    content: saysSame(text, content.text) || text === '' ? content : { ...content, text },
  };
}

function ownFrame({ own, report }: StagedImport): DocumentContent {
  if (own === null) throw new Error('no document');
  const { school, collection, ownProfiles, editionVersion } = own;
  const { state, version } = report;
  return {
    ...{ school, collection, ownProfiles },
    data: {
      submission: {
        ...{ id: 1, schoolId: school.id, collectionId: collection.id, revision: 0 },
        ...{ state, version, editionVersion },
      },
      ...{ cells: [], lists: {}, reviewed: [], explanations: [] },
    },
    ...{ stated: new Map(), problems: [] },
  };
}

/** Through the reader of documents, so that the same is assumed and told as of a submission.json. */
function officialFrame(
  definitions: Definitions,
  { facts, report, edition }: StagedImport,
  { school, schoolYear }: ContentHints,
): DocumentContent {
  return readDocument(definitions, {
    format: 'tianbao-submission',
    school: { ...school, ...facts },
    collection: { schoolYear: report.schoolYear ?? schoolYear },
    ...(edition === null ? {} : { edition: { id: edition } }),
  });
}
