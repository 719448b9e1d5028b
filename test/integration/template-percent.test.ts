import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { MappedCell } from '../../shared/template/mapping';
import { readByOpenpyxl } from '../support/county-template';
import { openProgram } from './handlers-context';
import { seed } from './storage-place';
import { convertWithLibreOffice } from './workbook-readers';

/** Cells shown as percentages by their own format, by their column's, by their row's; and one that only prints the sign. */
const template = `
import sys
from openpyxl import Workbook
book = Workbook()
sheet = book.active
sheet.title = '县表'
sheet.column_dimensions['C'].number_format = '0.00%'
sheet.row_dimensions[5].number_format = '0.0%'
sheet['A1'] = '{{局目标1!01.2}}'
sheet['A1'].number_format = '0.00%'
sheet['A2'].number_format = '#,##0.00%;[Red]-0.00%'
sheet['A3'] = '{{局目标1!01.2}}'
sheet['A3'].number_format = '0.00"%"'
sheet['A4'] = '{{教基3112!01.9}}'
sheet['A4'].number_format = '0%'
sheet['C2'] = '{{局目标1!01.2}}'
sheet['C2'].number_format = '0.00'
sheet['C3'] = '{{局目标1!01.2}}'
sheet['C3'].number_format = '0.00%'
book.save(sys.argv[1])
`;

test('a percentage goes into a cell with a percent format as it will be shown; another figure does not go there', async () => {
  const program = openProgram();
  const { id: submissionId, schoolId, collectionId } = seed(program.database);
  await program.value('submission.open', { schoolId, collectionId });
  const number = (form: string, cell: string, text: string) => ({
    ...{ form, cell },
    content: { kind: 'number' as const, text },
  });
  const changes = [number('局目标1', '01.2', '0.65'), number('教基3112', '01.9', '99')];
  await program.value('submission.setCells', { submissionId, revision: 0, changes });
  const file = path.join(program.folder, '县表.xlsx');
  execFileSync('/usr/bin/python3', ['-c', template, file]);
  program.openFile.path = file;
  const report = await program.value('template.read', { submissionId });
  if (report === null) throw new Error('nothing was read');
  const byHand = (address: string, source: string): MappedCell => ({
    ...{ sheet: '县表', address, source, by: 'hand' },
  });
  const { templateId, mapping } = report;
  const filled = await program.value('template.fill', {
    ...{ templateId, title: mapping.title, lists: mapping.lists, submissionId },
    cells: [
      ...mapping.cells,
      ...[byHand('A2', '局目标1!01.2'), byHand('C4', '局目标1!01.2'), byHand('E5', '局目标1!01.2')],
      byHand('C1', '教基3112!01.9'),
    ],
  });
  expect(filled?.skipped).toEqual(
    ['A4', 'C1'].map((address) => ({
      ...{ sheet: '县表', address },
      error: { code: 'template.percentCell', params: { found: '99' } },
    })),
  );

  const result = path.join(program.folder, filled?.fileName ?? '');
  const { A1, A2, A3, A4, C1, C2, C3, C4, E5 } = readByOpenpyxl(result).cells['县表'] ?? {};
  expect({ A1, A2, A3, A4, C1, C2, C3, C4, E5 }).toEqual({
    ...{ A1: 0.0065, A2: 0.0065, A3: 0.65, A4: undefined, C1: undefined },
    ...{ C2: 0.65, C3: 0.0065, C4: 0.0065, E5: 0.0065 },
  });
  const shown = path.join(program.folder, '显示');
  await convertWithLibreOffice([result], 'csv', shown);
  const csv = readFileSync(path.join(shown, path.basename(result).replace(/xlsx$/, 'csv')), 'utf8');
  // The file has what LibreOffice takes each cell for, in a format of its own: a percentage or a number.
  const rows = csv
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\n');
  expect(rows.map((row) => row.split(',').slice(0, 3))).toEqual([
    ['0.65%', '', ''],
    ['0.65%', '', '0.65'],
    ['0.65', '', '0.65%'],
    ['', '', '0.65%'],
    ['', '', ''],
  ]);
  expect(rows[4]?.split(',')[4]).toBe('0.65%');
}, 120_000);
