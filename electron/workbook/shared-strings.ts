import { escapeSharedText, mainNamespace, xmlDeclaration } from './xml';

/** Texts of the workbook, each stored once; every office program reads them from here. */
export class SharedStrings {
  readonly #indexes = new Map<string, number>();
  #uses = 0;

  /** Number by which a cell refers to the text. */
  indexOf(text: string): number {
    this.#uses += 1;
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    const index = this.#indexes.size;
    this.#indexes.set(text, index);
    return index;
  }

  toXml(): string {
    const items = [...this.#indexes.keys()].map(
      (text) => `<si><t xml:space="preserve">${escapeSharedText(text)}</t></si>`,
    );
    return `${xmlDeclaration}<sst xmlns="${mainNamespace}" count="${this.#uses}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}
