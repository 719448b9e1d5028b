import { expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { workbookPlan } from '../../shared/workbook';
import { formatAddress } from '../../shared/workbook-address';
import { placedCells } from '../../shared/workbook-cells';
import { definitions, edited, gridOfPlan, plainHash, stage } from '../support/import-grid';
import { calculationInput, village } from '../support/school';

test('a cell of our own workbook that became a percentage says the percent it shows, and nothing where that is the same', () => {
  const input = calculationInput({ '局目标1!01.2': 99.5, '局目标1!02.2': 0.65 });
  const calculation = createCalculation(definitions, input);
  const grid = gridOfPlan(
    workbookPlan({ definitions, ...input, calculation, draft: true, hashText: plainHash }),
  );
  const form = definitions.forms['局目标1'];
  const places = new Map(
    (form === undefined ? [] : placedCells(form, village)).map(({ key, position }) => [
      key,
      formatAddress(position),
    ]),
  );
  const sheet = stage(grid).report.sheets.find((one) => one.form === '局目标1')?.sheet ?? '';
  const percent = (text: string) => ({ kind: 'number', text, formula: null, percent: true }) as const;
  const changed = edited(grid, {
    [sheet]: { [places.get('01.2') ?? '']: percent('0.9531'), [places.get('02.2') ?? '']: percent('0.0065') },
  });
  const { report, found } = stage(changed);
  expect(found.cells.get('局目标1!01.2')?.text).toBe('95.31');
  expect(found.cells.get('局目标1!02.2')?.text).toBe('0.65');
  expect(report.edits.map(({ cell, found: text, fate }) => [cell, text, fate])).toEqual([
    ['01.2', '95.31', 'taken'],
  ]);
  expect(report.problems).toEqual([]);
});
