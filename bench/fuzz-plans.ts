import { sha256 } from '../electron/atomic-write';
import { createCalculation } from '../shared/calculation';
import type { CalculationInput } from '../shared/calculation';
import { workbookPlan } from '../shared/workbook';
import type { WorkbookPlan } from '../shared/workbook-sheet';
import { shippedDefinitions } from '../test/support/definitions';
import { cellsOfSample, lastYear, thisYear } from '../test/support/sample';
import { calculationInput, round2025old } from '../test/support/school';

function planOf(input: CalculationInput): WorkbookPlan {
  const definitions = shippedDefinitions();
  const calculation = createCalculation(definitions, input);
  const hashText = (text: string): string => sha256(Buffer.from(text));
  return workbookPlan({ definitions, ...input, calculation, draft: true, hashText });
}

/** Exports of the invented school: this year's edition and last year's, which has more sheets. */
export function samplePlans(): { readonly this: WorkbookPlan; readonly last: WorkbookPlan } {
  return {
    this: planOf(calculationInput(cellsOfSample(thisYear))),
    last: planOf(calculationInput(cellsOfSample(lastYear), { collection: round2025old })),
  };
}
