import { expect, type ElectronApplication, type Page } from 'playwright/test';

/** A form on screen as the clerk's hands and eyes know it: cells by row and column, what is marked, what is said. */
export class Sheet {
  constructor(
    readonly app: ElectronApplication,
    readonly page: Page,
    readonly form: string,
  ) {}

  cell(cell: string) {
    return this.page.locator(`[data-cell="${this.form}!${cell}"]`);
  }

  async click(cell: string, options: { shift?: boolean } = {}): Promise<void> {
    await this.cell(cell).click({ modifiers: options.shift === true ? ['Shift'] : [] });
  }

  /** Empties the form and puts the cursor on a cell. */
  async fresh(cell: string): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.click(cell);
    await this.keys('Control+A', 'Delete');
    await this.click(cell);
  }

  async keys(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types values one after the other, each followed by the key. */
  async type(values: readonly (string | number)[], key: string): Promise<void> {
    for (const value of values) {
      await this.page.keyboard.type(String(value));
      await this.page.keyboard.press(key);
    }
  }

  async shows(texts: Readonly<Record<string, string>>): Promise<void> {
    for (const [cell, text] of Object.entries(texts)) {
      await expect(this.cell(cell).locator('.cell-text'), cell).toHaveText(text);
    }
  }

  async at(cell: string): Promise<void> {
    await expect(this.cell(cell)).toHaveAttribute('data-active', 'true');
    await expect(this.cell(cell).locator('.cell-editor')).toBeFocused();
  }

  /** Exactly these cells are selected, named by the corners of their rectangle; null when it is one cell. */
  async selected(from: string | null, to: string | null = from): Promise<void> {
    await expect
      .poll(() =>
        this.page
          .locator('[data-selected]')
          .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-cell')?.split('!')[1] ?? '')),
      )
      .toEqual(from === null ? [] : await this.rectangle(from, to ?? from));
  }

  private async rectangle(from: string, to: string): Promise<string[]> {
    const all = await this.page
      .locator(`[data-form="${this.form}"] [data-cell]`)
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-cell')?.split('!')[1] ?? ''));
    const rows = [...new Set(all.map((cell) => cell.split('.')[0] ?? ''))];
    const columns = [...new Set(all.map((cell) => cell.split('.')[1] ?? ''))];
    const [fromRow = '', fromColumn = ''] = from.split('.');
    const [toRow = '', toColumn = ''] = to.split('.');
    const between = (list: string[], a: string, b: string) =>
      list.slice(list.indexOf(a), list.indexOf(b) + 1);
    return between(rows, fromRow, toRow).flatMap((row) =>
      between(columns, fromColumn, toColumn).map((column) => `${row}.${column}`),
    );
  }

  /** What the clipboard holds, as the page is given it when it pastes. */
  async clipboard(): Promise<{ text: string; html: string }> {
    await this.page.evaluate(() => {
      const listener = (event: ClipboardEvent) => {
        event.stopImmediatePropagation();
        event.preventDefault();
        const get = (type: string) => event.clipboardData?.getData(type) ?? '';
        document.body.dataset['pasted'] = JSON.stringify({ text: get('text/plain'), html: get('text/html') });
      };
      document.addEventListener('paste', listener, { capture: true, once: true });
    });
    await this.keys('Control+V');
    const pasted = await this.page.locator('body[data-pasted]').getAttribute('data-pasted');
    return JSON.parse(pasted ?? '') as { text: string; html: string };
  }

  /** Through a copy of the page: Electron's own way differs between its versions. */
  async putOnClipboard(content: { text?: string; html?: string }): Promise<void> {
    await this.page.evaluate(({ text, html }) => {
      const listener = (event: ClipboardEvent) => {
        event.stopImmediatePropagation();
        event.preventDefault();
        if (text !== undefined) event.clipboardData?.setData('text/plain', text);
        if (html !== undefined) event.clipboardData?.setData('text/html', html);
      };
      document.addEventListener('copy', listener, { capture: true, once: true });
    }, content);
    await this.keys('Control+C');
  }

  async told(text: string | RegExp): Promise<void> {
    await expect(this.page.locator('.toast')).toContainText(text);
  }
}
