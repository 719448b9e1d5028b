import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../electron/atomic-write';
import { writeWorkbook } from '../../electron/workbook/write';
import { createCalculation } from '../../shared/calculation';
import { generateSchools } from '../../shared/generator';
import { workbookPlan } from '../../shared/workbook';
import type { PlannedCell, WorkbookPlan } from '../../shared/workbook-sheet';
import { definitions, readWithOpenpyxl, recalculateWithLibreOffice, sharedFolder } from './workbook-readers';

const run = promisify(execFile);
const folder = sharedFolder();

/** Two schools of each edition, each with the sums of its own kind of school. */
const plans = new Map(
  ['jiaoji-2021', 'jichuji-2018-86'].flatMap((edition) =>
    [
      ...generateSchools(definitions, {
        schools: 2,
        seed: 11,
        edition,
        types: ['小学', '九年一贯制学校'],
      }),
    ].map(({ school, years }, index): [string, WorkbookPlan] => {
      const [year] = [...years].reverse();
      if (year === undefined) throw new Error('a school without years');
      const previous = years.slice(0, -1).reverse();
      const calculation = createCalculation(definitions, { school, ...year, previous });
      const plan = workbookPlan({
        ...{ definitions, school, ...year, calculation, draft: true, totals: 'formulas' },
        hashText: (text) => sha256(Buffer.from(text)),
      });
      return [`${edition}-${index}`, plan];
    }),
  ),
);

const file = (name: string, ...folders: string[]): string => path.join(folder, ...folders, `${name}.xlsx`);
const formulasOf = (plan: WorkbookPlan): readonly PlannedCell[] =>
  plan.cells.filter(({ value }) => value.formula !== undefined);

beforeAll(async () => {
  for (const [name, plan] of plans) await writeWorkbook(plan, file(name));
  await recalculateWithLibreOffice(
    [...plans.keys()].map((name) => file(name)),
    path.join(folder, 'recalculated'),
  );
}, 240_000);

test.each([...plans.keys()])(
  '%s: every formula gives the engine’s result when it is computed anew',
  async (name) => {
    const plan = plans.get(name) as WorkbookPlan;
    const cells = formulasOf(plan);
    expect(cells.length).toBeGreaterThan(100);
    const sheets = await readWithOpenpyxl(file(name, 'recalculated'), 'values');
    const found = cells.map(({ sheet, address }) => {
      const value = sheets.get(sheet)?.cells[address]?.value;
      return [sheet, address, typeof value === 'number' ? Number(value.toPrecision(14)) : value];
    });
    expect(found).toEqual(cells.map(({ sheet, address, value }) => [sheet, address, Number(value.text)]));
  },
);

test.each([...plans.keys()])(
  '%s: a second program finds each formula and its stored result',
  async (name) => {
    const cells = formulasOf(plans.get(name) as WorkbookPlan);
    const [formulas, results] = [
      await readWithOpenpyxl(file(name)),
      await readWithOpenpyxl(file(name), 'values'),
    ];
    for (const { sheet, address, value } of cells) {
      const place = [sheet, address];
      expect([...place, formulas.get(sheet)?.cells[address]?.value]).toEqual([
        ...place,
        `=${value.formula ?? ''}`,
      ]);
      expect([...place, results.get(sheet)?.cells[address]?.value]).toEqual([...place, Number(value.text)]);
    }
  },
);

test('the older edition’s figures are numbers, and its zeros are there but not seen', async () => {
  const plan = plans.get('jichuji-2018-86-0') as WorkbookPlan;
  const sheets = await readWithOpenpyxl(file('jichuji-2018-86-0'));
  const zeros = plan.cells.filter(({ sheet, value }) => sheet.startsWith('基础基') && value.text === '0');
  expect(zeros.length).toBeGreaterThan(10);
  for (const { sheet, address } of zeros) {
    const cell = sheets.get(sheet)?.cells[address];
    expect(cell).toMatchObject({ style: { numFmt: 'General;-General;;@' } });
    expect(cell?.type).not.toBe('s');
  }
});

test('a changed figure changes the totals above it', async () => {
  const script = [
    'import sys; from openpyxl import load_workbook',
    'book = load_workbook(sys.argv[1]); sheet = book["教基3112_小学"]',
    'sheet["J7"].value; sheet["E8"] = 1000; book.save(sys.argv[2])',
  ].join('\n');
  const plan = plans.get('jiaoji-2021-0') as WorkbookPlan;
  const sums = formulasOf(plan).filter(({ sheet, value }) => {
    return sheet === '教基3112_小学' && /\bE8\b|E\d:|:[A-Z]8\b/.test(value.formula ?? '');
  });
  expect(sums.length).toBeGreaterThan(0);
  await run('/usr/bin/python3', ['-c', script, file('jiaoji-2021-0'), file('changed')]);
  await recalculateWithLibreOffice([file('changed')], path.join(folder, 'again'));
  const before = await readWithOpenpyxl(file('jiaoji-2021-0', 'recalculated'), 'values');
  const after = await readWithOpenpyxl(file('changed', 'again'), 'values');
  const changed = sums.filter(({ sheet, address }) => {
    return before.get(sheet)?.cells[address]?.value !== after.get(sheet)?.cells[address]?.value;
  });
  expect(changed.map(({ address }) => address)).toContain('D8');
}, 60_000);
