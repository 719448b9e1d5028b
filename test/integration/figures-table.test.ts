import path from 'node:path';
import { expect, test } from 'vitest';
import type { SavedFile } from '../../shared/ipc-figures';
import type { TargetProfile } from '../../shared/target-profile';
import { changes, round2026, village } from '../support/school';
import { openProgram, type Program } from './handlers-context';
import { convertWithLibreOffice, readWithOpenpyxl, sharedFolder } from './workbook-readers';

/** 4 of 612 left; 14319 of 286400 for training: 4.99965 %. */
const cells = {
  ...{ '教基3040!04.1': 612, '教基3040!04.12': 1, '局补充1!01.1': 1, '局补充1!01.2': 2, '局补充1!01.3': 0 },
  ...{ '局经费2!02.1': 272081, '局经费2!06.1': 14319 },
};

async function filled(targetProfiles: string[]): Promise<Program & { submissionId: number }> {
  const program = openProgram();
  const { id: _school, ...school } = village;
  const { id: _collection, ...collection } = round2026;
  const { id: schoolId } = await program.value('school.create', school);
  const { id: collectionId } = await program.value('collection.create', { ...collection, targetProfiles });
  const { data } = await program.value('submission.open', { schoolId, collectionId });
  const { id: submissionId, revision } = data.submission;
  await program.value('submission.setCells', { submissionId, revision, changes: changes(cells) });
  return { ...program, submissionId };
}

type Row = readonly (string | number | null)[];

/** Rows below the head as openpyxl reads them, without the number in front. */
async function rowsOf(file: string, sheet: string, columns = 'BCDEFGHIJKLM'): Promise<readonly Row[]> {
  const read = (await readWithOpenpyxl(file)).get(sheet)?.cells ?? {};
  const last = Math.max(...Object.keys(read).map((address) => Number(/\d+$/.exec(address)?.[0])));
  return Array.from({ length: last - 3 }, (_, index) =>
    [...columns].map((column) => read[`${column}${index + 4}`]?.value ?? null),
  );
}

const fileOf = ({ folder, fileName }: SavedFile): string => path.join(folder, fileName);
const copies = path.join(sharedFolder(), 'copies');

test('the judged table of a round, read by openpyxl and LibreOffice', async () => {
  const { value, submissionId } = await filled(['cn_dropout_control_2017', 'cn_public_funds_2023']);
  const saved = await value('figures.exportTable', { submissionId, profile: null });
  if (saved === null) throw new Error('not saved');
  expect(saved.fileName).toMatch(/^目标完成情况_清河镇中心小学_\d{4}-\d\d-\d\d\.xlsx$/);
  await convertWithLibreOffice([fileOf(saved)], 'xlsx', copies);
  for (const file of [fileOf(saved), path.join(copies, saved.fileName)]) {
    const rows = await rowsOf(file, '目标完成情况');
    const of = (name: string) => rows.filter(([indicator]) => indicator === name);
    const [dropout, ...others] = of('小学辍学率');
    expect(others).toEqual([]);
    expect(dropout?.slice(0, 11)).toEqual([
      ...['小学', '≤0.6', '0.65%(4/612)', '%', '未达标', '1 名', '台账口径', 4, 612, '2025—2026学年'],
    ].toSpliced(0, 0, '小学辍学率')); // prettier-ignore
    const [training] = of('教师培训费占公用经费比例');
    expect(training?.slice(1, 6)).toEqual(['义务教育', '≥5', '5.00%(14319/286400)', '%', '临界（未达标）']);
    expect(training?.[6]).toMatch(/^1(\.00)? 元$/);
  }
}, 90_000);

test('one profile alone: every threshold of it is there, also what the school has no figure for', async () => {
  const { value, submissionId } = await filled([]);
  const saved = await value('figures.exportTable', { submissionId, profile: 'cn_dropout_control_2017' });
  if (saved === null) throw new Error('not saved');
  const rows = await rowsOf(fileOf(saved), '目标完成情况');
  expect(rows.map(([name, stage, target, , , verdict]) => [name, stage, target, verdict])).toEqual([
    ['小学辍学率', '小学', '≤0.6', '未达标'],
    ['小学辍学率', '小学', '≤1', '达标'],
    ['九年义务教育巩固率', '县域', '≥95', '不适用'],
    ['初中辍学率', '初中', '≤1.8', '不适用'],
    ['初中辍学率', '初中', '≤3', '不适用'],
  ]);
});

test('a bureau’s own profile, which is not of the round', async () => {
  const { value, error, submissionId } = await filled(['cn_dropout_control_2017']);
  const thresholds = [
    { indicator: 'primary_dropout_rate', stage: '小学', op: '<=' as const, value: 0.7, unit: '%' },
  ];
  const own: TargetProfile = {
    ...{ id: 'own-county@1', version: '1', name: '清河县责任书', source: '', thresholds },
    methods: { primary_dropout_rate: 'strict331' },
  };
  await value('targets.save', own);
  const saved = await value('figures.exportTable', { submissionId, profile: own.id });
  if (saved === null) throw new Error('not saved');
  const rows = await rowsOf(fileOf(saved), '目标完成情况');
  expect(rows.map((row) => row.slice(0, 8))).toEqual([
    ['小学辍学率', '小学', '≤0.7', '0.16%(1/612)', '%', '达标', null, '仅退学'],
  ]);
  expect((await error('figures.exportTable', { submissionId, profile: 'own-other@1' })).code).toBe(
    'targets.unknown',
  );
});

test('the submission’s workbook: 局目标1 as it was judged, 指标 with what there is', async () => {
  const { value, submissionId } = await filled(['cn_dropout_control_2017', 'cn_public_funds_2023']);
  const saved = await value('workbook.export', { submissionId, draft: true });
  if (saved === null) throw new Error('not saved');
  await convertWithLibreOffice([fileOf(saved)], 'xlsx', copies);
  for (const file of [fileOf(saved), path.join(copies, saved.fileName)]) {
    const sheets = await readWithOpenpyxl(file);
    const table = sheets.get('教育目标责任书完成情况表')?.cells ?? {};
    const row = (number: number) => [...'CDEF'].map((column) => table[`${column}${number}`]?.value ?? null);
    expect(row(6)).toEqual([0.6, 0.65, '未达标', '口径：台账口径；4/612；2025—2026学年']);
    expect(row(16)).toEqual([5, 5, '未达标', '口径：按预算；14319/286400；2026年']);
    const indicators = await rowsOf(file, '指标', 'BCDEKLM');
    const training = indicators.find(([name, , method]) => name === '教师培训费占公用经费比例' && method === '按预算（采用）');
    expect(training).toEqual(['教师培训费占公用经费比例', '义务教育', '按预算（采用）', '5.00%(14319/286400)', '≥5', '临界（未达标）', expect.stringMatching(/^1(\.00)? 元$/)]);
    const names = new Set(indicators.map(([name]) => name));
    expect(names.has('职校毕业生当年一次性就业率')).toBe(false);
    expect(indicators.length).toBeLessThan(60);
  }
}, 90_000); // prettier-ignore
