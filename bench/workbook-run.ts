import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sha256 } from '../electron/atomic-write';
import { packWorkbook } from '../electron/workbook/package';
import { writeWorkbook } from '../electron/workbook/write';
import { createCalculation } from '../shared/calculation';
import type { CalculationInput } from '../shared/calculation';
import { cellsOf } from '../shared/cell';
import type { SubmissionData } from '../shared/submission';
import { workbookPlan } from '../shared/workbook';
import type { WorkbookPlan } from '../shared/workbook-sheet';
import { shippedDefinitions } from '../test/support/definitions';
import { cellsOfSample, thisYear } from '../test/support/sample';
import { calculationInput, village } from '../test/support/school';

/** Runs inside Electron as Node and prints its samples as JSON; workbook.bench.ts starts it. */

const runs = 20;
const definitions = shippedDefinitions();

/** The largest school there is, every cell filled, hundreds of findings. */
function largest(): CalculationInput {
  const school = {
    ...village,
    type: '十二年一贯制学校' as const,
    attachedClasses: ['附设幼儿班' as const, '附设特教班' as const],
  };
  const empty = calculationInput({}, { school });
  const calculation = createCalculation(definitions, empty);
  const cells = calculation.forms.flatMap((form) =>
    cellsOf(form).flatMap((cell, index): SubmissionData['cells'] => {
      if (calculation.cell(form.code, cell.key).kind !== 'input') return [];
      const isFigure = cell.spec.type === 'integer' || cell.spec.type === 'decimal';
      const content = isFigure
        ? ({ kind: 'number', text: String((index * 7) % 900) } as const)
        : ({ kind: 'text', text: `文字${index}` } as const);
      return [{ form: form.code, cell: cell.key, content }];
    }),
  );
  return { ...empty, data: { ...empty.data, cells } };
}

function planOf(input: CalculationInput): WorkbookPlan {
  const calculation = createCalculation(definitions, input);
  const hashText = (text: string): string => sha256(Buffer.from(text));
  return workbookPlan({ definitions, ...input, calculation, draft: true, hashText });
}

async function measure(input: CalculationInput, folder: string) {
  const bytes: number[] = [];
  const written: number[] = [];
  let size = 0;
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    size = packWorkbook(planOf(input)).length;
    bytes.push(performance.now() - started);
    const again = performance.now();
    await writeWorkbook(planOf(input), path.join(folder, '报表.xlsx'));
    written.push(performance.now() - again);
  }
  const plan = planOf(input);
  return { bytes, written, size, sheets: plan.sheets.length, cells: plan.cells.length };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-bench-'));
  const results = {
    sample: await measure(calculationInput(cellsOfSample(thisYear)), folder),
    largest: await measure(largest(), folder),
  };
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(JSON.stringify(results));
}

void main();
