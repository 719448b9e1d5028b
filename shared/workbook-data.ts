import { askedForms } from './asked-forms';
import type { Calculation } from './calculation';
import { cellsOf } from './cell';
import { type CountedForms, countedForms } from './exchange-counted';
import type { Edition, Form } from './form';
import type { School } from './school';
import type { CellContent, Collection, Explanation, SubmissionData } from './submission';
import type { TargetProfile } from './target-profile';
import { at, SheetDraft } from './workbook-draft';
import type { SheetPlan } from './workbook-draft';
import { isPersonal } from './workbook-findings';

export const dataSheetName = '_data';

/** Excel holds 32,767 characters in a cell. */
const partLength = 30_000;

/** What the exchange file says about one submission; `submission.json` and the workbook's data sheet have this shape. */
export interface SubmissionDocument {
  readonly format: 'tianbao-submission';
  readonly school: Omit<School, 'id'>;
  readonly collection: Omit<Collection, 'id'> & { readonly ownProfiles?: readonly TargetProfile[] };
  readonly edition: { readonly id: string; readonly version: string };
  /** Versions of the other editions whose forms are in it, the bureau's own. */
  readonly otherEditions: Readonly<Record<string, string>>;
  readonly state: 'draft' | 'finalised';
  /** Number of the 定稿; 0 in a draft that was never finalised. */
  readonly version: number;
  /** Blank cells are absent. Text that its cell cannot hold is there as it was typed. */
  readonly forms: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  readonly lists: Readonly<Record<string, readonly Readonly<Record<string, number | string>>[]>>;
  readonly explanations: readonly Explanation[];
  readonly reviewed: readonly string[];
  /** What the school's rosters counted; absent where none was applied. */
  readonly counted?: CountedForms;
}

/** What the plan needs of a calculation. */
export type CalculatedSubmission = Pick<
  Calculation,
  'forms' | 'cell' | 'records' | 'findings' | 'indicators' | 'isStarted'
>;

/** A number where a double holds the decimal exactly enough to be written back the same, else the text. */
export function documentNumber(text: string): number | string {
  const value = Number(text);
  const canonical = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return String(value) === canonical ? value : text;
}

function documentValue(content: CellContent): number | string {
  return content.kind === 'number' ? documentNumber(content.text) : content.text;
}

function formCells(calculation: CalculatedSubmission, form: Form): Record<string, number | string> {
  const cells: Record<string, number | string> = {};
  for (const { key, spec } of cellsOf(form)) {
    const view = calculation.cell(form.code, key);
    if (view.text === '') continue;
    const isFigure = spec.type === 'integer' || spec.type === 'decimal';
    const isNumber = isFigure && view.content?.kind !== 'raw' && /^-?\d+(\.\d+)?$/.test(view.text);
    cells[key] = isNumber ? documentNumber(view.text) : view.text;
  }
  return cells;
}

export interface DocumentInput {
  readonly school: School;
  readonly collection: Collection;
  /** The bureau's own among the round's target profiles. */
  readonly ownProfiles?: readonly TargetProfile[] | undefined;
  readonly edition: Edition;
  readonly editions: readonly Edition[];
  readonly data: SubmissionData;
  readonly calculation: CalculatedSubmission;
  readonly draft: boolean;
  /** Name lists too: for invented people only, and for what does not leave this computer. */
  readonly nameLists?: boolean;
}

/**
 * The explanations of what is found now, without those about name lists and without a list's values where another
 * form's check reads them. A text whose finding is gone stays on this computer: nothing says whom it names.
 */
function publicExplanations(
  explanations: readonly Explanation[],
  calculation: CalculatedSubmission,
  personal: readonly Form[],
): readonly Explanation[] {
  const codes = new Set(personal.map((form) => form.code));
  const isPublic = (name: string): boolean => !codes.has(name.split('!')[0] ?? '');
  const found = new Map(calculation.findings().map((finding) => [finding.key, finding]));
  return explanations
    .filter(({ finding }) => {
      const form = found.get(finding)?.form;
      return form !== undefined && !codes.has(form);
    })
    .map((explanation) => ({
      ...explanation,
      values: Object.fromEntries(Object.entries(explanation.values).filter(([name]) => isPublic(name))),
    }));
}

/** The round with the bureau's own profiles that it judges by. */
export function withOwnProfiles(
  collection: Omit<Collection, 'id'>,
  ownProfiles: readonly TargetProfile[] = [],
): SubmissionDocument['collection'] {
  const used = ownProfiles.filter(({ id }) => collection.targetProfiles.includes(id));
  return used.length === 0 ? collection : { ...collection, ownProfiles: used };
}

/** The submission as plain data, computed cells included, name lists and what was written about them left out unless asked for. */
export function submissionDocument(input: DocumentInput): SubmissionDocument {
  const { school, collection, edition, data, calculation } = input;
  const personal = input.nameLists === true ? [] : calculation.forms.filter(isPersonal);
  const forms = askedForms(calculation).filter((form) => !personal.includes(form));
  const { id: _school, ...schoolRecord } = school;
  const { id: _collection, ...collectionRecord } = collection;
  const used = input.editions.filter(
    (other) => other.id !== edition.id && forms.some((form) => other.forms.includes(form.code)),
  );
  const lists = forms.filter((form) => form.kind === 'list');
  const counted = countedForms(data.counted ?? [], new Set(forms.map(({ code }) => code)));
  return {
    format: 'tianbao-submission',
    school: schoolRecord,
    collection: withOwnProfiles(collectionRecord, input.ownProfiles),
    edition: { id: edition.id, version: edition.version },
    otherEditions: Object.fromEntries(used.map((other) => [other.id, other.version])),
    state: input.draft ? 'draft' : 'finalised',
    version: data.submission.version,
    forms: Object.fromEntries(
      forms.filter((form) => form.kind !== 'list').map((form) => [form.code, formCells(calculation, form)]),
    ),
    lists: Object.fromEntries(
      lists.map((form) => [
        form.code,
        calculation.records(form.code).map((record) => ({
          id: record.id,
          ...Object.fromEntries(
            Object.entries(record.cells).map(([column, content]) => [column, documentValue(content)]),
          ),
        })),
      ]),
    ),
    explanations: publicExplanations(data.explanations, calculation, personal),
    reviewed: data.reviewed.filter((code) => !personal.some((form) => form.code === code)),
    ...(Object.keys(counted).length > 0 && { counted }),
  };
}

/** JSON that XML can carry as it is: what XML cannot hold is escaped by JSON's own means. */
export function documentText(document: SubmissionDocument): string {
  return JSON.stringify(document).replace(/[\u007f\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Cuts a text into cells without cutting a character in two. */
export function splitText(text: string, length = partLength): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + length, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end -= 1;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

/** The hidden sheet that carries the submission as data: names in column A, values in column B. */
export function dataSheet(document: SubmissionDocument, hashText: (text: string) => string): SheetPlan {
  const text = documentText(document);
  const parts = splitText(text);
  const lines: [string, string][] = [
    ['format', document.format],
    ['edition', document.edition.id],
    ['editionVersion', document.edition.version],
    ['sha256', hashText(text)],
    ['parts', String(parts.length)],
    ...parts.map((part, index): [string, string] => [`part${index + 1}`, part]),
  ];
  const draft = new SheetDraft(dataSheetName);
  lines.forEach(([name, value], index) => {
    draft.fixed(at(1, index + 1), name, 'data');
    draft.value(at(2, index + 1), { kind: 'text', text: value }, 'data');
  });
  return draft.finish({ columns: [{ from: 1, to: 2, size: 20, hidden: false }], visibility: 'veryHidden' });
}
