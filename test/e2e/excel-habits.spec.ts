import { expect, test } from 'playwright/test';
import { habits } from '../support/habits';
import { zoomTo } from '../support/zoom';

/** What hands that know Excel do without thinking, tried one by one in the real window: moving and selecting. */
test.describe.configure({ mode: 'serial' });
test.setTimeout(300_000);

const { habit, allWork } = habits('moving');

test('typing and moving', async () => {
  await habit('typing replaces what is there', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([12, 13], 'Enter');
    await sheet.click('02.9');
    await sheet.type([7], 'Enter');
    await sheet.shows({ '02.9': '7', '03.9': '13' });
  });
  await habit('Enter goes down', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([5], 'Enter');
    await sheet.at('03.9');
  });
  await habit('Shift+Enter goes up', async ({ sheet }) => {
    await sheet.fresh('03.9');
    await sheet.type([5], 'Shift+Enter');
    await sheet.at('02.9');
  });
  await habit('Tab goes right, over cells that are not to be filled', async ({ sheet }) => {
    await sheet.fresh('02.1');
    await sheet.type([5], 'Tab');
    await sheet.at('02.3');
  });
  await habit('Shift+Tab goes left', async ({ sheet }) => {
    await sheet.fresh('02.3');
    await sheet.keys('Shift+Tab');
    await sheet.at('02.1');
  });
  await habit('Tab, Tab, …, Enter comes back to the first column, a row below', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([1, 2], 'Tab');
    await sheet.type([3], 'Enter');
    await sheet.at('03.9');
    await sheet.type([4], 'Tab');
    await sheet.type([5], 'Enter');
    await sheet.at('04.9');
    await sheet.shows({ '02.9': '1', '02.10': '2', '02.11': '3', '03.9': '4', '03.10': '5' });
  });
  await habit('Tab, then an arrow, then Enter stays in the column', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.keys('Tab', 'ArrowRight', 'Enter');
    await sheet.at('03.11');
  });
  await habit('F2 changes what is there, arrows move the caret', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([12], 'Enter');
    await sheet.click('02.9');
    await sheet.keys('F2', 'ArrowLeft');
    await sheet.type([9], 'Enter');
    await sheet.shows({ '02.9': '192' });
  });
  await habit('F2 twice gives the arrows back to the cursor', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([12], 'Enter');
    await sheet.click('02.9');
    await sheet.keys('F2', 'F2', 'ArrowRight');
    await sheet.at('02.10');
    await sheet.shows({ '02.9': '12' });
  });
  await habit('double click changes what is there', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([12], 'Enter');
    await sheet.cell('02.9').dblclick();
    await expect(sheet.cell('02.9').locator('.cell-editor')).toHaveAttribute('data-mode', 'editing');
    await sheet.keys('End');
    await sheet.type([3], 'Enter');
    await sheet.shows({ '02.9': '123' });
  });
  await habit('Escape takes back what is being typed', async ({ page, sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([12], 'Enter');
    await sheet.click('02.9');
    await page.keyboard.type('99');
    await sheet.keys('Escape', 'Enter');
    await sheet.shows({ '02.9': '12' });
  });
  await habit('Backspace empties the cell and starts typing', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([12], 'Enter');
    await sheet.click('02.9');
    await sheet.keys('Backspace');
    await expect(sheet.cell('02.9').locator('.cell-editor')).toHaveAttribute('data-mode', 'typing');
    await sheet.type([4], 'Enter');
    await sheet.shows({ '02.9': '4' });
  });
  await habit('Delete empties the selected cells', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([1, 2, 3], 'Enter');
    await sheet.click('02.9');
    await sheet.keys('Shift+ArrowDown', 'Delete');
    await sheet.shows({ '02.9': '', '03.9': '', '04.9': '3' });
  });
  await habit('an arrow takes over what is typed', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([6], 'ArrowRight');
    await sheet.at('02.10');
    await sheet.shows({ '02.9': '6' });
  });
  await habit(
    'arrows look at computed cells, which say why they cannot be typed',
    async ({ page, sheet }) => {
      await sheet.fresh('02.1');
      await sheet.keys('ArrowRight');
      await sheet.at('02.2');
      await page.keyboard.type('5');
      await sheet.told('本格由程序按公式计算');
    },
  );
  await habit('Ctrl+arrow goes to the end', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.keys('Control+ArrowRight');
    await sheet.at('02.15');
    await sheet.keys('Control+ArrowDown');
    await sheet.at('12.15');
    await sheet.keys('Control+ArrowLeft', 'Control+ArrowUp');
    await sheet.at('01.1');
  });
  await habit('Home and End go to the ends of the row', async ({ sheet }) => {
    await sheet.fresh('05.9');
    await sheet.keys('Home');
    await sheet.at('05.1');
    await sheet.keys('End');
    await sheet.at('05.15');
  });
  await habit('Ctrl+Home and Ctrl+End go to the ends of the form', async ({ sheet }) => {
    await sheet.fresh('05.9');
    await sheet.keys('Control+Home');
    await sheet.at('01.1');
    await sheet.keys('Control+End');
    await sheet.at('12.15');
  });
  await habit('PageDown and PageUp turn by what is in sight', async ({ sheet }) => {
    await sheet.fresh('01.9');
    await sheet.keys('PageDown');
    await expect(sheet.cell('01.9')).not.toHaveAttribute('data-active', 'true');
    await sheet.keys('PageDown', 'PageDown', 'PageDown');
    await sheet.at('12.9');
    await sheet.keys('PageUp', 'PageUp', 'PageUp', 'PageUp');
    await sheet.at('01.9');
  });
  allWork();
});

