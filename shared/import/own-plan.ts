import { askedForms } from '../asked-forms';
import { createCalculation } from '../calculation';
import type { CellView } from '../calculation';
import { cellName, columnKey } from '../cell';
import type { Definitions } from '../definitions';
import type { DocumentContent } from '../exchange';
import type { Form } from '../form';
import type { ListRecord } from '../submission';
import { workbookPlan } from '../workbook';
import type { CalculatedSubmission } from '../workbook-data';
import { explanationsSheetName } from '../workbook-findings';
import { indicatorsSheetName } from '../workbook-indicators';
import type { PlannedValue, SheetTemplate } from '../workbook-sheet';

/** A sheet as the program wrote it. */
export interface WrittenSheet {
  readonly template: SheetTemplate;
  readonly values: ReadonlyMap<string, PlannedValue>;
}

/** What the program wrote, sheet by sheet. */
export interface WrittenWorkbook {
  /** Those that were asked for; the file is silent about the others. */
  readonly forms: readonly Form[];
  readonly calculation: CalculatedSubmission;
  readonly sheets: ReadonlyMap<string, WrittenSheet>;
}

/** Sheets that are derived from more than the document says: earlier years, targets, rules of another version. */
const derived: ReadonlySet<string> = new Set([explanationsSheetName, indicatorsSheetName]);

/**
 * The workbook that our own document was written into. Computed cells are those that the document states: what they
 * were computed from (last year, another version of the rules) is not in the file.
 */
export function writtenWorkbook(definitions: Definitions, content: DocumentContent): WrittenWorkbook {
  const calculation = asStated(definitions, content);
  const { school, collection, data } = content;
  const draft = data.submission.state === 'draft';
  const plan = workbookPlan({
    ...{ definitions, school, collection, data, calculation, draft },
    hashText: () => '',
  });
  const values = new Map<string, Map<string, PlannedValue>>();
  for (const { sheet, address, value } of plan.cells) {
    const known = values.get(sheet) ?? new Map<string, PlannedValue>();
    values.set(sheet, known.set(address, value));
  }
  const visible = plan.sheets.filter(
    ({ sheet, visibility }) => visibility === 'visible' && !derived.has(sheet),
  );
  return {
    forms: askedForms(calculation),
    calculation,
    sheets: new Map(
      visible.map((template) => [
        template.sheet,
        { template, values: values.get(template.sheet) ?? new Map<string, PlannedValue>() },
      ]),
    ),
  };
}

function asStated(definitions: Definitions, content: DocumentContent): CalculatedSubmission {
  const { stated } = content;
  const calculation = createCalculation(definitions, { ...content, previous: [] });
  const cell = (form: string, key: string): CellView => {
    const view = calculation.cell(form, key);
    return view.kind === 'computed' ? { ...view, text: stated.get(cellName(form, key)) ?? '' } : view;
  };
  const records = (code: string): readonly ListRecord[] => {
    const form = definitions.forms[code];
    const computed = (form?.columns ?? []).filter((column) => column.computed !== undefined);
    if (computed.length === 0) return calculation.records(code);
    return calculation.records(code).map((record) => {
      const cells = { ...record.cells };
      for (const column of computed) {
        const key = columnKey(column.code);
        const text = stated.get(cellName(code, `${record.id}.${key}`));
        delete cells[key];
        if (text !== undefined) cells[key] = { kind: /^-?\d+(\.\d+)?$/.test(text) ? 'number' : 'text', text };
      }
      return { ...record, cells };
    });
  };
  return {
    ...{ forms: calculation.forms, cell, records },
    isStarted: (form) => calculation.isStarted(form),
    ...{ findings: () => [], indicators: () => [] },
  };
}
