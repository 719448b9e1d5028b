import { cellName } from './cell';
import type { CellContent } from './submission';

/** What was entered in the cells of matrix and field forms, by `form!cell`. */
export class Entries {
  readonly #contents = new Map<string, CellContent>();
  readonly #count = new Map<string, number>();

  get all(): ReadonlyMap<string, CellContent> {
    return this.#contents;
  }

  get(form: string, cell: string): CellContent | null {
    return this.#contents.get(cellName(form, cell)) ?? null;
  }

  set(form: string, cell: string, content: CellContent | null): void {
    const name = cellName(form, cell);
    const before = this.#contents.has(name) ? 1 : 0;
    if (content === null) this.#contents.delete(name);
    else this.#contents.set(name, content);
    this.#count.set(form, this.count(form) + (content === null ? 0 : 1) - before);
  }

  /** How many cells of a form hold something. */
  count(form: string): number {
    return this.#count.get(form) ?? 0;
  }
}