test('selecting', async () => {
  await habit('Shift+arrows select', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.keys('Shift+ArrowDown', 'Shift+ArrowRight');
    await sheet.selected('02.9', '03.10');
    await sheet.at('02.9');
    await sheet.keys('ArrowDown');
    await sheet.selected(null);
  });
  await habit('Ctrl+Shift+arrows select to the end', async ({ sheet }) => {
    await sheet.fresh('10.13');
    await sheet.keys('Control+Shift+ArrowRight', 'Control+Shift+ArrowDown');
    await sheet.selected('10.13', '12.15');
  });
  await habit('Shift+Home and Shift+End select to the ends of the row', async ({ sheet }) => {
    await sheet.fresh('05.3');
    await sheet.keys('Shift+Home');
    await sheet.selected('05.1', '05.3');
    await sheet.keys('Shift+End');
    await sheet.selected('05.3', '05.15');
  });
  await habit('Ctrl+Shift+Home and Ctrl+Shift+End select to the ends of the form', async ({ sheet }) => {
    await sheet.fresh('02.3');
    await sheet.keys('Control+Shift+Home');
    await sheet.selected('01.1', '02.3');
    await sheet.keys('Control+Shift+End');
    await sheet.selected('02.3', '12.15');
  });
  await habit('Shift+PageDown selects by what is in sight', async ({ sheet }) => {
    await sheet.fresh('01.9');
    await sheet.keys('Shift+PageDown', 'Shift+PageDown', 'Shift+PageDown', 'Shift+PageDown');
    await sheet.selected('01.9', '12.9');
  });
  await habit('Ctrl+A selects all, with the cursor where it is', async ({ sheet }) => {
    await sheet.fresh('05.9');
    await sheet.keys('Control+A');
    await sheet.selected('01.1', '12.15');
    await sheet.at('05.9');
  });
  await habit('Shift+Space selects the row, Ctrl+Space the column', async ({ sheet }) => {
    await sheet.fresh('05.9');
    await sheet.keys('Shift+Space');
    await sheet.selected('05.1', '05.15');
    await sheet.at('05.9');
    await sheet.click('05.10');
    await sheet.keys('Control+Space');
    await sheet.selected('01.10', '12.10');
  });
  await habit('a click on the number of a column selects it', async ({ page, sheet }) => {
    await sheet.fresh('05.9');
    await page.locator('.head-codes [data-from="8"]').click();
    await sheet.selected('01.9', '12.9');
    await sheet.at('01.9');
  });
  await habit('a click on a merged head selects what is below it', async ({ page, sheet }) => {
    const head = page.locator('thead th[scope="colgroup"]').first();
    const [from, to] = await Promise.all([head.getAttribute('data-from'), head.getAttribute('data-to')]);
    await head.click();
    await sheet.selected(`01.${Number(from) + 1}`, `12.${Number(to) + 1}`);
  });
  await habit(
    'a click on the label of a row selects it, Shift and click several',
    async ({ page, sheet }) => {
      await page.locator('tbody .row-label').nth(2).click();
      await sheet.selected('03.1', '03.15');
      await page
        .locator('tbody .row-code')
        .nth(4)
        .click({ modifiers: ['Shift'] });
      await sheet.selected('03.1', '05.15');
    },
  );
  await habit('the corner selects all', async ({ page, sheet }) => {
    await page.locator('thead .row-label').first().click();
    await sheet.selected('01.1', '12.15');
    await page.keyboard.type('5');
    await sheet.keys('Escape');
  });
  await habit('Shift and click select up to the cell', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.click('04.11', { shift: true });
    await sheet.selected('02.9', '04.11');
    await sheet.at('02.9');
  });
  await habit('dragging selects', async ({ page, sheet }) => {
    await sheet.fresh('02.9');
    await sheet.cell('02.9').hover();
    await page.mouse.down();
    await sheet.cell('04.10').hover();
    await page.mouse.up();
    await sheet.selected('02.9', '04.10');
    await sheet.cell('06.12').hover();
    await sheet.selected('02.9', '04.10');
  });
  await habit('dragging beyond the edge scrolls', async ({ app, page, sheet }) => {
    await zoomTo(app, page, 2);
    const scroll = page.locator('.grid-scroll');
    await scroll.evaluate((element) => element.scrollTo(0, 0));
    await sheet.cell('01.1').click();
    const box = await scroll.boundingBox();
    const from = await sheet.cell('01.1').boundingBox();
    if (box === null || from === null) throw new Error('no form');
    await page.mouse.move(from.x + 5, from.y + 5);
    await page.mouse.down();
    await page.mouse.move(from.x + 5, box.y + box.height + 60, { steps: 4 });
    await expect.poll(() => scroll.evaluate((element) => element.scrollTop)).toBeGreaterThan(20);
    await expect(sheet.cell('08.1')).toHaveAttribute('data-selected', 'true');
    await page.mouse.up();
    await zoomTo(app, page, 1);
  });
  await habit('Enter and Tab stay inside a selection', async ({ sheet }) => {
    await sheet.fresh('02.9');
    await sheet.keys('Shift+ArrowDown', 'Shift+ArrowRight');
    await sheet.type([1, 2, 3, 4, 5], 'Enter');
    await sheet.shows({ '02.9': '5', '03.9': '2', '02.10': '3', '03.10': '4', '04.9': '' });
    await sheet.selected('02.9', '03.10');
    await sheet.at('03.9');
    await sheet.keys('Tab');
    await sheet.at('03.10');
    await sheet.keys('Shift+Tab', 'Shift+Enter');
    await sheet.at('02.9');
  });
  await habit('the status line counts, adds up and averages a selection', async ({ clerk, sheet }) => {
    await sheet.fresh('02.9');
    await sheet.type([1, 2, 4], 'Enter');
    await sheet.click('02.9');
    await sheet.keys('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await expect(clerk.hook('selected-figures')).toHaveText('计数 3 · 求和 7 · 平均 2.33');
    await sheet.keys('ArrowUp');
    await expect(clerk.hook('selected-figures')).toBeHidden();
  });
  await habit('the row and the column of the cursor are marked at their heads', async ({ page, sheet }) => {
    await sheet.fresh('05.9');
    const marked = page.locator('thead [data-current]');
    await expect(page.locator('.head-codes [data-current]')).toHaveText('9');
    await expect.poll(() => marked.count()).toBeGreaterThan(1);
    const colours = await page.locator('tbody tr').evaluateAll((rows) =>
      rows.map((row) => {
        const code = row.querySelector('.row-code');
        return code === null ? '' : getComputedStyle(code).backgroundColor;
      }),
    );
    expect(new Set(colours).size).toBe(2);
    expect(colours.filter((colour) => colour === colours[4])).toHaveLength(1);
  });
  allWork();
});
