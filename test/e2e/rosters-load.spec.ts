import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { encodeGbk } from '../../electron/cli/generate-gbk';
import { inventedPupils, rosterHeads, type RosterRow } from '../support/fill-roster';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { round2026, village } from '../support/school';
import { shootAtZooms } from '../support/shoot';

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
let submissionId: number;
const shots = process.env['TIANBAO_SHOTS'];
const pupils = inventedPupils(4);

const withoutId = <T extends { id: number }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest;

async function look(name: string): Promise<void> {
  if (shots !== undefined) await shootAtZooms(app, shots, name);
}

type Line = readonly string[];

/** One file for each name; a workbook has a sheet of its own for every class list. */
async function xlsxFile(name: string, sheets: Readonly<Record<string, readonly Line[]>>): Promise<string> {
  const book = new ExcelJS.Workbook();
  for (const [sheet, lines] of Object.entries(sheets))
    book.addWorksheet(sheet).addRows(lines.map((line) => [...line]));
  const file = path.join(folder, name);
  await book.xlsx.writeFile(file);
  return file;
}

/** As Chinese Excel saves a CSV. */
function gbkFile(name: string, lines: readonly Line[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, encodeGbk(lines.map((line) => line.join(',')).join('\r\n')));
  return file;
}

const lineOf = (row: RosterRow): Line => rosterHeads.map((head) => row[head]);

/** Native dialogs cannot be driven: the unpackaged program takes the files from its environment. */
async function chooses(...files: string[]): Promise<void> {
  await app.evaluate((_electron, chosen) => {
    process.env['TIANBAO_OPEN_FILE'] = chosen;
  }, files.join('\n'));
}

const stored = () => callMain(page, 'rosters.list', { submissionId });

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-rosters-'));
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  ({ app, page } = await launchApp({
    dataFolder: path.join(folder, 'data'),
    env: { TIANBAO_TODAY: '2026-09-06' },
  }));
  clerk = new Clerk(page);
  const school = await callMain(page, 'school.create', withoutId(village));
  const collection = await callMain(page, 'collection.create', {
    ...withoutId(round2026),
    targetProfiles: [],
  });
  const { data } = await callMain(page, 'submission.open', {
    schoolId: school.id,
    collectionId: collection.id,
  });
  submissionId = data.submission.id;
  await page.reload();
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('without a roster the page says what one is good for, and its tabs go by the arrows', async () => {
  await clerk.fromMenu('rosters');
  await expect(clerk.hook('rosters-empty')).toBeVisible();
  await look('load-empty');
  await clerk.hook('rosters-load').focus();
  await page.keyboard.press('ArrowRight');
  await expect(clerk.hook('rosters-fill')).toBeFocused();
  await expect(clerk.hook('rosters-fill')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expect(clerk.hook('rosters-load')).toBeFocused();
  await expect(clerk.hook('rosters-empty')).toBeVisible();
});

test('class lists with known heads go straight through, and nothing is stored before saving', async () => {
  const heads = [...rosterHeads, '联系电话', '家庭住址'];
  const room = (from: number): readonly Line[] => [
    heads,
    ...pupils.slice(from, from + 4).map((row) => [...lineOf(row), '00000000000', '东庄村']),
  ];
  await chooses(
    await xlsxFile('一年级1班.xlsx', { Sheet1: room(0) }),
    await xlsxFile('其余各班.xlsx', { '一（2）班': room(4), '二（1）班': room(8), '二（2）班': room(12) }),
  );
  await clerk.hook('rosters-read-pupils').focus();
  await page.keyboard.press('Enter');
  await expect(clerk.hook('rosters-staged')).toContainText('4 张表，16 行');
  await expect(clerk.hook('rosters-no-problems')).toBeVisible();
  await expect(clerk.hook('rosters-map')).not.toHaveAttribute('open');
  await expect(clerk.hook('rosters-left')).toContainText('可以保存了：16 名学生');
  await expect(clerk.hook('rosters-save')).toBeFocused();
  expect(await stored()).toEqual([]);
  await look('load-straight');
  await clerk.hook('rosters-map').locator('summary').first().click();
  await expect(clerk.hook('rosters-never-kept')).toContainText('不读取：联系电话、家庭住址');
  await clerk.hook('rosters-known-columns').click();
  await clerk.hook('rosters-tables').click();
  await look('load-map-open');

  // Looking at a form and coming back leaves everything as it was.
  await clerk.hook('tab-home').click();
  await clerk.fromMenu('rosters');
  await clerk.hook('rosters-load').click();
  await expect(clerk.hook('rosters-staged')).toContainText('4 张表，16 行');
  await clerk.hook('rosters-save').click();
  await expect(clerk.hook('rosters-fill')).toHaveAttribute('aria-selected', 'true');
  expect(await stored()).toMatchObject([{ kind: 'pupils', people: 16 }]);
  await clerk.hook('rosters-load').click();
  await expect(page.locator('.rosters-card[data-kind=pupils]')).toContainText('16 名学生');
  await look('load-stored');
});

test('a head that nobody knows is mapped by hand, and remembered once the roster is saved', async () => {
  const heads = rosterHeads.map((head) => (head === '就读方式' ? '晚上住哪' : head));
  await chooses(gbkFile('国网导出.csv', [[...heads, '座位'], ...pupils.map((row) => [...lineOf(row), '3'])]));
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('2 栏没有认出');
  const column = page.getByRole('combobox', { name: '「晚上住哪」当作' });
  await expect(column).toBeFocused();
  await look('load-unknown-head');
  await column.selectOption({ label: '就读方式' });
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('1 栏没有认出');
  await clerk.hook('rosters-none-of-them').click();
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('都已认出');
  await clerk.hook('rosters-undo').click();
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('1 栏没有认出');
  await clerk.hook('rosters-none-of-them').click();
  await clerk.hook('rosters-save').click();
  await expect(clerk.hook('rosters-fill')).toHaveAttribute('aria-selected', 'true');
  const [roster] = await callMain(page, 'rosters.people', { submissionId, kind: 'pupils' });
  expect(roster?.values['residence']).toBe('住校');

  await clerk.hook('rosters-load').click();
  await clerk.hook('rosters-read-pupils').click();
  await expect(clerk.hook('rosters-map').locator('summary').first()).toContainText('都已认出');
  await expect(clerk.hook('rosters-save')).toBeFocused();
  await clerk.hook('rosters-map').locator('summary').first().click();
  await clerk.hook('rosters-known-columns').click();
  await expect(clerk.hook('rosters-map').getByRole('row', { name: '晚上住哪' })).toContainText(
    '按上次的选择',
  );
  await clerk.hook('rosters-discard').click();
  await expect(clerk.hook('rosters-read-pupils')).toBeVisible();
});
