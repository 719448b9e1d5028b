import path from 'node:path';
import { expect, test } from 'vitest';
import { editWorkbook } from '../support/import-files';
import { openProgram } from './handlers-context';
import { fillSample, reopened } from './sample-years';

test('a pulled cell goes on following a source that was edited outside', async () => {
  const program = openProgram();
  const open = await fillSample(program);
  const { id: submissionId } = open.data.submission;
  const exported = await program.value('workbook.export', { submissionId, draft: true });
  const file = path.join(program.folder, '改过.xlsx');
  editWorkbook({
    from: path.join(program.folder, exported?.fileName ?? ''),
    to: file,
    cells: [['教基3112_小学', 'K6', 100]],
  });
  program.openFile.path = file;
  const report = await program.value('import.read', null);
  const importId = report?.importId ?? '';
  expect(report?.edits).toMatchObject([{ cell: '01.9', written: '99', found: '100', fate: 'taken' }]);
  const target = { importId, school: { id: open.school.id }, schoolYear: 2026, edition: 'jiaoji-2021' };
  const { differences } = await program.value('import.compare', target);
  expect(differences.map(({ key }) => key)).toEqual(['cell:教基3112!01.9']);
  await program.value('import.apply', { ...target, refused: [] });
  const { data } = await reopened(program, open);
  const entries = data.cells.map(({ form, cell }) => `${form}!${cell}`);
  expect(entries).toContain('教基3112!01.9');
  expect(entries).not.toContain('局控辍2!02.2');
});
