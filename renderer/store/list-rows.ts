import type { Form } from '../../shared/form';
import type { ListRecord } from '../../shared/submission';
import { followRows, isPlain, plainView, recordsInView, type ListView } from '../grid/list-view';
import { createKeyed, type Keyed } from './keyed';
import { newRecordId } from './records';

/** A view of a list with what it shows of it. */
export interface ShownList {
  readonly view: ListView;
  /** How many records there are, and how many of them are shown. */
  readonly total: number;
  readonly shown: number;
  /** Records were changed since it was sorted or filtered: some may stand elsewhere now, or not at all. */
  readonly changed: boolean;
}

/** Which rows of each list are on screen, and in what order. */
export interface ListRows {
  /** Ids of a list's rows by form, with an empty one at the foot as long as it can be filled. */
  readonly rows: Keyed<readonly string[]>;
  readonly shown: Keyed<ShownList>;
  /** Place of a row in the order of entry, from 1, whatever the view; null for the empty one. */
  numberOf(form: string, id: string): number | null;
  /** Sorts and filters anew; the same view once more applies it to what was changed since. */
  look(form: string, view: ListView): void;
  /** Shows a record that the filters leave out. */
  reveal(form: string, id: string): void;
  /** Records of these forms were changed. */
  follow(forms: Iterable<string>): void;
  /** Everything may be different. */
  replace(): void;
}

export interface ListRowsOptions {
  readonly form: (code: string) => Form | undefined;
  readonly records: (form: string) => readonly ListRecord[];
  readonly isRecord: (form: string, id: string) => boolean;
  readonly troubled: (form: string, id: string) => boolean;
  readonly closed: () => boolean;
}

interface Look {
  readonly view: ListView;
  readonly ids: readonly string[];
  /** The records that there were when it was made. */
  readonly seen: ReadonlySet<string>;
  readonly changed: boolean;
}

export function createListRows({ form, records, isRecord, troubled, closed }: ListRowsOptions): ListRows {
  const looks = new Map<string, Look>();
  /** The empty row keeps its id until a record is made of it. */
  const blanks = new Map<string, string>();
  const last = new Map<string, readonly string[]>();

  const rows = createKeyed<readonly string[]>((code) => {
    const look = looks.get(code);
    const ids = records(code).map(({ id }) => id);
    const shown = look === undefined ? ids : followRows(inOrder(look, ids), look.seen, ids);
    const next = closed() ? shown : [...shown, blankOf(code)];
    const before = last.get(code);
    // A list of rows that did not change keeps its identity.
    if (before?.length === next.length && next.every((id, index) => id === before[index])) return before;
    last.set(code, next);
    return next;
  });

  const shown = createKeyed<ShownList>((code) => {
    const look = looks.get(code);
    const total = records(code).length;
    return {
      view: look?.view ?? plainView,
      total,
      shown: look === undefined ? total : rows.get(code).length - (closed() ? 0 : 1),
      changed: look?.changed === true,
    };
  });

  /** Only a sorted view has an order of its own; in any other a row that was moved is seen where it went. */
  function inOrder({ view, ids }: Look, all: readonly string[]): readonly string[] {
    if (view.sort !== null) return ids;
    const shown = new Set(ids);
    return all.filter((id) => shown.has(id));
  }

  function blankOf(code: string): string {
    const known = blanks.get(code);
    if (known !== undefined && !isRecord(code, known)) return known;
    const fresh = newRecordId();
    blanks.set(code, fresh);
    return fresh;
  }

  /** By the array of the records, which every change makes anew. */
  const numbers = new WeakMap<readonly ListRecord[], ReadonlyMap<string, number>>();

  function numbersOf(code: string): ReadonlyMap<string, number> {
    const all = records(code);
    const known = numbers.get(all) ?? new Map(all.map(({ id }, index) => [id, index + 1]));
    numbers.set(all, known);
    return known;
  }

  function tell(codes: readonly string[]) {
    rows.changed(codes);
    shown.changed(codes);
  }

  return {
    rows,
    shown,
    numberOf: (code, id) => numbersOf(code).get(id) ?? null,
    look(code, view) {
      const definition = form(code);
      if (definition === undefined) return;
      if (isPlain(view)) looks.delete(code);
      else {
        const all = records(code);
        const ids = recordsInView(definition, all, view, (id) => troubled(code, id)).map(({ id }) => id);
        looks.set(code, { view, ids, seen: new Set(all.map(({ id }) => id)), changed: false });
      }
      tell([code]);
    },
    reveal(code, id) {
      const look = looks.get(code);
      if (look === undefined || !look.seen.has(id) || look.ids.includes(id)) return;
      const seen = new Set(look.seen);
      seen.delete(id);
      looks.set(code, { ...look, seen });
      tell([code]);
    },
    follow(codes) {
      const changed = [...new Set(codes)];
      for (const code of changed) {
        const look = looks.get(code);
        if (look !== undefined && !look.changed) looks.set(code, { ...look, changed: true });
      }
      tell(changed);
    },
    replace() {
      rows.allChanged();
      shown.allChanged();
    },
  };
}
