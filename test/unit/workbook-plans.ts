import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import type { Edition, Form } from '../../shared/form';
import { workbookPlan } from '../../shared/workbook';
import type { SubmissionDocument } from '../../shared/workbook-data';
import type { PlannedValue, SheetTemplate, WorkbookPlan } from '../../shared/workbook-sheet';
import { sheetTemplate } from '../../shared/workbook-template';
import { shippedDefinitions } from '../support/definitions';
import { village } from '../support/school';

export const definitions = shippedDefinitions();

export function planOf(input: CalculationInput, draft = false): WorkbookPlan {
  const calculation = createCalculation(definitions, input);
  return workbookPlan({
    definitions,
    ...input,
    calculation,
    draft,
    hashText: (text) => `hash of ${text.length}`,
  });
}

export function valueAt(plan: WorkbookPlan, sheet: string, address: string): PlannedValue | undefined {
  return plan.cells.find((cell) => cell.sheet === sheet && cell.address === address)?.value;
}

export function documentIn(plan: WorkbookPlan): SubmissionDocument {
  const parts = plan.cells.filter((cell) => cell.sheet === '_data').slice(5);
  return JSON.parse(parts.map((cell) => cell.value.text).join('')) as SubmissionDocument;
}

export function edition(id: string): Edition {
  const found = definitions.editions.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no edition ${id}`);
  return found;
}

export const grades = { '教基3112!01.9': 100, '教基3112!01.10': 101, '教基3112!01.11': 102 };

export function formOf(code: string): Form {
  const form = definitions.forms[code];
  if (form === undefined) throw new Error(`no form ${code}`);
  return form;
}

export function editionOf(form: Form): Edition {
  return edition(definitions.editionOf[form.code] ?? '');
}

export function templateOf(code: string, records = 0): SheetTemplate {
  return sheetTemplate(editionOf(formOf(code)), formOf(code), { school: village, schoolYear: 2026, records });
}
