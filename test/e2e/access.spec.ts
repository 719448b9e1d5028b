import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { axeViolations } from '../support/axe';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { dropouts } from '../support/sample';
import { round2026, village } from '../support/school';
import { shootAtZooms } from '../support/shoot';

const shots = process.env['TIANBAO_SHOTS'];
const password = 'Qinghe2026';
const pupil = dropouts[0]?.['c02'] ?? '';
const cell = '教基3112!01.1';

test.describe.configure({ mode: 'serial' });

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;

async function start() {
  ({ app, page } = await launchApp({ dataFolder: folder }));
  clerk = new Clerk(page);
}

async function shoot(name: string) {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await shootAtZooms(app, shots, name);
}

const screen = () => page.getByTestId('lock-screen');

async function unlock() {
  await page.getByTestId('lock-password').fill(password);
  await page.keyboard.press('Enter');
  await expect(screen()).toBeHidden();
}

/** Nothing of the page can be read, reached or heard. */
async function expectCovered(dialogs = 0) {
  await expect(screen()).toBeVisible();
  expect(await page.locator('#root').innerText()).toBe('');
  await expect(page.getByTestId('lock-password')).toBeFocused();
  // F1 is the lock’s own: the manual is no secret.
  for (const key of ['Escape', 'Escape', 'Control+O', 'Shift+F1', 'F6', 'F9']) await page.keyboard.press(key);
  await expect(screen()).toBeVisible();
  await expect(page.locator('[data-modal]')).toHaveCount(1 + dialogs);
  const refused = await page.evaluate(() =>
    (window as unknown as { tianbao: { call(m: string, i: unknown): Promise<unknown> } }).tianbao.call(
      'submission.open',
      { schoolId: 1, collectionId: 1 },
    ),
  );
  expect(refused).toEqual({ ok: false, error: { code: 'access.locked', params: {} } });
}

const naming = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.parentPath.includes('window'))
    .filter((each) => readFileSync(path.join(each.parentPath, each.name)).includes(pupil))
    .map(({ name }) => name);

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-access-'));
  await start();
  const { id: _school, ...school } = village;
  const { id: _round, ...round } = round2026;
  const { id: schoolId } = await callMain(page, 'school.create', school);
  const { id: collectionId } = await callMain(page, 'collection.create', round);
  const { data } = await callMain(page, 'submission.open', { schoolId, collectionId });
  const cells = Object.entries(dropouts[0] ?? {}).map(
    ([key, text]) => [key, { kind: 'text', text }] as const,
  );
  await callMain(page, 'submission.setRecords', {
    ...{ submissionId: data.submission.id, revision: 0 },
    changes: [{ form: '局控辍1', id: 'person-a', cells: Object.fromEntries(cells) }],
  });
  await page.reload();
});
test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('a password is set with what a forgotten one costs said before, and names leave the disk', async () => {
  expect(naming()).not.toEqual([]);
  await clerk.fromMenu('more-access');
  await expect(clerk.hook('access-standing')).toContainText('没有设密码');
  await shoot('none');
  await clerk.hook('access-set').click();
  await expect(clerk.hook('access-warning')).toContainText('忘记密码，谁也打不开');
  await expect(clerk.hook('access-sealed')).toBeChecked();
  await clerk.hook('access-next').fill('123456');
  await expect(clerk.hook('access-strength')).toContainText('容易被猜到');
  await clerk.hook('access-next').fill(password);
  await clerk.hook('access-again').fill('Qinghe2027');
  await clerk.hook('access-noted').check();
  await expect(page.getByText('两次输入的不一样')).toBeVisible();
  await expect(clerk.hook('access-missing')).toHaveText('再输的一次要和上面一样');
  await expect(clerk.hook('access-submit')).toBeDisabled();
  await clerk.hook('access-again').fill(password);
  await shoot('set');
  expect(await axeViolations(page)).toEqual([]);
  await clerk.hook('access-submit').click();
  await expect(clerk.hook('access-standing')).toContainText('离开 10 分钟自动锁定');
  await expect(clerk.hook('access-change')).toBeFocused();
  await shoot('has');
  expect(naming()).toEqual([]);
});

