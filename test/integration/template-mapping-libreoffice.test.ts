import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeCountyTemplate } from '../support/county-template';
import { openProgram } from './handlers-context';
import { finaliseSample } from './sample-years';
import { convertWithLibreOffice, readWithOpenpyxl, recalculateWithLibreOffice } from './workbook-readers';

test('a template that LibreOffice saved is filled, and LibreOffice computes its formulas over the figures', async () => {
  const program = openProgram();
  const { final } = await finaliseSample(program);
  const blank = path.join(program.folder, '原件', '县表.xlsx');
  mkdirSync(path.dirname(blank));
  writeCountyTemplate(blank);
  const saved = path.join(program.folder, '另存');
  await convertWithLibreOffice([blank], 'xlsx', saved);

  program.openFile.path = path.join(saved, '县表.xlsx');
  const report = await program.value('template.read', { submissionId: final.id });
  if (report === null) throw new Error('nothing was read');
  const { templateId, mapping } = report;
  const { title, cells, lists } = mapping;
  const fill = { templateId, title, cells, lists, submissionId: final.id };
  const filled = await program.value('template.fill', fill);

  const computed = path.join(program.folder, '重算');
  await recalculateWithLibreOffice([path.join(program.folder, filled?.fileName ?? '')], computed);
  const sheet = (await readWithOpenpyxl(path.join(computed, filled?.fileName ?? ''), 'values')).get(
    '学生情况',
  );
  const values = ['E6', 'F6', 'G6', 'J6', 'J7'].map((address) => sheet?.cells[address]?.value);
  expect(values).toEqual([601, 99, 98, 197, 93]);
}, 120_000);
