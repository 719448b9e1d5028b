import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import type { ImportReport } from '../../shared/import/report';
import { definitions, openProgram, type Program } from './handlers-context';
import { fillSample, reopened } from './sample-years';
import { convertWithLibreOffice } from './workbook-readers';

const run = promisify(execFile);

/** Last year's workbook of the older edition without the program's own sheets, and the figures it was made of. */
async function officialYear(): Promise<{ here: Program; file: string; cells: ReadonlyMap<string, string> }> {
  const here = openProgram();
  const open = await fillSample(here);
  const [last] = open.previous;
  if (last === undefined) throw new Error('no last year');
  const { id: submissionId } = last.data.submission;
  const result = await here.value('workbook.export', { submissionId, draft: true });
  const file = path.join(here.folder, 'official.xlsx');
  const script = [
    'import sys, openpyxl',
    'book = openpyxl.load_workbook(sys.argv[1])',
    "for name in ('_data', '指标', '数据核查结果说明'): del book[name]",
    'book.save(sys.argv[2])',
  ].join('\n');
  await run('/usr/bin/python3', ['-c', script, path.join(here.folder, result?.fileName ?? ''), file]);
  const cells = new Map(last.data.cells.map(({ form, cell, content }) => [`${form}!${cell}`, content.text]));
  return { here, file, cells };
}

async function read(program: Program, file: string): Promise<ImportReport> {
  program.openFile.path = file;
  const report = await program.value('import.read', null);
  if (report === null) throw new Error('nothing read');
  return report;
}

test.each(['xlsx', 'xls'])('last year’s official workbook as .%s becomes last year', async (format) => {
  const { here, file, cells } = await officialYear();
  const saved = format === 'xls' ? path.join(here.folder, 'old', 'official.xls') : file;
  if (format === 'xls') await convertWithLibreOffice([file], 'xls', path.dirname(saved));
  const there = openProgram();
  const open = await fillSample(there);
  there.database.exec(`DELETE FROM cells WHERE submission_id IN (SELECT s.id FROM submissions s JOIN collections c ON c.id = s.collection_id WHERE c.school_year = 2025)`);
  const report = await read(there, saved);
  expect(report).toMatchObject({ origin: 'official', schoolYear: 2025, edition: 'jichuji-2018-86', record: null });
  expect(report.problems).toEqual([]);
  const { importId, schoolYear, edition } = report;
  const target = { importId, school: { id: open.school.id }, schoolYear: schoolYear ?? 0, edition: edition ?? '' };
  const comparison = await there.value('import.compare', target);
  expect(comparison).toMatchObject({ creates: { school: false, collection: false, submission: false }, problems: [], restoresFinal: false });
  await there.value('import.apply', { ...target, refused: [] });

  const origins = there.database.prepare<[], { origin: string; n: number }>(
    `SELECT origin, count(*) AS n FROM edit_log WHERE submission_id = (SELECT submission_id FROM imports) AND origin <> 'typed' GROUP BY origin ORDER BY origin`,
  ).all();
  const blanks = comparison.differences.filter(({ origin }) => origin === 'blank').length;
  expect(origins.map(({ origin }) => origin)).toEqual(['imported', 'importedBlank']);
  expect(origins[1]?.n).toBe(blanks);
  expect(blanks).toBeGreaterThan(500);
  const logged = there.database.prepare(`SELECT DISTINCT new_text FROM edit_log WHERE origin = 'importedBlank'`).pluck().all();
  expect(logged).toEqual(['0']);

  const again = await reopened(there, open);
  const [last] = again.previous;
  if (last === undefined) throw new Error('no last year');
  const calculation = createCalculation(definitions, { ...last, previous: [] });
  for (const [name, text] of cells) {
    const [form = '', cell = ''] = name.split('!');
    expect([name, Number(calculation.cell(form, cell).text)]).toEqual([name, Number(text)]);
  }
  expect(calculation.findings().filter(({ check }) => ['CELL', 'STATED'].includes(check))).toEqual([]);
  // This year reads it as last year; what was blank there is now known to be zero, and may be judged too.
  const keys = (of: typeof again) =>
    createCalculation(definitions, of)
      .findings()
      .map(({ key }) => key);
  expect(keys(again)).toEqual(expect.arrayContaining(keys(open)));
}, 60_000); // prettier-ignore
