import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../electron/atomic-write';
import type { Input } from '../../shared/ipc';
import type { Mapping } from '../../shared/template/mapping';
import type { TemplateProblem, TemplateReport } from '../../shared/template/report';
import { readByOpenpyxl, writeCountyTemplate } from '../support/county-template';
import { openProgram, type Program } from './handlers-context';
import { finaliseSample } from './sample-years';
import { seed } from './storage-place';

const figures: Readonly<Record<string, string>> = {
  ...{ '01.1': '92', '01.3': '2', '01.4': '6', '01.5': '20', '01.6': '70' },
  ...{ '01.9': '99', '01.10': '98', '01.11': '101', '01.12': '102', '02.1': '48', '02.9': '47' },
  ...{ '03.9': '0' },
};

/** A program with a submission that has figures and a county's template beside it. */
async function withTemplate(): Promise<Program & { template: string; submissionId: number }> {
  const program = openProgram();
  const { id, schoolId, collectionId } = seed(program.database);
  await program.value('submission.open', { schoolId, collectionId });
  const template = path.join(program.folder, '县表.xlsx');
  writeCountyTemplate(template);
  const changes = Object.entries(figures).map(([cell, text]) => ({
    ...{ form: '教基3112', cell },
    content: { kind: 'number' as const, text },
  }));
  await program.value('submission.setCells', { submissionId: id, revision: 0, changes });
  program.openFile.path = template;
  return { ...program, template, submissionId: id };
}

async function read(program: Program, submissionId: number): Promise<TemplateReport> {
  const report = await program.value('template.read', { submissionId });
  if (report === null) throw new Error('nothing was chosen');
  return report;
}

function mapped(
  { templateId, mapping }: TemplateReport,
  more: Partial<Mapping> = {},
): Input<'template.saveMapping'> {
  const { title, cells, lists } = { ...mapping, ...more };
  return { templateId, title, cells, lists };
}

const said = (problems: readonly TemplateProblem[]) =>
  problems.map(({ sheet, address, error }) => `${sheet} ${address} ${error.code}`.trim());

test('labels and marks of a county’s own layout are found', async () => {
  const program = await withTemplate();
  const { sheets, mapping, mappingFile, problems } = await read(program, program.submissionId);
  expect(sheets.map(({ sheet, form }) => [sheet, form])).toEqual([
    ['学生情况', '教基3112'],
    ['缺口台账', null],
    ['填表说明', null],
  ]);
  const at = (address: string) =>
    mapping.cells.find((cell) => cell.sheet === '学生情况' && cell.address === address);
  expect(at('A2')).toMatchObject({ source: '填报单位：{{school.name}}（{{school.code}}）', by: 'mark' });
  expect(at('C11')).toMatchObject({ source: '教基3112!01.1', by: 'mark' });
  expect(at('E6')).toMatchObject({ source: '教基3112!01.7', by: 'label' });
  expect(at('F7')).toMatchObject({ source: '教基3112!02.9', by: 'label' });
  expect(at('I9')).toMatchObject({ source: '教基3112!05.12', by: 'label' });
  expect(mapping.cells.filter(({ address }) => address.startsWith('J') && address !== 'J3')).toEqual([]);
  expect(mapping.lists).toEqual([
    {
      sheet: '缺口台账',
      form: '局缺口1',
      firstRow: 4,
      lastRow: 8,
      columns: { c04: 'A', c09: 'B', c11: 'C' },
    },
  ]);
  expect(sheets[0]?.widths).toMatchObject({ A: 26, C: 10, I: 10, J: 16 });
  expect(mappingFile).toBeNull();
  expect(problems).toEqual([]);
});

