import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { sampleKey, type Sample, type SampleRows } from './sample';

/** Steps of a clerk's work in the real window: what she clicks is named by its test hook, all numbers go in by keyboard. */
export class Clerk {
  private declines = false;

  constructor(readonly page: Page) {}

  hook(name: string) {
    return this.page.getByTestId(name).first();
  }

  cell(name: string) {
    return this.page.locator(`[data-cell="${name}"]`);
  }

  /** What stands on the page of an empty program, and in the menu 更多 later. */
  async fromMenu(name: string): Promise<void> {
    if (await this.hook('more').isVisible()) await this.hook('more').click();
    await this.hook(name).click();
  }

  async createSchool(code: string, name: string, type = '小学'): Promise<void> {
    await this.fromMenu('new-school');
    const dialog = this.page.getByRole('dialog');
    await dialog.locator('[name=code]').fill(code);
    await dialog.locator('[name=name]').fill(name);
    await dialog.locator('[name=type]').selectOption(type);
    await dialog.locator('[name=county]').fill('清河县');
    await dialog.locator('[name=town]').fill('清河镇');
    await this.hook('save-school').click();
    await expect(dialog).toBeHidden();
  }

  async createCollection(
    schoolYear: number,
    edition: string,
    dueDate: string,
    targetProfiles = ['cn_dropout_control_2017', 'baoding_2012'],
  ): Promise<void> {
    await this.fromMenu('new-collection');
    const dialog = this.page.getByRole('dialog', { name: '新建年报任务' });
    await dialog.locator('[name=schoolYear]').selectOption(String(schoolYear));
    await dialog.locator('[name=edition]').selectOption(edition);
    await dialog.locator('[name=dueDate]').fill(dueDate);
    for (const profile of targetProfiles) await dialog.locator(`[name=${profile}]`).check();
    await this.declineOffers();
    await this.hook('save-collection').click();
    await expect(dialog).toBeHidden();
  }

  /** What last year offers comes of itself once a round is new; here everything is typed. */
  private async declineOffers(): Promise<void> {
    if (this.declines) return;
    this.declines = true;
    const offer = this.page.getByRole('dialog', { name: '从上年带入' });
    await this.page.addLocatorHandler(offer, () => offer.getByRole('button', { name: '以后再说' }).click());
  }

  /** Codes of the forms that the school fills, as the tree lists them. */
  forms(): Promise<string[]> {
    return this.page.locator('.tree-item .tree-code').allInnerTexts();
  }

  async home(): Promise<void> {
    await this.hook('tab-home').click();
  }

  async openForm(code: string): Promise<void> {
    await this.home();
    await this.hook(`open-form-${code}`).click();
    await expect(this.page.locator(`[data-form="${code}"]`)).toBeVisible();
  }

  /** Types values along a row, moving with Tab and arrows as she would; null is a cell she does not type. */
  async typeRow(form: string, row: string, values: SampleRows[string]): Promise<void> {
    for (const [index, value] of values.entries()) {
      if (value === null) continue;
      const name = `${form}!${sampleKey(row, index)}`;
      const cell = this.cell(name);
      if ((await cell.getAttribute('data-active')) === null) await cell.click();
      await this.page.keyboard.type(String(value));
      await this.page.keyboard.press('Tab');
    }
  }

  async typeForm(form: string, rows: SampleRows): Promise<void> {
    await this.openForm(form);
    for (const [row, values] of Object.entries(rows)) await this.typeRow(form, row, values);
  }

  async typeSample(sample: Sample): Promise<void> {
    for (const [form, rows] of Object.entries(sample)) await this.typeForm(form, rows);
  }

  /** Adds records to a list form, cell by cell in the empty row at its foot. */
  async typeRecords(form: string, records: readonly Readonly<Record<string, string>>[]): Promise<void> {
    await this.openForm(form);
    for (const [index, record] of records.entries()) {
      for (const [column, text] of Object.entries(record)) {
        const cell = this.page
          .locator(`[data-form="${form}"] tbody tr`)
          .nth(index)
          .locator(`[data-cell$=".${column}"]`);
        await cell.click();
        await this.page.keyboard.type(await this.keysFor(cell, text));
        await this.page.keyboard.press('Enter');
      }
    }
  }

  /** A choice is picked by its number in the list, other texts are typed. */
  private async keysFor(cell: Locator, text: string): Promise<string> {
    if ((await cell.getAttribute('data-choice')) === null) return text;
    const options = await cell.locator('option').allInnerTexts();
    return options.find((option) => option.endsWith(` ${text}`))?.split(' ')[0] ?? text;
  }

  /** What follows the next frame has been done. */
  async painted(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
        }),
    );
  }

  async saved(): Promise<void> {
    await expect(this.hook('saved-state')).toHaveAttribute('data-status', 'saved');
  }

  async explain(finding: string, text: string): Promise<void> {
    const box = this.hook(`explain-${finding}`);
    await box.fill(text);
    await box.press('Control+Enter');
    await this.saved();
  }

  /** On the page of 定稿, with nothing left in its way. */
  async finalise(): Promise<void> {
    await this.hook('finalise').click();
    await this.hook('confirm-finalise').click();
  }

  /** Where the question is open: forms in which nothing was entered are asked for separately. */
  async reviewAlsoUntouched(): Promise<void> {
    await expect(this.hook('confirm-review-all')).toBeVisible();
    const also = this.hook('review-untouched');
    if (await also.isVisible()) await also.check();
  }

  async reviewAll(): Promise<void> {
    await this.hook('tab-finish').click();
    await this.hook('review-all').click();
    await this.reviewAlsoUntouched();
    await this.hook('confirm-review-all').click();
    await this.saved();
  }
}
