import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { cellsOf } from '../../shared/cell';
import type { Definitions } from '../../shared/definitions';
import type { PrintedPdf } from '../../shared/ipc-paper';
import type { CellChange } from '../../shared/submission';
import { callMain } from '../support/filled';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';
import { pagesOf, poppler, sizesOf } from '../support/pdf';
import { cellsOfSample, lastYear, thisYear } from '../support/sample';
import { changes, content, round2025old, round2026, village } from '../support/school';

const root = path.resolve(import.meta.dirname, '..', '..');
const pupil = '甄晓';

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;
/** Submissions by what they are. */
const ids: Record<'present' | 'earlier' | 'nineYear', number> = { present: 0, earlier: 0, nineYear: 0 };

interface Filled {
  readonly school: Omit<typeof village, 'id'>;
  readonly round: Omit<typeof round2026, 'id'>;
  readonly cells: readonly CellChange[];
}

const schoolIds = new Map<string, number>();

async function fill({ school, round, cells }: Filled): Promise<number> {
  const schoolId = schoolIds.get(school.code) ?? (await callMain(page, 'school.create', school)).id;
  schoolIds.set(school.code, schoolId);
  const collection = await callMain(page, 'collection.create', round);
  const { data } = await callMain(page, 'submission.open', { schoolId, collectionId: collection.id });
  const { id, revision } = data.submission;
  await callMain(page, 'submission.setCells', { submissionId: id, revision, changes: [...cells] });
  return id;
}

const withoutId = <T extends { id: number }>({ id: _, ...rest }: T): Omit<T, 'id'> => rest;