test('filling writes figures as numbers and leaves formulas, validations and words', async () => {
  const program = await withTemplate();
  const report = await read(program, program.submissionId);
  const before = readByOpenpyxl(program.template);
  const filled = await program.value('template.fill', {
    ...mapped(report),
    submissionId: program.submissionId,
  });
  expect(filled).toMatchObject({
    ...{ fileName: '县表_9900000001_清河镇中心小学_草稿.xlsx', state: 'draft', version: 0, formulas: true },
    folder: program.folder,
  });
  const after = readByOpenpyxl(path.join(program.folder, filled?.fileName ?? ''));
  expect(after.cells['学生情况']).toMatchObject({
    ...{
      A2: '填报单位：清河镇中心小学（9900000001）',
      G2: '2026—2027学年',
      C11: 92,
      B13: '{{教基3112!01.99}}',
    },
    ...{ C6: 92, D6: 98, E6: 400, F6: 99, C7: 48, F7: 47, F8: 0, J6: '=F6+G6' },
  });
  expect(after.cells['学生情况']).not.toHaveProperty('I9');
  expect(after.cells['缺口台账']).not.toHaveProperty('A4');
  expect(after.cells['填表说明']).toEqual(before.cells['填表说明']);
  expect([after.validations, after.formats]).toEqual([before.validations, before.formats]);
  const written =
    Object.values(after.cells['学生情况'] ?? {}).length -
    Object.values(before.cells['学生情况'] ?? {}).length;
  // Three marks stood there before.
  expect(filled?.filled).toBe(written + 3);
  expect(said(filled?.skipped ?? [])).toEqual(['学生情况 B13 template.unknownMark']);
});

test('figures of 定稿 are told of with their version, and refused once something else has changed', async () => {
  const program = openProgram();
  const { final, collection } = await finaliseSample(program);
  program.openFile.path = path.join(program.folder, '县表.xlsx');
  writeCountyTemplate(program.openFile.path);
  const fill = { ...mapped(await read(program, final.id)), submissionId: final.id };
  const filled = await program.value('template.fill', fill);
  expect(filled).toMatchObject({
    fileName: '县表_9900000001_清河镇中心小学.xlsx',
    state: 'finalised',
    version: 1,
  });
  expect(readByOpenpyxl(path.join(program.folder, filled?.fileName ?? '')).cells['学生情况']?.['E6']).toBe(
    601,
  );

  await program.value('collection.update', { ...collection, title: '改了名的年报' });
  expect((await program.error('template.fill', fill)).code).toBe('submission.changedSince');
});

test('a mapping made by hand is saved, and taken along with the template by the next program', async () => {
  const program = await withTemplate();
  const report = await read(program, program.submissionId);
  const byHand = { sheet: '学生情况', address: 'C12', source: '教基3112!01.10', by: 'hand' as const };
  const cells = [...report.mapping.cells, byHand];
  expect(await program.value('template.saveMapping', mapped(report, { cells, title: '2026 县表' }))).toEqual({
    fileName: '县表.对照.json',
  });
  const bytes = readFileSync(path.join(program.folder, '县表.对照.json'));
  const written = program.database.prepare(`SELECT about, new_text FROM events WHERE kind = 'mappingSaved'`);
  expect(written.all()).toEqual([{ about: '县表.对照.json', new_text: sha256(bytes) }]);

  const again = await read(program, program.submissionId);
  expect(again.mappingFile).toBe('县表.对照.json');
  expect(again.mapping).toEqual({ ...report.mapping, title: '2026 县表', cells });
  expect(again.problems).toEqual([]);
  const filled = await program.value('template.fill', {
    ...mapped(again),
    submissionId: program.submissionId,
  });
  expect(readByOpenpyxl(path.join(program.folder, filled?.fileName ?? '')).cells['学生情况']?.['C12']).toBe(
    98,
  );
});

test('a mapping for another version of the template is used and told of', async () => {
  const program = await withTemplate();
  const report = await read(program, program.submissionId);
  const json = { ...report.mapping, template: { ...report.mapping.template, sha256: 'b'.repeat(64) } };
  const file = path.join(program.folder, '发来的.json');
  writeFileSync(file, JSON.stringify(json));
  program.openFile.path = file;
  const loaded = await program.value('template.loadMapping', { templateId: report.templateId });
  expect(loaded?.mapping).toEqual(json);
  expect(said(loaded?.problems ?? [])).toEqual(['template.otherFile']);
});

