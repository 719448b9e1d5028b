import type { RowProblem } from './rows';
import type { RosterProblem, RosterProblemCode } from './staged';
import type { StagingRow } from './staging-table';

/** Shown at most, and of each code at least, as far as there are so many. */
const shownProblems = 500;
const shownOfCode = 30;

/** A problem where it stands; nothing is worked out for those that are not shown. */
export interface Found {
  readonly row: StagingRow;
  readonly problem: RowProblem;
  /** The clerk left the row out or accepts it as it is. */
  readonly settled: boolean;
}

export const problemId = ({ id }: StagingRow, { code, field }: RowProblem): string =>
  `${id}.${code}.${field ?? ''}`;

/** Chooses what is shown while the problems come by, in the order of the files. */
export class ShownProblems {
  readonly #open = new Selection();
  readonly #settled = new Selection();

  put(found: Found): void {
    (found.settled ? this.#settled : this.#open).put(found);
  }

  /** All of them that are open, by code. */
  get open(): Readonly<Partial<Record<RosterProblemCode, number>>> {
    return Object.fromEntries(this.#open.counts);
  }

  get isSettled(): boolean {
    return this.#open.counts.size === 0;
  }

  /** Open ones first. */
  chosen(): readonly Found[] {
    const open = this.#open.chosen(shownProblems);
    return [...open, ...this.#settled.chosen(shownProblems - open.length)];
  }
}

/** Thirty of each code, then as many as there is room for. */
class Selection {
  readonly counts = new Map<RosterProblem['code'], number>();
  readonly #ofCode: (readonly [at: number, found: Found])[] = [];
  readonly #others: (readonly [at: number, found: Found])[] = [];
  #at = 0;

  put(found: Found): void {
    const { code } = found.problem;
    const count = this.counts.get(code) ?? 0;
    this.counts.set(code, count + 1);
    this.#at += 1;
    if (count < shownOfCode) this.#ofCode.push([this.#at, found]);
    else if (this.#others.length < shownProblems) this.#others.push([this.#at, found]);
  }

  chosen(room: number): readonly Found[] {
    return [...this.#ofCode, ...this.#others]
      .slice(0, room)
      .sort(([one], [other]) => one - other)
      .map(([, found]) => found);
  }
}