/** An invented 九年一贯制学校, as far as its clerk would type it. */
function generated(definitions: Definitions): Filled {
  const out = path.join(folder, 'generated');
  const options = ['--schools', '1', '--seed', '7', '--type', '九年一贯制学校', '--out', out];
  execFileSync(process.execPath, [path.join(root, 'scripts/tianbao.mjs'), 'generate', ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [file = ''] = readdirSync(out);
  const document = JSON.parse(readFileSync(path.join(out, file), 'utf8')) as Pick<Filled, 'school'> & {
    collection: Filled['round'];
    forms: Record<string, Record<string, number | string>>;
  };
  const cells = Object.entries(document.forms).flatMap(([form, values]) => {
    const definition = definitions.forms[form];
    const typed = new Set(
      (definition === undefined ? [] : cellsOf(definition))
        .filter(({ kind }) => kind === 'input')
        .map(({ key }) => key),
    );
    return Object.entries(values)
      .filter(([cell]) => typed.has(cell))
      .map(([cell, value]) => ({ form, cell, content: content(String(value)) }));
  });
  // The sample has the round of 2025 in the older edition.
  return { school: document.school, round: { ...document.collection, schoolYear: 2024 }, cells };
}

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-print-'));
  mkdirSync(path.join(folder, 'saved'));
  const env = { TIANBAO_SAVE_FOLDER: path.join(folder, 'saved'), TIANBAO_TODAY: '2026-09-06' };
  ({ app, page } = await launchApp({ dataFolder: path.join(folder, 'data'), env }));
  await page.waitForLoadState('load');
  clerk = new Clerk(page);
  const { definitions } = await callMain(page, 'app.start', null);
  const school = withoutId(village);
  ids.nineYear = await fill(generated(JSON.parse(definitions) as Definitions));
  ids.earlier = await fill({
    ...{ school, round: withoutId(round2025old) },
    cells: changes(cellsOfSample(lastYear)),
  });
  ids.present = await fill({ school, round: withoutId(round2026), cells: changes(cellsOfSample(thisYear)) });
  await page.reload();
  await expect(clerk.hook('tab-home')).toBeVisible();
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const fileOf = ({ folder: place, fileName }: PrintedPdf): string => path.join(place, fileName);

async function savePdf(submissionId: number, forms: string[] | null): Promise<PrintedPdf> {
  const saved = await callMain(page, 'paper.savePdf', { submissionId, forms });
  if (saved === null) throw new Error('cancelled');
  return saved;
}

test('the clerk saves the form that she is filling as a PDF', async () => {
  await clerk.openForm('教基3112');
  await page.keyboard.press('Control+p');
  await expect(page.getByLabel('本表：教基3112 小学分类型学生数')).toBeChecked();
  await clerk.hook('paper-savePdf').click();
  await expect(clerk.hook('paper-file')).toHaveText(
    '教基_9900000001_清河镇中心小学_2026-2027_草稿_教基3112.pdf',
  );
  await expect(clerk.hook('paper-saved')).toContainText('共 1 页');
  const file = path.join(folder, 'saved', await clerk.hook('paper-file').innerText());
  expect(sizesOf(file)).toEqual(['297×210']);
  const [text = ''] = pagesOf(file);
  for (const part of ['草稿', '小学分类型学生数', '教基3112', '单位：人', '农村留守儿童', '1/1'])
    expect(text).toContain(part);
  expect(text).toContain('总计0110198262070601');
  await clerk.hook('print-back').click();
  await expect(page.locator('[data-form="教基3112"]')).toBeVisible();
  await page.keyboard.press('Control+p');
  await expect(clerk.hook('print-back')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-form="教基3112"]')).toBeVisible();
});

test('everything is printed on numbered pages, name lists left out', async () => {
  await clerk.hook('tab-finish').click();
  await clerk.hook('print-all').click();
  await clerk.hook('paper-savePdf').click();
  await expect(clerk.hook('paper-file')).toHaveText('教基_9900000001_清河镇中心小学_2026-2027_草稿.pdf');
  const file = path.join(folder, 'saved', await clerk.hook('paper-file').innerText());
  const pages = pagesOf(file);
  await expect(clerk.hook('paper-saved')).toContainText(`共 ${pages.length} 页`);
  expect(pages.length).toBeGreaterThan(30);
  pages.forEach((text, index) => {
    expect(text).toContain('草稿');
    expect(text).toContain(`${index + 1}/${pages.length}`);
  });
  expect(new Set(sizesOf(file))).toEqual(new Set(['297×210']));
  const all = pages.join('');
  for (const part of [
    '基础教育学校统计报表',
    '目录',
    '教基1001',
    '局目标1',
    '数据核查结果说明',
    '指标',
    '单位负责人',
  ])
    expect(all).toContain(part);
  expect(all).not.toContain('控辍保学工作台账');
});

test('every official sheet of 2018 takes as many pages as LibreOffice prints of its workbook', async () => {
  const pdf = await savePdf(ids.earlier, null);
  const exported = await callMain(page, 'workbook.export', { submissionId: ids.earlier, draft: true });
  if (exported === null) throw new Error('cancelled');
  const profile = `-env:UserInstallation=file://${path.join(folder, 'office')}`;
  const workbook = path.join(exported.folder, exported.fileName);
  poppler(
    'soffice',
    profile,
    '--headless',
    '--convert-to',
    'pdf',
    '--outdir',
    path.join(folder, 'office'),
    workbook,
  );
  const other = path.join(folder, 'office', exported.fileName.replace(/xlsx$/, 'pdf'));
  // The contents name every form; each form's own pages begin with its code near the title.
  const counted = (file: string): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const text of pagesOf(file).filter((each) => !each.includes('全国'))) {
      const code = /基础基\d+(?:续表\d)?/.exec(text.slice(0, 120))?.[0];
      if (code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
    }
    return counts;
  };
  expect(Object.keys(counted(fileOf(pdf))).length).toBeGreaterThan(15);
  expect(counted(fileOf(pdf))).toEqual(counted(other));
  const text = pagesOf(fileOf(pdf)).find((each) => each.includes('基础基331') && !each.includes('全国'));
  expect(text).toContain('612');
});

test('a 九年一贯制学校 prints all of its forms', async () => {
  const pdf = await savePdf(ids.nineYear, null);
  const pages = pagesOf(fileOf(pdf));
  expect(pages).toHaveLength(pdf.pages);
  for (const code of ['教基3112', '教基3115', '教基3120', '教基4153'])
    expect(pages.filter((text) => text.includes(code)).length).toBeGreaterThan(1);
  expect(pages.at(-1)).toContain(`${pages.length}/${pages.length}`);
});

test('a name list is printed when it is chosen, its head on every page', async () => {
  const schoolId = schoolIds.get(village.code) ?? 0;
  const { collections } = await callMain(page, 'app.start', null);
  const collectionId = collections.find(({ schoolYear }) => schoolYear === 2026)?.id ?? 0;
  const { data } = await callMain(page, 'submission.open', { schoolId, collectionId });
  await callMain(page, 'submission.setRecords', {
    submissionId: ids.present,
    revision: data.submission.revision,
    changes: Array.from({ length: 80 }, (_, index) => ({
      form: '局控辍1',
      id: `record-${String(index + 1).padStart(4, '0')}`,
      position: index,
      cells: { c01: content(String(index + 1)), c02: content(`${pupil}${index + 1}号`) },
    })),
  });
  await page.reload();
  await clerk.openForm('局控辍1');
  await clerk.hook('print-form').click();
  await expect(clerk.hook('print-personal')).toContainText('局控辍1');
  await clerk.hook('paper-savePdf').click();
  const file = path.join(folder, 'saved', await clerk.hook('paper-file').innerText());
  const pages = pagesOf(file);
  expect(pages.length).toBeGreaterThan(1);
  // Too many columns for one page that can be read: two side by side, the names on both.
  expect(pages.filter((text) => text.includes('身份证'))).toHaveLength(pages.length / 2);
  for (let index = 1; index <= 80; index += 1)
    expect(pages.filter((text) => text.includes(`${pupil}${index}号`))).toHaveLength(2);
  await page.getByLabel('选择的表').check();
  await page.getByLabel('全部', { exact: false }).first().check();
  await expect(clerk.hook('print-personal')).toBeHidden();
});

test('the preview shows the pages in a sealed window that Escape closes', async () => {
  const opening = app.waitForEvent('window', (window) => window.url().includes('paper'));
  await clerk.openForm('局控辍1');
  await clerk.hook('print-form').click();
  await clerk.hook('paper-preview').click();
  await opening;
  await expect(page.getByText('预览窗口已打开')).toBeVisible();
  const seen = await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((each) => each.getTitle().startsWith('打印预览'));
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const { sandbox, contextIsolation, nodeIntegration, preload } = contents.getLastWebPreferences();
    return {
      visible: window?.isVisible(),
      frames: window?.webContents.mainFrame.framesInSubtree.map(({ url }) => new URL(url).protocol),
      settings: { sandbox, contextIsolation, nodeIntegration, preload: preload ?? null },
    };
  });
  expect(seen).toEqual({
    visible: true,
    frames: ['app:', 'chrome-extension:', 'app:'],
    settings: { sandbox: true, contextIsolation: true, nodeIntegration: false, preload: null },
  });
  const reached = await app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((each) => each.getTitle().startsWith('打印预览'));
    const contents = window?.webContents;
    const here = contents?.getURL();
    const outcome: Record<string, unknown> = {};
    for (const address of [
      'http://127.0.0.1:9/',
      'file:///etc/hostname',
      'app://tianbao/',
      'app://paper/999/x.pdf',
    ]) {
      const read = `fetch('${address}').then((answer) => answer.status, () => 'refused')`;
      outcome[address] = await contents?.executeJavaScript(read);
      await contents?.executeJavaScript(`void (location.href = '${address}')`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    outcome['opened'] = await contents?.executeJavaScript(`window.open('app://paper/') === null`);
    outcome['bridge'] = await contents?.executeJavaScript(`typeof tianbao + typeof require + typeof process`);
    return { outcome, stays: contents?.getURL() === here };
  });
  expect(reached).toEqual({
    outcome: {
      'http://127.0.0.1:9/': 'refused',
      'file:///etc/hostname': 'refused',
      'app://tianbao/': 'refused',
      'app://paper/999/x.pdf': 'refused',
      opened: true,
      bridge: 'undefinedundefinedundefined',
    },
    stays: true,
  });
  // The frame with the pages has the keys; the button is the viewer's own.
  await app.evaluate(({ app, BrowserWindow }) => {
    const printed: unknown[] = [];
    Object.assign(globalThis, { printed });
    app.once('browser-window-created', (_event, window) => {
      window.webContents.print = (options, done) => {
        printed.push(options);
        done?.(false, 'Print job canceled');
      };
    });
    const window = BrowserWindow.getAllWindows().find((each) => each.getTitle().startsWith('打印预览'));
    const [, viewer] = window?.webContents.mainFrame.framesInSubtree ?? [];
    const press = `(() => {
      const find = (root) => [...root.querySelectorAll('*')]
        .map((each) => (each.id === 'print' && each.click ? each : each.shadowRoot && find(each.shadowRoot)))
        .find(Boolean);
      find(document).click();
    })()`;
    return viewer?.executeJavaScript(press);
  });
  const printed = () => app.evaluate(() => (globalThis as unknown as { printed: unknown[] }).printed);
  await expect
    .poll(printed)
    .toEqual([expect.objectContaining({ landscape: true, pageSize: 'A4', silent: false })]);
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((each) => each.getTitle().startsWith('打印预览'));
    const pages = window?.webContents.mainFrame.framesInSubtree.at(-1);
    const escape = `dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))`;
    void pages?.executeJavaScript(escape).catch(() => undefined);
  });
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('what was printed is nowhere on the disk but in its PDF and the database', () => {
  const bytes = Buffer.from(pupil);
  const files = readdirSync(path.join(folder, 'data', 'window'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, 'data', 'window', name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => readFileSync(file).includes(bytes))).toEqual([]);
});

