import { execFileSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cellsOf } from '../../shared/cell';
import { readByOpenpyxl } from '../support/county-template';
import { cellsOfSample, thisYear } from '../support/sample';
import { changes } from '../support/school';
import { definitions, openProgram } from './handlers-context';
import { seed } from './storage-place';

/** A workbook of ours carries the data of the submission it was made of, and is no template as long as it does. */
const withoutData = `
import sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1])
del book['_data']
book.save(sys.argv[1])
`;

test('our own blank workbook as a template takes every figure where the export would put it', async () => {
  const program = openProgram();
  const { id: submissionId } = seed(program.database);
  const exported = async (name: string) => {
    const { fileName } = (await program.value('workbook.export', { submissionId, draft: true })) ?? {
      fileName: '',
    };
    renameSync(path.join(program.folder, fileName), path.join(program.folder, name));
    return path.join(program.folder, name);
  };
  const template = await exported('空白.xlsx');
  await program.value('submission.setCells', {
    ...{ submissionId, revision: 0 },
    changes: changes(cellsOfSample(thisYear)),
  });
  program.openFile.path = template;
  expect(await program.error('template.read', { submissionId })).toEqual({
    ...{ code: 'template.ownWorkbook', params: { file: '空白.xlsx' } },
  });
  execFileSync('/usr/bin/python3', ['-c', withoutData, template]);
  const report = await program.value('template.read', { submissionId });
  if (report === null) throw new Error('nothing was read');
  const { templateId, mapping, sheets } = report;
  const { title, cells, lists } = mapping;

  const forms = sheets.flatMap(({ form }) => form ?? []);
  expect(forms).toEqual(expect.arrayContaining(['教基1001', '教基3112', '教基3040', '局经费1', '局缺口1']));
  const mapped = new Set(cells.map(({ source }) => source));
  const inputs = cellsOf(definitions.forms['教基3112'] ?? never()).filter(
    ({ kind }) => kind !== 'notApplicable',
  );
  expect(inputs.filter(({ key }) => !mapped.has(`教基3112!${key}`))).toEqual([]);

  const filled = await program.value('template.fill', { templateId, title, cells, lists, submissionId });
  const byTemplate = readByOpenpyxl(path.join(program.folder, filled?.fileName ?? '')).cells;
  const byExport = readByOpenpyxl(await exported('导出.xlsx')).cells;
  for (const { sheet, form } of sheets) {
    if (form !== null) expect(byTemplate[sheet], sheet).toEqual(byExport[sheet]);
  }
  expect(filled?.filled).toBeGreaterThan(300);
});

function never(): never {
  throw new Error('no such form');
}
