import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';
import { sha256 } from '../../electron/atomic-write';
import { createCalculation } from '../../shared/calculation';
import type { CalculationInput } from '../../shared/calculation';
import { workbookPlan } from '../../shared/workbook';
import type { WorkbookPlan } from '../../shared/workbook-sheet';
import { shippedDefinitions } from '../support/definitions';
import { cellsOfSample, lastYear, thisYear } from '../support/sample';
import { calculationInput, round2025old } from '../support/school';

const run = promisify(execFile);

/** A folder that all tests of a file share; called outside of them. */
export function sharedFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const definitions = shippedDefinitions();

export function planOf(input: CalculationInput, draft = false): WorkbookPlan {
  const calculation = createCalculation(definitions, input);
  const hashText = (text: string): string => sha256(Buffer.from(text));
  return workbookPlan({ definitions, ...input, calculation, draft, hashText });
}

/** This year's submission of the invented school: 601 pupils. */
export function planOfThisYear(draft = false): WorkbookPlan {
  return planOf(calculationInput(cellsOfSample(thisYear)), draft);
}

/** Last year's, in the older edition: 612 pupils. */
export function planOfLastYear(draft = false): WorkbookPlan {
  return planOf(calculationInput(cellsOfSample(lastYear), { collection: round2025old }), draft);
}

/** What openpyxl says about one cell; `type` is `n`, `s` or, for a formula, `f`. */
export interface OtherCell {
  readonly value: string | number | null;
  readonly type: string;
  readonly style: Readonly<Record<string, unknown>>;
}

export interface OtherSheet {
  readonly name: string;
  readonly state: string;
  readonly cells: Readonly<Record<string, OtherCell>>;
  readonly merges: readonly string[];
  readonly columns: readonly { from: string; to: string; width: number; hidden: boolean }[];
  readonly rows: Readonly<Record<string, number>>;
  readonly defaultRowHeight: number;
  readonly hiddenRows: readonly number[];
  readonly page: Readonly<Record<string, unknown>>;
}

/** Sheets of a workbook by name, as a second program reads them: its formulas, or their stored results. */
export async function readWithOpenpyxl(
  file: string,
  what: 'formulas' | 'values' = 'formulas',
): Promise<ReadonlyMap<string, OtherSheet>> {
  const script = path.resolve(import.meta.dirname, '../support/read_workbook.py');
  const { stdout } = await run('/usr/bin/python3', [script, file, what], { maxBuffer: 64 * 1024 * 1024 });
  const sheets = JSON.parse(stdout) as OtherSheet[];
  return new Map(sheets.map((sheet) => [sheet.name, sheet]));
}

/** Opens workbooks in LibreOffice and saves them in another format. */
export async function convertWithLibreOffice(
  files: readonly string[],
  format: string,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // A profile of its own: LibreOffice runs once per profile and would hand the work to the other instance.
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  await run('soffice', [profile, '--headless', '--convert-to', format, '--outdir', folder, ...files], {
    env,
  });
}

/** Settings of a LibreOffice that computes every formula anew when it opens a file, whatever result is stored. */
const recalculating = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>`;

/** Opens workbooks in LibreOffice, has it compute every formula, and saves them as xlsx. */
export async function recalculateWithLibreOffice(files: readonly string[], folder: string): Promise<void> {
  const user = path.join(folder, 'profile', 'user');
  mkdirSync(user, { recursive: true });
  writeFileSync(path.join(user, 'registrymodifications.xcu'), recalculating);
  await convertWithLibreOffice(files, 'xlsx', folder);
}