test.each([
  ['{', { path: '', problem: '内容不完整或被改坏了' }],
  ['{"format":"tianbao-submission"}', { path: '', problem: '它不是模板的对照文件' }],
])('a broken mapping file is refused: %s', async (text, params) => {
  const program = await withTemplate();
  const { templateId } = await read(program, program.submissionId);
  const file = path.join(program.folder, '坏.json');
  writeFileSync(file, text);
  program.openFile.path = file;
  expect(await program.error('template.loadMapping', { templateId })).toEqual({
    code: 'template.badMapping',
    params: { file: '坏.json', ...params },
  });
});

test('a broken mapping file beside the template is told of, and the labels are used', async () => {
  const program = await withTemplate();
  writeFileSync(
    path.join(program.folder, '县表.对照.json'),
    '{"format":"tianbao-mapping","formatVersion":9}',
  );
  const report = await read(program, program.submissionId);
  expect(report.mappingFile).toBeNull();
  expect(said(report.problems)).toEqual(['template.badMapping']);
  expect(report.mapping.cells.length).toBeGreaterThan(20);
});

test('a mapping for quite another workbook is refused', async () => {
  const program = await withTemplate();
  const { templateId, mapping } = await read(program, program.submissionId);
  const file = path.join(program.folder, '别的.json');
  writeFileSync(file, JSON.stringify({ ...mapping, template: { ...mapping.template, sheets: ['别的表'] } }));
  program.openFile.path = file;
  expect((await program.error('template.loadMapping', { templateId })).code).toBe('template.otherWorkbook');
});

test('the blank template is never written over, and one that changed meanwhile is not filled', async () => {
  const program = await withTemplate();
  const report = await read(program, program.submissionId);
  const target = path.join(program.folder, '县表_9900000001_清河镇中心小学_草稿.xlsx');
  const bytes = readFileSync(program.template);
  writeFileSync(program.template, Buffer.concat([bytes, Buffer.from('x')]));
  const fill = { ...mapped(report), submissionId: program.submissionId };
  expect(await program.error('template.fill', fill)).toEqual({
    code: 'template.changed',
    params: { file: '县表.xlsx' },
  });
  expect(existsSync(target)).toBe(false);
});

test('a list that does not fit is refused before a place to save is asked for', async () => {
  const program = await withTemplate();
  const record = (index: number) => ({
    ...{ form: '局缺口1', id: `record-000${index}`, position: index },
    cells: { c04: { kind: 'text' as const, text: `设备${index}` } },
  });
  const changes = [1, 2, 3, 4, 5, 6].map(record);
  await program.value('submission.setRecords', { submissionId: program.submissionId, revision: 1, changes });
  const report = await read(program, program.submissionId);
  const fill = { ...mapped(report), submissionId: program.submissionId };
  expect(await program.error('template.fill', fill)).toEqual({
    code: 'template.listTooLong',
    params: { form: '局缺口1', records: 6, rows: 5 },
  });
});

test('a sheet is taken for the form that the clerk names', async () => {
  const program = await withTemplate();
  const { templateId } = await read(program, program.submissionId);
  const placed = await program.value('template.placeSheet', {
    templateId,
    sheet: '学生情况',
    form: '教基3112',
  });
  expect(placed.cells.find(({ address }) => address === 'E6')).toEqual({
    ...{ sheet: '学生情况', address: 'E6', source: '教基3112!01.7', by: 'hand' },
  });
  const nowhere = await program.value('template.placeSheet', {
    templateId,
    sheet: '填表说明',
    form: '教基3112',
  });
  expect(nowhere.cells).toEqual([]);
});

test('without a template, or with a file that is none, there is a sentence', async () => {
  const program = await withTemplate();
  expect((await program.error('template.loadMapping', { templateId: 'gone' })).code).toBe('template.gone');
  const words = path.join(program.folder, '说明.xlsx');
  writeFileSync(words, '不是工作簿');
  program.openFile.path = words;
  expect((await program.error('template.read', { submissionId: program.submissionId })).code).toBe(
    'file.notWorkbook',
  );
  program.openFile.path = null;
  expect(await program.value('template.read', { submissionId: program.submissionId })).toBeNull();
  copyFileSync(program.template, words);
});
