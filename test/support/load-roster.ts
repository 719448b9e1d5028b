import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { type ElectronApplication, expect, type Page } from 'playwright/test';
import { encodeGbk } from '../../electron/cli/generate-gbk';
import { axeViolations } from './axe';
import { inventedPupils, rosterHeads, type RosterRow } from './fill-roster';
import { callMain } from './filled';
import { Clerk } from './journey';
import { launchApp } from './launch';
import { round2026, village } from './school';
import { shootAtZooms } from './shoot';

/** The window with two schools, and a folder for files of names. */
export interface RosterWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly clerk: Clerk;
  readonly folder: string;
  readonly submissionId: number;
}

export type Line = readonly string[];

export const pupils = inventedPupils(4);
export const lineOf = (row: RosterRow): Line => rosterHeads.map((head) => row[head]);

const shots = process.env['TIANBAO_SHOTS'];
const withoutId = <T extends { id: number }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest;

export async function openRosterWindow(): Promise<RosterWindow> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tianbao-rosters-'));
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  const dataFolder = path.join(folder, 'data');
  const { app, page } = await launchApp({ dataFolder, env: { TIANBAO_TODAY: '2026-09-06' } });
  const school = await callMain(page, 'school.create', withoutId(village));
  await callMain(page, 'school.create', { ...withoutId(village), code: '9900000002', name: '东庄小学' });
  const collection = await callMain(page, 'collection.create', {
    ...withoutId(round2026),
    targetProfiles: [],
  });
  const { data } = await callMain(page, 'submission.open', {
    schoolId: school.id,
    collectionId: collection.id,
  });
  await page.reload();
  return { app, page, clerk: new Clerk(page), folder, submissionId: data.submission.id };
}

export async function closeRosterWindow({ app, folder }: RosterWindow): Promise<void> {
  // A test may have quit by itself.
  await app.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Pictures for people to judge, and what axe finds in what is shown. */
export async function look({ app, page }: RosterWindow, name: string): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  if (shots !== undefined) await shootAtZooms(app, shots, name);
}

export async function xlsxFile(
  { folder }: RosterWindow,
  name: string,
  sheets: Readonly<Record<string, readonly Line[]>>,
): Promise<string> {
  const book = new ExcelJS.Workbook();
  for (const [sheet, lines] of Object.entries(sheets))
    book.addWorksheet(sheet).addRows(lines.map((line) => [...line]));
  const file = path.join(folder, name);
  await book.xlsx.writeFile(file);
  return file;
}

/** As Chinese Excel saves a CSV. */
export function gbkFile({ folder }: RosterWindow, name: string, lines: readonly Line[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, encodeGbk(lines.map((line) => line.join(',')).join('\r\n')));
  return file;
}

/** Native dialogs cannot be driven: the unpackaged program takes the files from its environment. */
export async function chooses({ app }: RosterWindow, ...files: string[]): Promise<void> {
  await app.evaluate((_electron, chosen) => {
    process.env['TIANBAO_OPEN_FILE'] = chosen;
  }, files.join('\n'));
}

export const stored = ({ page, submissionId }: RosterWindow) =>
  callMain(page, 'rosters.list', { submissionId });

/** One row for every kind of problem, after two that are right. */
export function faulty(): readonly RosterRow[] {
  const row = (at: number, part: Partial<RosterRow>): RosterRow => {
    const own = pupils[at];
    if (own === undefined) throw new Error(`no pupil ${at}`);
    return { ...own, ...part };
  };
  const numberOf = (at: number) => row(at, {}).身份证件号;
  const otherCheck = `${numberOf(2).slice(0, 17)}${numberOf(2).endsWith('1') ? '2' : '1'}`;
  return [
    row(0, {}),
    row(1, {}),
    row(2, { 身份证件号: otherCheck }),
    row(3, { 身份证件号: numberOf(3).slice(0, 17) }),
    row(4, { 身份证件号: `99010X${numberOf(4).slice(6)}` }),
    row(5, { 身份证件号: `${numberOf(5).slice(0, 10)}1341${numberOf(5).slice(14)}` }),
    row(6, { 身份证件号: numberOf(0), 出生日期: row(0, {}).出生日期 }),
    row(8, { 性别: '女' }),
    row(10, { 出生日期: '20180101' }),
    row(12, { 出生日期: '不详', 身份证件号: '' }),
    row(14, { 就读方式: '住在亲戚家' }),
    row(16, { 年级: '', 班级: '', 入学年月: '' }),
    row(18, { 年级: '八年级' }),
    row(20, { 年级: '六年级', 出生日期: '20190909', 身份证件号: '' }),
    row(22, { 年级: '六年级', 出生日期: '20190910', 身份证件号: '' }),
    row(24, { 姓名: '' }),
    row(26, { 性别: '', 身份证件号: '' }),
    row(28, { 出生日期: '', 身份证件号: '' }),
  ];
}
