import type { CellView } from './calculation';
import { specOf } from './cell';
import type { Definitions } from './definitions';
import type { Edition, Form, FormColumn } from './form';
import type { School } from './school';
import type { Collection, SubmissionData } from './submission';
import { formatAddress } from './workbook-address';
import { placedCells, recordCellKey } from './workbook-cells';
import { contentsSheet, coverSheet } from './workbook-cover';
import type { ContentsEntry } from './workbook-cover';
import { dataSheet, submissionDocument } from './workbook-data';
import type { CalculatedSubmission } from './workbook-data';
import type { SheetPlan } from './workbook-draft';
import { explanationsSheet, explanationsSheetName, isPersonal } from './workbook-findings';
import { frontSheet } from './workbook-front';
import { indicatorsSheet, indicatorsSheetName } from './workbook-indicators';
import { blank, numberValue, textValue } from './workbook-sheet';
import type { PlannedCell, PlannedValue, SheetTemplate, WorkbookPlan } from './workbook-sheet';
import { dataStyler, sheetTemplate } from './workbook-template';

export interface WorkbookInput {
  readonly definitions: Definitions;
  readonly school: School;
  readonly collection: Collection;
  readonly data: SubmissionData;
  readonly calculation: CalculatedSubmission;
  /** A draft says so on every sheet; a final workbook carries the submission's version. */
  readonly draft: boolean;
  /** SHA-256 of a text as hexadecimal digits. */
  readonly hashText: (text: string) => string;
}

/** How a value is written: zeros and numbers as the edition prints them, everything that is no number as text. */
export function printedValue(
  edition: Edition,
  type: FormColumn['type'],
  view: Pick<CellView, 'content' | 'text'>,
): PlannedValue {
  const isFigure = type === 'integer' || type === 'decimal';
  if (!isFigure || view.content?.kind === 'raw') return textValue(view.text);
  const value = numberValue(view.text);
  if (value.kind !== 'number') return value;
  if (edition.zero === 'blank' && Number(value.text) === 0) return blank;
  return edition.numbersAs === 'text' ? { kind: 'text', text: value.text } : value;
}

function listValues(
  edition: Edition,
  form: Form,
  calculation: CalculatedSubmission,
): ReadonlyMap<string, PlannedValue> {
  const values = new Map<string, PlannedValue>();
  calculation.records(form.code).forEach((record, index) => {
    for (const column of form.columns ?? []) {
      const key = recordCellKey(index, column.code);
      const content = record.cells[key.slice(key.indexOf('.') + 1)] ?? null;
      values.set(key, printedValue(edition, specOf(column).type, { content, text: content?.text ?? '' }));
    }
  });
  return values;
}

/** The form's sheet with this submission's values. */
export function formSheet(
  edition: Edition,
  form: Form,
  { school, collection, calculation }: Pick<WorkbookInput, 'school' | 'collection' | 'calculation'>,
): SheetPlan {
  const isList = form.kind === 'list';
  // An empty list still shows a row to write on.
  const records = isList ? Math.max(1, calculation.records(form.code).length) : 0;
  const { schoolYear } = collection;
  const template = sheetTemplate(edition, form, { school, schoolYear, records });
  const listed = isList ? listValues(edition, form, calculation) : null;
  const styleOf = dataStyler(edition, form);
  const cells: PlannedCell[] = [];
  for (const placed of placedCells(form, school, records)) {
    if (placed.kind === 'notApplicable') continue;
    const view = isList ? null : calculation.cell(form.code, placed.key);
    const value =
      view === null ? (listed?.get(placed.key) ?? blank) : printedValue(edition, placed.type, view);
    // Rows of a stage that the school does not teach are there, blank and white, as on the official sheets.
    const kind = view === null || view.kind === 'notApplicable' ? placed.kind : view.kind;
    cells.push({
      sheet: template.sheet,
      address: formatAddress(placed.position),
      value,
      style: styleOf(placed, kind),
    });
  }
  return { template, cells };
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
  return [coverSheet(edition, school, collection, version), contentsSheet(contents)];
}

/** Everything the submission's workbook holds, sheet by sheet. */
export function workbookPlan(input: WorkbookInput): WorkbookPlan {
  const { definitions, school, collection, data, calculation, draft } = input;
  const edition = definitions.editions.find((candidate) => candidate.id === collection.edition);
  if (edition === undefined) throw new Error(`no edition ${collection.edition}`);
  const forms = calculation.forms.filter((form) => !isPersonal(form));
  const personal = new Set(calculation.forms.filter(isPersonal).map((form) => form.code));
  const formSheets = forms.map((form) => formSheet(editionOf(definitions, form), form, input));
  const document = submissionDocument({
    school,
    collection,
    edition,
    editions: definitions.editions,
    data,
    calculation,
    draft,
  });
  const sheets = [
    ...frontSheets(input, edition, forms, formSheets),
    ...formSheets,
    explanationsSheet(definitions, calculation.findings(), data.explanations, personal, draft),
    indicatorsSheet(calculation.indicators()),
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

/** `教基_<学校标识码>_<校名>_<学年>_v<n>.xlsx`; a draft says so instead of a version. */
export function workbookFileName(
  school: Pick<School, 'code' | 'name'>,
  schoolYear: number,
  version: number | null,
): string {
  // Windows refuses these in file names.
  const name = school.name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  const last = version === null ? '草稿' : `v${version}`;
  return `教基_${school.code}_${name}_${schoolYear}-${schoolYear + 1}_${last}.xlsx`;
}
