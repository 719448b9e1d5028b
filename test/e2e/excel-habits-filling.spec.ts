import { expect, test, type ElectronApplication } from 'playwright/test';
import { habits } from '../support/habits';
import { Sheet } from '../support/sheet';

/** What hands that know Excel do without thinking, tried one by one in the real window: the clipboard, filling, finding. */
test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

const { habit, allWork, restart } = habits('filling');

test('copying, filling and undoing', async () => {
  await habit('Ctrl+C puts text and a table on the clipboard', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([1, 2], 'Enter');
    await sheet.click('02.9');
    await sheet.keys('Shift+ArrowDown', 'Shift+ArrowRight', 'Control+C');
    const { text, html } = await sheet.clipboard();
    expect(text.replaceAll('\r', '')).toBe('1\t\n2\t');
    expect(html).toContain('<table>');
    expect(html).toContain('<td>1</td>');
  });
  await habit('Ctrl+C, Ctrl+V copies inside the form', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([1, 2], 'Enter');
    await sheet.click('02.9');
    await sheet.keys('Shift+ArrowDown', 'Control+C');
    await sheet.click('05.12');
    await sheet.keys('Control+V');
    await sheet.shows({ '05.12': '1', '06.12': '2', '02.9': '1' });
    await sheet.selected('05.12', '06.12');
  });
  await habit('Ctrl+X takes away and Ctrl+V puts back', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([8], 'Enter');
    await sheet.click('02.9');
    await sheet.keys('Control+X');
    await sheet.shows({ '02.9': '' });
    await sheet.click('03.10');
    await sheet.keys('Control+V');
    await sheet.shows({ '03.10': '8' });
  });
  await habit('a block of text from Excel is pasted, cleaned', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.putOnClipboard({ text: '1,234\t１２\r\n 7 \t\u00a08\u00a0\r\n' });
    await sheet.keys('Control+V');
    await sheet.shows({ '02.9': '1234', '02.10': '12', '03.9': '7', '03.10': '8' });
  });
  await habit(
    'a table from Excel is pasted with its exact values and without its hidden rows',
    async ({ sheet }) => {
      await sheet.fresh('02.9');
      const html = `<html><body><table><tr><td x:num="1234">1.2E+03</td><td x:num>5</td></tr>
      <tr style='display:none'><td>99</td><td>99</td></tr><tr><td>&nbsp;6 </td><td>1,007</td></tr></table></body></html>`;
      await sheet.putOnClipboard({ text: '1.2E+03\t5\r\n99\t99\r\n6\t1,007', html });
      await sheet.keys('Control+V');
      await sheet.shows({ '02.9': '1234', '02.10': '5', '03.9': '6', '03.10': '1007', '04.9': '' });
    },
  );
  await habit('a table from a web page is pasted when there is no text', async ({ sheet }) => {
    await sheet.fresh('02.9');
    const html =
      '<table><tr><td rowspan="2">3</td><td>4</td></tr><tr><td>5</td></tr><tr><td>6</td><td>7</td></tr></table>';
    await sheet.putOnClipboard({ html });
    await sheet.keys('Control+V');
    await sheet.shows({ '02.9': '3', '02.10': '4', '03.9': '', '03.10': '5', '04.9': '6', '04.10': '7' });
  });
  await habit('one value is pasted into every selected cell', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.putOnClipboard({ text: '5' });
    await sheet.keys('Shift+ArrowDown', 'Shift+ArrowRight', 'Control+V');
    await sheet.shows({ '02.9': '5', '02.10': '5', '03.9': '5', '03.10': '5' });
  });
  await habit('a paste over computed cells says what it skipped', async ({ sheet }) => {
    await sheet.fresh('02.1');
    await sheet.putOnClipboard({ text: '1\t2\t3\n4\t5\t6' });
    await sheet.keys('Control+V');
    await sheet.told('已粘贴 4 格，跳过 2 个计算或不填的格（02行2列、03行2列）。');
    await sheet.shows({ '02.1': '1', '02.3': '3', '03.1': '4', '03.3': '6' });
  });
  await habit('a paste beyond the form says what did not fit', async ({ sheet }) => {
    await sheet.fresh('12.15');
    await sheet.putOnClipboard({ text: '1\t2\n3\t4' });
    await sheet.keys('Control+V');
    await sheet.told('3 个值超出表格，没有粘贴');
    await sheet.shows({ '12.15': '1' });
  });
  await habit('what is no number is pasted as it is, marked and told', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.putOnClipboard({ text: '十二\t5' });
    await sheet.keys('Control+V');
    await sheet.told('已粘贴 2 格，1 格内容不合要求');
    await sheet.shows({ '02.9': '十二', '02.10': '5' });
    await expect(sheet.cell('02.9')).toHaveAttribute('aria-invalid', 'true');
  });
  await habit('one paste is one step of undo', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.putOnClipboard({ text: '1\t2\n3\t4' });
    await sheet.keys('Control+V', 'Control+Z');
    await sheet.shows({ '02.9': '', '02.10': '', '03.9': '', '03.10': '' });
    await sheet.keys('Control+Y');
    await sheet.shows({ '02.9': '1', '03.10': '4' });
  });
  await habit('Ctrl+Z and Ctrl+Y go through the forms', async ({ app, page, clerk, sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([1], 'Enter');
    await clerk.openForm('教基2106');
    const other = new Sheet(app, page, '教基2106');
    await other.click('02.2');
    await other.type([2], 'Enter');
    await other.keys('Control+Z');
    await other.shows({ '02.2': '' });
    await other.keys('Control+Z');
    await expect(page.locator(`[data-form="${sheet.form}"]`)).toBeVisible();
    await sheet.shows({ '02.9': '' });
    await sheet.keys('Control+Y');
    await sheet.shows({ '02.9': '1' });
    await sheet.keys('Control+Y');
    await expect(page.locator('[data-form="教基2106"]')).toBeVisible();
    await other.shows({ '02.2': '2' });
    await clerk.openForm(sheet.form);
  });
  await habit('Ctrl+D fills down', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([7], 'Tab');
    await sheet.type([8], 'Enter');
    await sheet.click('02.9');
    await sheet.keys('Shift+ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+D');
    await sheet.shows({ '03.9': '7', '03.10': '8', '04.9': '7', '04.10': '8' });
    await sheet.keys('Control+Z');
    await sheet.shows({ '02.9': '7', '03.9': '', '04.10': '' });
    await sheet.click('03.9');
    await sheet.keys('Control+D');
    await sheet.shows({ '03.9': '7' });
  });
  await habit('Ctrl+R fills right and says what it skipped', async ({ sheet }) => {
    await sheet.fresh('02.1');
    await sheet.type([9], 'Enter');
    await sheet.click('02.1');
    await sheet.keys('Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Control+R');
    await sheet.told('已填 2 格，跳过 1 个计算或不填的格（02行2列）');
    await sheet.shows({ '02.3': '9', '02.4': '9' });
  });
  await habit('Ctrl+Enter fills the selection with what is typed', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.keys('Shift+ArrowDown', 'Shift+ArrowRight');
    await sheet.type([6], 'Control+Enter');
    await sheet.shows({ '02.9': '6', '02.10': '6', '03.9': '6', '03.10': '6' });
    await sheet.at('02.9');
    await sheet.keys('Control+Z');
    await sheet.shows({ '02.9': '', '03.10': '' });
  });
  allWork();
});

