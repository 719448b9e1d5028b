import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sha256 } from '../electron/atomic-write';
import { packWorkbook } from '../electron/workbook/package';
import { readGrid } from '../electron/workbook/open';
import { writeWorkbook } from '../electron/workbook/write';
import { createCalculation } from '../shared/calculation';
import type { CalculationInput } from '../shared/calculation';
import { compareImport } from '../shared/import/compare';
import { readImport } from '../shared/import/read';
import { recogniseWorkbook } from '../shared/import/recognise';
import { generateSchools } from '../shared/generator';
import { workbookPlan } from '../shared/workbook';
import { formatAddress } from '../shared/workbook-address';
import { ownPage } from '../shared/workbook-draft';
import type { PlannedCell, SheetTemplate, WorkbookPlan } from '../shared/workbook-sheet';
import { ownStyles } from '../shared/workbook-styles';
import { shippedDefinitions } from '../test/support/definitions';
import { contentOf } from './workbook-content';

/** Runs inside Electron as Node and prints its samples as JSON; workbook.bench.ts starts it. */

const runs = 20;
const hashText = (text: string): string => sha256(Buffer.from(text));
const definitions = shippedDefinitions();

/** A nine-year school of the current edition, as full as real ones are. */
function realSubmission(): CalculationInput {
  const [generated] = generateSchools(definitions, {
    ...{ schools: 1, seed: 7, edition: 'jiaoji-2021' },
    types: ['九年一贯制学校'],
  });
  const [year, ...earlier] = [...(generated?.years ?? [])].reverse();
  if (generated === undefined || year === undefined) throw new Error('no school');
  return { school: generated.school, ...year, previous: earlier };
}

function planOf(input: CalculationInput, totals: 'numbers' | 'formulas' = 'numbers'): WorkbookPlan {
  const calculation = createCalculation(definitions, input);
  return workbookPlan({ definitions, ...input, calculation, draft: true, totals, hashText });
}

/** 30 sheets of 40 rows and 20 columns, half of them texts. */
function synthetic(): WorkbookPlan {
  const cells: PlannedCell[] = [];
  const sheets = Array.from({ length: 30 }, (_, index): SheetTemplate => {
    const data: { address: string; style: string }[] = [];
    for (let row = 1; row <= 40; row += 1) {
      for (let column = 1; column <= 20; column += 1) {
        const cell = {
          address: formatAddress({ column, row }),
          style: column % 2 === 0 ? 'words' : 'figure',
        };
        const text = column % 2 === 0 ? `第${row}行第${column}列` : String(row * column + index);
        data.push(cell);
        cells.push({
          sheet: `表${index + 1}`,
          ...cell,
          value: { kind: column % 2 === 0 ? 'text' : 'number', text },
        });
      }
    }
    const rest = { texts: [], merges: [], columns: [], rows: [], titleRows: null, printArea: null };
    return {
      sheet: `表${index + 1}`,
      visibility: 'visible',
      styles: ownStyles,
      page: ownPage,
      data,
      ...rest,
    };
  });
  return { title: '', author: '', sheets, cells };
}

async function samplesOf(work: () => unknown): Promise<number[]> {
  const samples: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    await work();
    samples.push(performance.now() - started);
  }
  return samples;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-bench-'));
  const contents = process.env['TIANBAO_BENCH_CONTENT'] ?? folder;
  const file = path.join(folder, '报表.xlsx');
  const input = realSubmission();
  const plan = planOf(input);
  const sheets30 = synthetic();
  writeFileSync(path.join(contents, 'real.json'), JSON.stringify(contentOf(plan)));
  writeFileSync(path.join(contents, 'synthetic.json'), JSON.stringify(contentOf(sheets30)));
  await writeWorkbook(plan, file);
  const written = readFileSync(file);
  const results = {
    cells: plan.cells.length,
    sheets: plan.sheets.length,
    size: written.length,
    bytes: await samplesOf(() => packWorkbook(planOf(input))),
    formulas: await samplesOf(() => packWorkbook(planOf(input, 'formulas'))),
    packed: await samplesOf(() => packWorkbook(plan)),
    disk: await samplesOf(() => writeWorkbook(planOf(input), file)),
    synthetic: await samplesOf(() => packWorkbook(sheets30)),
    read: await samplesOf(async () => {
      recogniseWorkbook(definitions, await readGrid(written, '报表.xlsx'));
    }),
    imported: await samplesOf(async () => {
      const fileName = '报表.xlsx';
      const grid = await readGrid(written, fileName);
      const recognition = recogniseWorkbook(definitions, grid);
      const staged = readImport({ definitions, fileName, grid, recognition, hashText });
      compareImport(definitions, staged, { ...input, stored: null });
    }),
  };
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(JSON.stringify(results));
}

void main();
