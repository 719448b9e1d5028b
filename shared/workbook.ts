import { askedForms } from './asked-forms';
import type { Definitions } from './definitions';
import type { Edition, Form } from './form';
import { programFor } from './program';
import type { School } from './school';
import type { Collection, SubmissionData } from './submission';
import type { TargetProfile } from './target-profile';
import { placedCells } from './workbook-cells';
import { contentsSheet, coverSheet } from './workbook-cover';
import type { ContentsEntry } from './workbook-cover';
import { dataSheet, submissionDocument } from './workbook-data';
import type { CalculatedSubmission } from './workbook-data';
import type { SheetPlan } from './workbook-draft';
import { explanationsSheet, explanationsSheetName, isPersonal } from './workbook-findings';
import { formSheet } from './workbook-form';
import type { Totals } from './workbook-form';
import { withFormulas } from './workbook-formulas';
import { fieldText, frontSheet } from './workbook-front';
import { indicatorsSheet, indicatorsSheetName } from './workbook-indicators';
import { ledgerSheet } from './workbook-list';
import type { ListPlan } from './workbook-list';
import type { SheetTemplate, WorkbookPlan } from './workbook-sheet';
import { dayText, reportedSlot, signatureLine, signedBelow } from './workbook-signatures';

export interface WorkbookInput {
  readonly definitions: Definitions;
  readonly school: School;
  readonly collection: Collection;
  /** The bureau's own among the round's target profiles. */
  readonly ownProfiles?: readonly TargetProfile[] | undefined;
  readonly data: SubmissionData;
  readonly calculation: CalculatedSubmission;
  /** A draft says so on every sheet; a final workbook carries the submission's version. */
  readonly draft: boolean;
  /** How totals are written; as numbers when absent. */
  readonly totals?: Totals;
  /** Day of 定稿 in the clerk's time zone, `2026-09-10`: the day on which a final workbook was reported. */
  readonly reportedOn?: string | null;
  /** SHA-256 of a text as hexadecimal digits. */
  readonly hashText: (text: string) => string;
}

/** The sheets of forms as they go out: totals as they were asked for, and the signatures where the edition has them. */
export function formSheets(input: WorkbookInput, forms: readonly Form[]): readonly SheetPlan[] {
  const { definitions, school, collection, calculation, totals } = input;
  const plans = forms.map((form) => ({
    form,
    plan: formSheet(editionOf(definitions, form), form, input),
    placed: () =>
      placedCells(form, school, calculation.records(form.code).length || 1).filter(
        ({ kind }) => kind !== 'notApplicable',
      ),
  }));
  const sheets =
    totals === 'formulas'
      ? withFormulas(programFor(definitions, collection.edition, school), plans)
      : plans.map(({ plan }) => plan);
  const signatures = signatureText(input);
  return sheets.map((sheet, index) => {
    const form = forms[index];
    const signed = form !== undefined && editionOf(definitions, form).sheets.signed === true;
    return signed ? signedBelow(sheet, signatures) : sheet;
  });
}

export function editionOf(definitions: Definitions, form: Form): Edition {
  const id = definitions.editionOf[form.code];
  const edition = definitions.editions.find((candidate) => candidate.id === id);
  if (edition === undefined) throw new Error(`no edition for ${form.code}`);
  return edition;
}

/** Excel allows no header text over the sheet itself, so a draft's sheets begin lower. */
export function markedAsDraft(template: SheetTemplate): SheetTemplate {
  const { page } = template;
  const top = Math.max(page.margins.top, page.margins.header + 0.4);
  return { ...template, page: { ...page, header: '&C&16草稿', margins: { ...page.margins, top } } };
}

/** The line that is signed. Only 定稿 fixes a day; on a draft she writes it by hand. */
function signatureText({
  definitions,
  collection,
  calculation,
  draft,
  reportedOn = null,
}: WorkbookInput): string {
  const edition = definitions.editions.find(({ id }) => id === collection.edition);
  return signatureLine(edition ?? {}, (name) => {
    if (name !== reportedSlot) return fieldText(calculation, name);
    return draft || reportedOn === null ? '' : dayText(reportedOn);
  });
}

