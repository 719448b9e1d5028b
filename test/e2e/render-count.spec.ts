import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from 'playwright/test';
import { fillWindow, generateReturn } from '../support/generated-window';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';

/*
 * What React renders is counted in the running program: `form!cell` for a cell, `row …`, `head …`, `grid …`, `page …`
 * for what is around it. Sets of names are compared whole, so that one cell too many fails.
 */

/** Where renderer/grid/render-count.ts counts. */
interface Counting {
  tianbaoRenders?: Map<string, number>;
}

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

let folder: string;
let app: ElectronApplication;
let page: Page;
let clerk: Clerk;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tianbao-renders-'));
  ({ app, page } = await launchApp({ dataFolder: folder }));
  await page.waitForLoadState('load');
  await fillWindow(page, generateReturn('九年一贯制学校'));
  clerk = new Clerk(page);
});

test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Everything that was rendered from the act until all is saved and painted, by name, sorted. */
async function rendered(act: () => Promise<unknown>): Promise<string[]> {
  await settled();
  await page.evaluate(() => {
    (window as Counting).tianbaoRenders = new Map();
  });
  await act();
  await settled();
  return page.evaluate(() => {
    const counting = window as Counting;
    const names = [...(counting.tianbaoRenders?.keys() ?? [])].sort();
    delete counting.tianbaoRenders;
    return names;
  });
}

async function settled(): Promise<void> {
  await clerk.saved();
  // What panels show follows a frame later.
  await page.waitForTimeout(150);
}

const press =
  (...keys: string[]) =>
  async () => {
    for (const key of keys) await page.keyboard.press(key);
  };

const named = (form: string, ...cells: string[]) => cells.map((cell) => `${form}!${cell}`).sort();

interface Case {
  readonly form: string;
  /** An empty cell, and the one below it. */
  readonly cell: string;
  readonly below: string;
  /** Cells that are computed from it, by what they are. */
  readonly totals: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    form: '教基4153',
    cell: '13.4',
    below: '14.4',
    totals: { '正高级 合计': '13.1', '小学 25-29岁': '10.4', '小学 合计': '10.1' },
  },
  {
    form: '教基4155',
    cell: '05.4',
    below: '06.4',
    totals: {
      '博士研究生 合计': '05.1',
      '小学 语文': '02.4',
      '小学 合计': '02.1',
      '总计 语文': '01.4',
      '总计 合计': '01.1',
    },
  },
];

for (const { form, cell, below, totals } of cases) {
  test.describe(form, () => {
    test.beforeAll(async () => {
      await clerk.openForm(form);
      await clerk.cell(`${form}!${cell}`).click();
    });

    test('moving the cursor renders the cell that it leaves and the one that it comes to', async () => {
      expect(await rendered(press('ArrowDown'))).toEqual(named(form, cell, below));
      expect(await rendered(press('ArrowUp'))).toEqual(named(form, cell, below));
    });

    test('typing renders nothing until it is committed; then the cell, its totals and the next cell', async () => {
      expect(await rendered(press('1', '2'))).toEqual([]);
      const concerned = named(form, cell, below, ...Object.values(totals));
      expect(await rendered(press('Enter'))).toEqual(concerned);
      await expect(clerk.cell(`${form}!${cell}`)).toContainText('12');
      expect(await rendered(press('Control+z'))).toEqual(concerned);
    });

    test('a correction given up renders nothing', async () => {
      expect(await rendered(press('F2', '5', 'Escape'))).toEqual([]);
    });

    test('opening and closing panels renders nothing of the form', async () => {
      const fold = page.locator('[data-panel=findings] .fold');
      expect(await rendered(() => fold.click())).toEqual([]);
      expect(await rendered(() => fold.click())).toEqual([]);
      for (const key of ['Shift+F1', 'F1']) {
        expect(await rendered(press(key))).toEqual([]);
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await rendered(press('Escape'))).toEqual([]);
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
    });
  });
}

test('a finding that appears renders the cells that it is about, and so does one that goes', async () => {
  await clerk.openForm('教基4155');
  await clerk.cell('教基4155!05.7').click();
  // 外语 < 英语 + 日语 + 俄语, in the row of the degree and in the two rows that add it up.
  const rows = ['05', '02', '01'];
  const concerned = named(
    '教基4155',
    '06.7',
    ...rows.flatMap((row) => ['6', '7', '8', '9'].map((column) => `${row}.${column}`)),
  );
  expect(await rendered(press('9', '9', 'Enter'))).toEqual(concerned);
  await expect(clerk.cell('教基4155!05.6')).toHaveAttribute('data-trouble', 'error');
  expect(await rendered(press('Control+z'))).toEqual(concerned);
  await expect(clerk.cell('教基4155!05.6')).not.toHaveAttribute('data-trouble', 'error');
});

test('opening a form renders each of its rows and cells once', async () => {
  await clerk.openForm('教基4153');
  await clerk.home();
  await rendered(() => Promise.resolve());
  await page.evaluate(() => {
    (window as Counting).tianbaoRenders = new Map();
  });
  await page.locator('.tree-item', { hasText: '教基4155' }).click();
  await expect(page.locator('[data-form="教基4155"]')).toBeVisible();
  const counts = await page.evaluate(() => [...((window as Counting).tianbaoRenders ?? [])]);
  expect(counts.filter(([name]) => name.includes('!'))).toHaveLength(19 * 24);
  expect(counts.filter(([name]) => name.startsWith('row '))).toHaveLength(19);
  // The cell that gets the cursor shows it after the form is there.
  expect(counts.filter(([, times]) => times > 1).length).toBeLessThanOrEqual(1);
});