test('printing says how it ended', async () => {
  // A native dialog cannot be driven by a test: the printer's answers are put in its place.
  const answers = [
    ['Print job canceled', null],
    ['', '已送到打印机'],
    ['Failed to enumerate printers', '没有可用的打印机'],
  ] as const;
  for (const [reason, sentence] of answers) {
    await app.evaluate(({ app }, answer) => {
      app.removeAllListeners('browser-window-created');
      app.on('browser-window-created', (_event, window) => {
        window.webContents.print = (_options, done) => done?.(answer === '', answer);
      });
    }, reason);
    await clerk.hook('paper-print').click();
    await expect(clerk.hook('paper-print')).toBeEnabled();
    if (sentence === null)
      await expect(page.locator('.card [role=status], .card [role=alert]')).toHaveCount(0);
    else await expect(page.getByText(sentence)).toBeVisible();
  }
});

test('what is saved from the preview is written down; the lock closes it, and what the printer is asked about', async () => {
  const { present: submissionId } = ids;
  const written = async () =>
    (await callMain(page, 'audit.life', { submissionId })).flatMap(({ event }) => event ?? []);
  // One of the three answers above was a printed one.
  expect((await written()).filter(({ kind }) => kind === 'printed')).toHaveLength(1);
  await app.evaluate(({ app }) => {
    const asked = { times: 0 };
    Object.assign(globalThis, { asked });
    app.removeAllListeners('browser-window-created');
    app.on('browser-window-created', (_event, window) => {
      // A dialog that nobody answers.
      window.webContents.print = () => void (asked.times += 1);
    });
  });
  await clerk.hook('paper-preview').click();
  await expect(page.getByText('预览窗口已打开')).toBeVisible();
  const file = path.join(folder, 'saved', '从预览另存.pdf');
  await app.evaluate(({ BrowserWindow }, target) => {
    const window = BrowserWindow.getAllWindows().find((each) => each.getTitle().startsWith('打印预览'));
    // As the viewer's own button does it, but for the system's dialog.
    window?.webContents.session.once('will-download', (_event, item) => item.setSavePath(target));
    const pages = window?.webContents.mainFrame.framesInSubtree.at(-1)?.url;
    window?.webContents.downloadURL(pages ?? '');
  }, file);
  await expect
    .poll(async () => (await written()).filter(({ about }) => about === path.basename(file)))
    .toEqual([expect.objectContaining({ kind: 'pdfSaved', after: expect.stringMatching(/^[0-9a-f]{64}$/) })]);

  await clerk.hook('paper-print').click();
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { asked: { times: number } }).asked.times))
    .toBe(1);
  const before = (await written()).length;
  const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(await windows()).toBe(3);
  const next = '白日依山尽黄河';
  await callMain(page, 'access.setPassword', { current: null, next, sealed: true, idleMinutes: 0 });
  await callMain(page, 'access.lock', null);
  await expect.poll(windows).toBe(1);
  await callMain(page, 'access.unlock', { password: next });
  await expect(clerk.hook('paper-print')).toBeEnabled();
  expect((await written()).map(({ kind }) => kind).slice(before)).toEqual(['passwordSet']);
});
