import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type ElectronApplication, type Page } from 'playwright/test';
import { Clerk } from './journey';
import { launchApp } from './launch';
import { Sheet } from './sheet';

/** The window in which habits are tried; another one after a restart. */
export interface Desk {
  app: ElectronApplication;
  page: Page;
  clerk: Clerk;
  sheet: Sheet;
}

export interface Habits {
  readonly habit: (name: string, act: (desk: Desk) => Promise<void>) => Promise<void>;
  readonly restart: () => Promise<Desk>;
  /** Fails with every habit that did not work. */
  readonly allWork: () => void;
}

/** A school that has nothing filled, with this form on screen before each test; prints the list at the end. */
export function habits(name: string, form = '教基3112'): Habits {
  const results: { readonly habit: string; readonly result: string }[] = [];
  let folder: string;
  let desk: Desk;

  async function launch(): Promise<Desk> {
    const { app, page } = await launchApp({ dataFolder: folder, env: { TIANBAO_TODAY: '2021-09-06' } });
    await page.waitForLoadState('load');
    desk = { app, page, clerk: new Clerk(page), sheet: new Sheet(app, page, form) };
    return desk;
  }

  test.beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-habits-'));
    const { clerk } = await launch();
    await expect(clerk.hook('new-school')).toBeVisible();
    await clerk.createSchool('9900000005', '清河镇北庄小学');
    await clerk.createCollection(2021, 'jiaoji-2021', '2021-09-20');
  });

  test.beforeEach(async () => {
    await desk.page.keyboard.press('Escape');
    await desk.clerk.openForm(form);
  });

  test.afterAll(async () => {
    await desk.app.close();
    fs.rmSync(folder, { recursive: true, force: true });
    const text = results.map(({ habit, result }, index) => `${index + 1}. ${habit}: ${result}\n`).join('');
    fs.mkdirSync(path.join('out', 'test'), { recursive: true });
    fs.writeFileSync(path.join('out', 'test', `habits-${name}.txt`), text);
    process.stdout.write(`\nExcel habits, ${name}:\n${text}`);
  });

  return {
    // Goes on with the next one when one does not work, so that the list is always whole.
    habit: (habit, act) =>
      test.step(habit, async () => {
        try {
          await act(desk);
          results.push({ habit, result: 'ok' });
        } catch (error) {
          const why = String(error).split('\n').slice(0, 12).join('\n      ');
          results.push({ habit, result: why });
        }
      }),
    async restart() {
      await desk.app.close();
      return launch();
    },
    allWork: () => expect(results.filter(({ result }) => result !== 'ok')).toEqual([]),
  };
}