/** Cover and contents: the edition's own, or ours. */
function frontSheets(
  input: WorkbookInput,
  edition: Edition,
  forms: readonly Form[],
  sheets: readonly SheetPlan[],
): readonly SheetPlan[] {
  const { definitions, school, collection, data, draft } = input;
  if (edition.front !== undefined)
    return edition.front.map((sheet) => frontSheet(sheet, { ...input, edition, forms: definitions.forms }));
  const contents: ContentsEntry[] = [
    ...forms.map((form, index) => ({
      code: form.code,
      title: form.title,
      sheet: sheets[index]?.template.sheet ?? '',
    })),
    { code: '', title: explanationsSheetName, sheet: explanationsSheetName },
    { code: '', title: indicatorsSheetName, sheet: indicatorsSheetName },
  ];
  const version = draft ? null : data.submission.version;
  return [coverSheet(edition, school, collection, version, signatureText(input)), contentsSheet(contents)];
}

/** Everything the submission's workbook holds, sheet by sheet. */
export function workbookPlan(input: WorkbookInput): WorkbookPlan {
  const { definitions, school, collection, data, calculation, draft } = input;
  const edition = definitions.editions.find((candidate) => candidate.id === collection.edition);
  if (edition === undefined) throw new Error(`no edition ${collection.edition}`);
  const forms = askedForms(calculation).filter((form) => !isPersonal(form));
  const personal = new Set(calculation.forms.filter(isPersonal).map((form) => form.code));
  const signatures = signatureText(input);
  const ofForms = formSheets(input, forms);
  const document = submissionDocument({
    school,
    collection,
    ownProfiles: input.ownProfiles,
    edition,
    editions: definitions.editions,
    data,
    calculation,
    draft,
  });
  const sheets = [
    ...frontSheets(input, edition, forms, ofForms),
    ...ofForms,
    signedBelow(
      explanationsSheet(definitions, calculation.findings(), data.explanations, personal, draft),
      signatures,
    ),
    signedBelow(indicatorsSheet(calculation.indicators()), signatures),
    dataSheet(document, input.hashText),
  ];
  return {
    title: `${school.name} ${collection.title}`,
    author: school.name,
    sheets: sheets.map(({ template }) =>
      draft && template.visibility === 'visible' ? markedAsDraft(template) : template,
    ),
    cells: sheets.flatMap((sheet) => sheet.cells),
  };
}

/** A name list as a workbook of its own; null where the school has no such list. */
export function listPlan(input: WorkbookInput, code: string): ListPlan | null {
  const { definitions, school, collection, calculation } = input;
  const form = calculation.forms.find((one) => one.code === code && isPersonal(one));
  if (form === undefined) return null;
  const of = { school, schoolYear: collection.schoolYear };
  const edition = editionOf(definitions, form);
  const signatures = edition.sheets.signed === true ? signatureText(input) : '';
  const sheet = ledgerSheet(edition, form, of, calculation, signatures);
  return { title: `${school.name} ${form.title}`, author: school.name, sheets: [sheet] };
}

/** Windows refuses these in file names. */
export function fileNamePart(text: string): string {
  return text.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
}

/** `台账_<表号>_<校名>_<日期>.xlsx`; the day as `2026-09-10`. */
export function listFileName(school: Pick<School, 'name'>, form: string, day: string): string {
  return `台账_${form}_${fileNamePart(school.name)}_${day}.xlsx`;
}

/** `教基_<学校标识码>_<校名>_<学年>_v<n>.xlsx`; a draft says so instead of a version. */
export function workbookFileName(
  school: Pick<School, 'code' | 'name'>,
  schoolYear: number,
  version: number | null,
): string {
  const last = version === null ? '草稿' : `v${version}`;
  return `教基_${school.code}_${fileNamePart(school.name)}_${schoolYear}-${schoolYear + 1}_${last}.xlsx`;
}
