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
    return [...this.pieces()].join('');
  }

  /** The XML in pieces, so that the texts of a long list need not be joined into one. */
  *pieces(): Generator<string> {
    const counts = `count="${this.#uses}" uniqueCount="${this.#indexes.size}"`;
    yield `${xmlDeclaration}<sst xmlns="${mainNamespace}" ${counts}>`;
    for (const text of this.#indexes.keys())
      yield `<si><t xml:space="preserve">${escapeSharedText(text)}</t></si>`;
    yield '</sst>';
  }
}
