import { cellName } from '../../shared/cell';
import type { Mutation } from './mutation';
import type { NaiveYear } from './naive';
import type { Found } from './naive-findings';
import type { Relation } from './naive-relations';

/** Cells that read each cell, ledger (`list/局控辍1`) or cell of an earlier year (`1/form!cell`) directly. */
type Readers = ReadonlyMap<string, readonly string[]>;

function readersIn(year: NaiveYear): Readers {
  const readers = new Map<string, string[]>();
  for (const name of year.cells.keys())
    for (const read of year.readsOfCell(name) ?? []) readers.set(read, [...(readers.get(read) ?? []), name]);
  return readers;
}

/** What changes when some things change: they themselves and, again and again, the cells that read one of them. */
function closure(readers: Readers, start: readonly string[]): ReadonlySet<string> {
  const reached = new Set(start);
  for (const name of reached) for (const reader of readers.get(name) ?? []) reached.add(reader);
  return reached;
}

/** Says what depends on what in one submission; the same for all data in it. */
export class Dependents {
  readonly #own: Readers;
  readonly #last: Readers;
  /** Under a cell of last year, as what it is read now: `1/form!cell` in the words of this year. */
  readonly #readOfLast: Readers;

  constructor(
    year: NaiveYear,
    readonly relations: readonly Relation[],
  ) {
    this.#own = readersIn(year);
    const last = year.earlier(1);
    this.#last = last === null ? new Map() : readersIn(last);
    const reads = new Set([...this.#own.keys(), ...relations.flatMap((relation) => relation.reads)]);
    const readOfLast = new Map<string, string[]>();
    for (const read of reads) {
      const [, form, key] = /^1\/(.*)!(.*)$/.exec(read) ?? [];
      const home = form === undefined || key === undefined ? null : (last?.homeOf(form, key) ?? null);
      if (home === null) continue;
      const name = cellName(home.form.code, home.key);
      readOfLast.set(name, [...(readOfLast.get(name) ?? []), read]);
    }
    this.#readOfLast = readOfLast;
  }

  /** Cells and ledgers of this year, and cells of earlier ones, that a mutation may change. */
  of(mutation: Mutation): ReadonlySet<string> {
    switch (mutation.kind) {
      case 'cells':
        return closure(
          this.#own,
          mutation.changes.map(({ form, cell }) => cellName(form, cell)),
        );
      case 'record':
        return closure(this.#own, [`list/${mutation.change.form}`]);
      case 'stated':
        return new Set([mutation.name]);
      case 'earlier': {
        const { form, cell } = mutation.change;
        const changed = closure(this.#last, [cellName(form, cell)]);
        return closure(
          this.#own,
          [...changed].flatMap((name) => this.#readOfLast.get(name) ?? []),
        );
      }
    }
  }

  /** Whether a finding may come or go with what changed; of a built-in one, whether its cell is among it. */
  mayChange({ key, cells }: Found, changed: ReadonlySet<string>): boolean {
    const relation = this.relations.find((one) => key === one.key || key.startsWith(`${one.key}@`));
    if (relation === undefined) return cells.some((name) => changed.has(name));
    // Emptiness is judged once anything of the form is entered.
    const begun =
      relation.check.blank === 'counts' &&
      [...changed].some((name) => name.startsWith(`${relation.form.code}!`));
    return begun || relation.reads.some((name) => changed.has(name));
  }
}