test('the rest of the window', async () => {
  await habit('the wheel scrolls and changes no number', async ({ page, sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([5], 'Enter');
    await sheet.cell('02.9').hover();
    await page.mouse.wheel(0, 200);
    await page.mouse.wheel(0, -200);
    await sheet.shows({ '02.9': '5' });
  });
  await habit('Enter belongs to the input method while it composes', async ({ app, page, clerk, sheet }) => {
    await clerk.openForm('教基1001');
    const fields = new Sheet(app, page, '教基1001');
    await fields.click('village');
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'bei', selectionStart: 3, selectionEnd: 3 });
    await page.keyboard.press('Enter');
    await fields.at('village');
    await session.send('Input.insertText', { text: '北庄村' });
    await fields.keys('Enter');
    await fields.shows({ village: '北庄村' });
    await clerk.openForm(sheet.form);
  });
  await habit('composing begins at the first letter and replaces what is there', async ({ page, sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([12], 'Enter');
    await sheet.click('02.9');
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'ba', selectionStart: 2, selectionEnd: 2 });
    await expect(sheet.cell('02.9').locator('.cell-editor')).toHaveValue('ba');
    await session.send('Input.insertText', { text: '八' });
    await sheet.keys('Enter');
    await sheet.shows({ '02.9': '八' });
  });
  await habit(
    'Ctrl+; types today into a text or a date, and says so elsewhere',
    async ({ page, clerk, sheet }) => {
      await sheet.fresh('02.9');
      await sheet.keys('Control+;');
      await sheet.told('只用于日期和文字格');
      await clerk.openForm('局控辍1');
      const cell = page.locator('tbody tr').first().locator('[data-cell$=".c15"]');
      await cell.click();
      await sheet.keys('Control+;', 'Enter');
      const date = page.locator('tbody tr').first().locator('[data-cell$=".c15"] .cell-text');
      await expect(date).toHaveText('2021-09-06');
      await sheet.keys('Control+Z');
      await clerk.openForm(sheet.form);
    },
  );
  await habit(
    'Ctrl+F finds labels and figures, Enter the next, Shift+Enter the one before',
    async ({ page, clerk, sheet }) => {
      await sheet.fresh('02.9');
      await sheet.type([77], 'Enter');
      await sheet.click('06.12');
      await sheet.type([77], 'Enter');
      await sheet.click('02.9');
      await sheet.keys('Control+F');
      await page.keyboard.type('77');
      const active = (cell: string) =>
        expect
          .poll(() => page.locator('[data-active]').getAttribute('data-cell'))
          .toBe(`${sheet.form}!${cell}`);
      await sheet.keys('Enter');
      // The total of the row shows the figure as well.
      await active('06.7');
      await sheet.keys('Enter');
      await active('06.12');
      await sheet.keys('Enter');
      await expect(sheet.cell('06.12')).not.toHaveAttribute('data-active', 'true');
      await sheet.keys('Shift+Enter');
      await active('06.12');
      await clerk.hook('find-text').fill('寄宿生');
      await sheet.keys('Enter');
      await active('05.1');
      await clerk.hook('find-text').fill('没有这个');
      await sheet.keys('Enter');
      await expect(page.locator('.find-missing')).toHaveText('本表没有找到。');
      await sheet.keys('Escape');
      await sheet.at('05.1');
    },
  );
  await habit(
    'Ctrl+G goes to a cell by its codes and to a form by its number',
    async ({ app, page, sheet }) => {
      await sheet.fresh('02.9');
      await sheet.keys('Control+G');
      await page.keyboard.type('04.15');
      await sheet.keys('Enter');
      await sheet.at('04.15');
      await sheet.keys('Control+G');
      await page.keyboard.type('2106 03.4');
      await sheet.keys('Enter');
      await new Sheet(app, page, '教基2106').at('03.4');
      await sheet.keys('Control+G');
      await page.keyboard.type('3112');
      await sheet.keys('Enter');
      await expect(page.locator(`[data-form="${sheet.form}"]`)).toBeVisible();
      await sheet.keys('Control+G');
      await page.keyboard.type('99.99');
      await sheet.keys('Enter');
      await expect(page.locator('.find-missing')).toHaveText('没有这一格或这张表。');
      await sheet.keys('Escape');
      await sheet.at('04.15');
    },
  );
  await habit(
    'Shift+F1 shows the keys, F1 the manual, Escape comes back to the cell',
    async ({ page, sheet }) => {
      await sheet.fresh('02.9');
      for (const [key, told] of [
        ['Shift+F1', 'Ctrl+D'],
        ['F1', '像 Excel 一样填表'],
      ] as const) {
        await sheet.keys(key);
        await expect(page.getByRole('dialog')).toContainText(told);
        await sheet.keys('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
        await sheet.at('02.9');
      }
    },
  );
  await habit('a list grows with Ctrl+Enter where nothing is being typed', async ({ page, clerk, sheet }) => {
    await clerk.openForm('局控辍1');
    await page.locator('tbody tr').first().locator('[data-cell$=".c02"]').click();
    await sheet.type(['甄某'], 'Control+Enter');
    await expect(page.locator('tbody tr').first().locator('[data-cell$=".c02"] .cell-text')).toHaveText(
      '甄某',
    );
    await sheet.keys('Control+Enter');
    await expect(page.locator('tbody tr').nth(1).locator('[data-active]')).toHaveCount(1);
    await sheet.keys('Control+Z');
    await clerk.openForm(sheet.form);
  });
  allWork();
});

test('the size of everything is remembered', async () => {
  const zoomOf = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0);
  await habit('－ and ＋ in the status line and the wheel with Ctrl change the size', async (desk) => {
    const { app, clerk, page } = desk;
    const says = (size: string) => expect(clerk.hook('zoom-usual')).toHaveText(size);
    await clerk.hook('zoom-in').click();
    await says('110%');
    await clerk.hook('zoom-in').click();
    await says('125%');
    expect(await zoomOf(app)).toBeCloseTo(1.25);
    await clerk.hook('zoom-out').click();
    await says('110%');
    await clerk.hook('zoom-usual').click();
    await says('100%');
    await page.mouse.move(400, 300);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await says('110%');
    await clerk.hook('zoom-in').click();
    await says('125%');
  });
  await habit('the size is the same after a restart', async ({ clerk }) => {
    await clerk.saved();
    const later = await restart();
    await expect(later.clerk.hook('zoom-usual')).toHaveText('125%');
    expect(await zoomOf(later.app)).toBeCloseTo(1.25);
  });
  allWork();
});
