import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { cellsOf } from '../shared/cell';
import type { Form } from '../shared/form';
import { disturbed, everyStage, fillWindow, generateReturn } from '../test/support/generated-window';
import { Clerk } from '../test/support/journey';
import { launchApp } from '../test/support/launch';
import { row } from './measure';
import { measureChange, onDiskAt, type PasteSample, watchMain } from './paste-page';
import { takeSamples, watchEdits } from './watch-edits';

/** The largest forms: 45 rows × 11 columns, and 19 × 24. */
const largest = ['教基4153', '教基4155'] as const;
/** Their findings and these make more than three hundred, as nobody ever has. */
const others = ['教基4149', '教基4063', '教基3112', '教基3113', '教基3120', '教基5176', '教基3040'];
const edits = 250;
const pastes = 12;

async function typeDown(page: Page, clerk: Clerk, form: Form): Promise<void> {
  const columns = (form.columns ?? []).filter(({ computed }) => computed === undefined).slice(1);
  for (let count = 0; count < edits;) {
    for (const { code } of columns) {
      const cells = cellsOf(form).filter(({ key, kind }) => kind === 'input' && key.endsWith(`.${code}`));
      await clerk.cell(`${form.code}!${cells[0]?.key ?? ''}`).click();
      for (let line = 0; line < cells.length && count < edits; line += 1, count += 1) {
        await page.keyboard.type(String((count * 7) % 300), { delay: 40 });
        await page.keyboard.press('Enter');
        await page.waitForTimeout(50);
      }
    }
  }
}

/** A table over the whole form: cells that are computed or not filled are passed over by the program. */
function tableFor(form: Form, salt: number): string {
  const columns = form.columns ?? [];
  return (form.rows ?? [])
    .map((_, at) => columns.map((__, index) => String(1000 + ((at * 7 + index * 3 + salt) % 97))).join('\t'))
    .join('\n');
}

type Sample = PasteSample & { readonly disk: number };

async function pasteOver(app: ElectronApplication, page: Page, clerk: Clerk, form: Form) {
  const first = cellsOf(form)[0]?.key ?? '';
  const [lastRow, lastColumn] = [form.rows?.at(-1)?.code ?? '', form.columns?.at(-1)?.code ?? ''];
  const cell = `${form.code}!${lastRow}.${lastColumn}`;
  const pasted: Sample[] = [];
  const undone: Sample[] = [];
  const measure = async (occasion: Parameters<typeof measureChange>[1]): Promise<Sample> => {
    const sample = await measureChange(page, occasion);
    return { ...sample, disk: (await onDiskAt(app)) - sample.at };
  };
  for (let run = 0; run < pastes; run += 1) {
    await clerk.cell(`${form.code}!${first}`).click();
    const text = tableFor(form, run);
    const shows = text.split('\n').at(-1)?.split('\t').at(-1) ?? '';
    const before = (await clerk.cell(cell).locator('.cell-text').textContent()) ?? '';
    expect(shows).not.toBe(before);
    pasted.push(await measure({ text, cell, shows }));
    await page.waitForTimeout(150);
    undone.push(await measure({ text: null, cell, shows: before }));
    await page.waitForTimeout(150);
  }
  return { pasted, undone };
}

test('edits, pastes and undo in the largest forms, with three hundred findings', async () => {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-bench-'));
  const { app, page } = await launchApp({ dataFolder });
  await page.waitForLoadState('load');
  const school = everyStage(generateReturn('十二年一贯制学校'));
  const { definitions } = await fillWindow(page, school, (known) =>
    disturbed(known, [...largest, ...others]),
  );
  await watchMain(app);
  const clerk = new Clerk(page);
  const findings = await page.getByTestId('toggle-findings').innerText();
  const lines: string[] = ['', `largest forms, ${findings.replace(/\s+/g, ' ').trim()}`];
  for (const code of largest) {
    const form = definitions.forms[code];
    if (form === undefined) throw new Error(`no form ${code}`);
    await clerk.openForm(code);
    await watchEdits(page);
    await typeDown(page, clerk, form);
    await clerk.saved();
    await page.waitForTimeout(200);
    const samples = await takeSamples(page);
    expect(samples.commit.length).toBeGreaterThanOrEqual(edits);
    lines.push(
      row(`${code} keydown → React commit`, samples.commit, '≤ 8 ms p95'),
      row(`${code} keydown → next painted frame`, samples.painted, '≤ 34 ms p95'),
    );
    const size = `${form.rows?.length ?? 0} × ${form.columns?.length ?? 0}`;
    const { pasted, undone } = await pasteOver(app, page, clerk, form);
    const of = (all: readonly Sample[], part: keyof Sample) => all.map((each) => each[part]);
    lines.push(
      row(`${code} paste ${size} → React commit`, of(pasted, 'commit'), '≤ 50 ms'),
      row(`${code} paste ${size} → on disk, main's answer`, of(pasted, 'disk'), '≤ 50 ms'),
      row(`${code} paste ${size} → window says saved`, of(pasted, 'saved'), ''),
      row(`${code} paste ${size} → painted frame`, of(pasted, 'painted'), ''),
      row(`${code} undo of it → React commit`, of(undone, 'commit'), '≤ 50 ms'),
      row(`${code} undo of it → on disk, main's answer`, of(undone, 'disk'), '≤ 50 ms'),
    );
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
  await app.close();
  fs.rmSync(dataFolder, { recursive: true, force: true });
});