test('two people are registered, and who works stands in the status line', async () => {
  for (const name of ['甄老师', '贾老师']) {
    await clerk.hook('access-add').click();
    await page.locator('[name=operatorName]').fill(name);
    await clerk.hook('access-save-person').click();
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await expect(clerk.hook('operator-chooser')).toHaveValue('1');
  await clerk.hook('operator-chooser').selectOption('贾老师');
  await expect(page.getByLabel('现在是贾老师在填报')).toBeChecked();
  await shoot('people');
  expect(await axeViolations(page)).toEqual([]);
});

test('Ctrl+L covers what is on screen and saves what is being typed; unlocking goes on in the same cell', async () => {
  await clerk.openForm('教基3112');
  await clerk.cell(cell).click();
  await page.keyboard.type('101');
  await page.keyboard.press('Control+Shift+L');
  await expect(screen()).toBeHidden();
  await page.keyboard.press('Control+l');
  await expectCovered();
  await shoot('locked');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByTestId('lock-password').fill('wrong-one');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lock-problem')).toContainText('密码不对');
  await shoot('wrong');
  await unlock();
  await expect(clerk.cell(cell)).toHaveText(/101/);
  await expect(clerk.cell(cell)).toHaveAttribute('data-active');
  await clerk.saved();
  await page.keyboard.press('ArrowRight');
  await expect(clerk.cell('教基3112!01.2')).toHaveAttribute('data-active');
});

test('the manual opens over the lock, shows nothing else, and no key of it comes through to what is covered', async () => {
  await clerk.openForm('教基3112');
  await page.keyboard.press('Control+l');
  await expectCovered();
  await page.keyboard.press('F1');
  const manual = screen().getByRole('dialog', { name: '使用手册' });
  await expect(manual.getByRole('heading', { name: '人员与密码' }).first()).toBeVisible();
  await expect(page.getByTestId('manual-search')).toBeVisible();
  await shoot('locked-manual');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Control+p');
  await page.keyboard.press('Control+PageDown');
  for (let count = 0; count < 12; count += 1) {
    await page.keyboard.press('Tab');
    expect(await manual.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Control+f');
  await page.keyboard.type('忘记');
  await expect(page.locator('.manual-results')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.manual-results')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(manual).toBeHidden();
  await expectCovered();
  await page.getByTestId('lock-manual').click();
  await expect(manual).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('lock-manual')).toBeFocused();
  await unlock();
  await expect(clerk.cell(cell)).toBeVisible();
});

test('nobody at the window for ten minutes locks it; a key in between does not', async () => {
  await page.clock.install();
  await page.keyboard.press('Control+l');
  await unlock();
  await page.clock.fastForward('09:00');
  await page.keyboard.press('ArrowLeft');
  await page.clock.fastForward('09:00');
  await expect(screen()).toBeHidden();
  await page.clock.fastForward('02:00');
  await expect(screen()).toBeVisible();
  await page.clock.resume();
  await unlock();
  await expect(clerk.cell(cell)).toHaveText(/101/);
});

test('a dialog that is open is covered too and is there again', async () => {
  await clerk.fromMenu('edit-school');
  const dialog = page.getByRole('dialog', { name: '学校档案' });
  await dialog.locator('[name=town]').fill('未保存的镇');
  await page.keyboard.press('Control+l');
  await expectCovered(1);
  await unlock();
  await expect(dialog.locator('[name=town]')).toHaveValue('未保存的镇');
  await page.keyboard.press('Escape');
});

test('a start asks for the password and shows nothing before; wrong ones wait, and the page comes back', async () => {
  await page.keyboard.press('Control+l');
  await expect(screen()).toBeVisible();
  // Whoever loads the page anew or starts the program again gets no further.
  await page.reload();
  await expectCovered();
  await app.close();
  await start();
  await expectCovered();
  expect(await page.content()).not.toContain(village.name);
  await page.getByTestId('lock-forgotten').locator('summary').click();
  await shoot('start');
  await expect(page.getByTestId('lock-forgotten')).toContainText(folder);
  for (const wrong of ['wrong1', 'wrong2', 'wrong3']) {
    await page.getByTestId('lock-password').fill(wrong);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('lock-problem')).not.toBeEmpty();
    await expect(page.getByTestId('lock-unlock')).toHaveText('解锁');
  }
  await expect(page.getByTestId('lock-problem')).toContainText('2 秒后可以再输');
  await page.getByTestId('lock-password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lock-problem')).toContainText('要等一等');
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(screen()).toBeHidden({ timeout: 1000 });
  }).toPass();
  await expect(page.locator('.status-school')).toContainText(village.name);
  await clerk.openForm('局控辍1');
  await expect(page.locator('[data-form="局控辍1"]')).toContainText(pupil);
});
