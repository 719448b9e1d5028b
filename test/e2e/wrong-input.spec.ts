import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { Clerk } from '../support/journey';
import { launchApp } from '../support/launch';

/** What she types into a cell for whole numbers, what then stands there, and what she is told. */
const inputs: readonly { typed: string; shown: string; told: string | null }[] = [
  { typed: '1,234', shown: '1234', told: null },
  { typed: '１２', shown: '12', told: null },
  { typed: ' 7 ', shown: '7', told: null },
  { typed: '十二', shown: '十二', told: '这里应填数字，不能有文字或符号' },
  { typed: '12人', shown: '12人', told: '这里应填数字，不能有文字或符号' },
  { typed: '3.5', shown: '3.5', told: '这里应填整数，不能有小数' },
  { typed: '-3', shown: '-3', told: '这里不能填负数' },
  { typed: '12345678901234567890', shown: '12345678901234567890', told: '数字太长，最多 12 位' },
  { typed: '😀', shown: '😀', told: '这里应填数字，不能有文字或符号' },
];

test('wrong input is cleaned where its meaning is certain, else kept as typed with a sentence, and survives a restart', async () => {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-input-'));
  let { app, page } = await launchApp({ dataFolder });
  let clerk = new Clerk(page);
  await clerk.createSchool('9900000002', '清河镇东庄小学');
  await clerk.createCollection(2021, 'jiaoji-2021', '2021-09-20');
  await clerk.openForm('教基3112');
  const nameOf = (index: number) => `教基3112!${String(index + 1).padStart(2, '0')}.9`;

  for (const [index, { typed, shown, told }] of inputs.entries()) {
    await clerk.cell(nameOf(index)).click();
    await page.keyboard.insertText(typed);
    await page.keyboard.press('Enter');
    await expect(clerk.cell(nameOf(index)).locator('.cell-text')).toHaveText(shown);
    const finding = page.getByTestId(`finding-CELL@${nameOf(index)}`).first();
    if (told === null) await expect(finding).toBeHidden();
    else await expect(finding).toContainText(told);
  }
  await clerk.saved();

  // A pasted cell with a line break inside keeps both halves until she decides.
  await clerk.cell('教基3112!10.9').click();
  await app.evaluate(({ clipboard }) => clipboard.writeText('"1\n2"'));
  await page.keyboard.press('Control+V');
  await expect(page.getByTestId('finding-CELL@教基3112!10.9').first()).toContainText('内容里有换行');
  await clerk.saved();
  await page.screenshot({ path: path.join('out', 'test', 'wrong-input.png') });
  await app.close();

  ({ app, page } = await launchApp({ dataFolder }));
  clerk = new Clerk(page);
  await clerk.openForm('教基3112');
  for (const [index, { shown }] of inputs.entries()) {
    await expect(clerk.cell(nameOf(index)).locator('.cell-text')).toHaveText(shown);
  }
  await expect(clerk.cell('教基3112!10.9').locator('.cell-text')).toHaveText(/^1\s+2$/);
  await app.close();
  fs.rmSync(dataFolder, { recursive: true, force: true });
});

test('Enter belongs to the input method while it composes', async () => {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tianbao-ime-'));
  const { app, page } = await launchApp({ dataFolder });
  const clerk = new Clerk(page);
  await clerk.createSchool('9900000003', '清河镇西庄小学');
  await clerk.createCollection(2021, 'jiaoji-2021', '2021-09-20');
  await clerk.openForm('教基1001');
  await clerk.cell('教基1001!village').click();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'dongzhuang', selectionStart: 10, selectionEnd: 10 });
  await page.keyboard.press('Enter');
  await expect(clerk.cell('教基1001!village')).toHaveAttribute('data-active', 'true');
  await session.send('Input.insertText', { text: '东庄村' });
  await page.keyboard.press('Enter');
  await expect(clerk.cell('教基1001!village').locator('.cell-text')).toHaveText('东庄村');
  await clerk.saved();
  await app.close();
  fs.rmSync(dataFolder, { recursive: true, force: true });
});
