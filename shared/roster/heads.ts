import { halfWidth } from '../value';
import type { RosterColumns, RosterField } from './definition';
import type { StagedColumn } from './staged';

/** What a head is taken for, and how that was found; a lower `rank` is the better name of the field. */
export interface HeadMatch {
  readonly field: string | null;
  readonly by: 'name' | 'alias' | 'remembered' | 'unneeded';
  readonly rank: number;
}

/** Heads that were mapped by hand before, as they were written. */
export type KnownHeads = ReadonlyMap<string, string | null>;

/**
 * A head without what differs from file to file: spaces, line breaks, asterisks of required columns, punctuation,
 * brackets, full-width forms, an ordinal in front.
 */
export function bareHead(head: string): string {
  return halfWidth(head)
    .replace(/^\s*[(（]?\d{1,3}[)）.、．\s]\s*(?=\D)/, '')
    .replace(/[\s*＊:;,.、。，；：'"“”‘’/\\|_\-—()（）[\]【】〔〕{}<>《》「」?？!！]/g, '')
    .toLowerCase();
}

const bracketed = /[(（[【〔<《「]([^)）\]】〕>》」]*)[)）\]】〕>》」]/g;

/** The forms under which a head may be known, the fullest first. */
function formsOf(head: string): readonly string[] {
  const full = bareHead(head);
  const without = bareHead(head.replace(bracketed, ''));
  const forms = [full, without].filter((form) => form !== '');
  return [...new Set([...forms, ...forms.map((form) => form.replace(/^是否/, ''))])];
}

/** Does a head ask for yes or no: 是否住校, or one of those that the field names? */
export function isAsking({ asks = [] }: RosterField, head: string): boolean {
  const forms = [bareHead(head), bareHead(head.replace(bracketed, ''))];
  return forms.some((form) => form.startsWith('是否') || asks.some((each) => bareHead(each) === form));
}

/** Every part of a head that may say whose column it is: 「姓名（父亲）」 is the father's. */
function partsOf(head: string): readonly string[] {
  const inside = [...head.matchAll(bracketed)].map(([, part = '']) => bareHead(part));
  return [bareHead(head), bareHead(head.replace(bracketed, '')), ...inside].filter((part) => part !== '');
}

function patternOf(pattern: string): RegExp {
  const pieces = pattern.split('*').map((piece) => bareHead(piece).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`);
}

/** Knows the heads of one kind of roster. */
export class HeadMatcher {
  readonly #fields = new Map<string, HeadMatch>();
  readonly #known: ReadonlyMap<string, string | null>;
  readonly #never: readonly RegExp[];
  readonly #unneeded: ReadonlySet<string>;

  constructor(columns: RosterColumns, known: KnownHeads) {
    for (const { id, label, aliases } of columns.fields) {
      [label, ...aliases].forEach((name, rank) => {
        const match: HeadMatch = { field: id, by: rank === 0 ? 'name' : 'alias', rank };
        const bare = bareHead(name);
        this.#put(bare, match);
      });
    }
    // 「是否…」 and the same without it are one column, but a name of its own goes before.
    for (const [bare, match] of [...this.#fields]) {
      const plain = bare.replace(/^是否/, '');
      if (plain !== bare && plain !== '') this.#put(plain, { ...match, by: 'alias', rank: match.rank + 0.5 });
    }
    const fields = new Set(columns.fields.map(({ id }) => id));
    this.#known = new Map(
      [...known].flatMap(([head, field]) =>
        this.isRemembered(head, field) && (field === null || fields.has(field))
          ? [[bareHead(head), field] as const]
          : [],
      ),
    );
    this.#never = columns.neverKept.map(patternOf);
    this.#unneeded = new Set(columns.unneeded.map(bareHead));
  }

  /**
   * May what a head was taken for in one file speak for the next? That a column by the name of a field is not used is
   * said of one file only, and what may be a person's is nobody's business later.
   */
  isRemembered(head: string, field: string | null): boolean {
    const isHead = head !== '' && head.length <= 20 && !/\d{6}/.test(halfWidth(head));
    return isHead && (field !== null || this.named(head) === null);
  }

  /** What a head is by the names of the fields, whatever was remembered of it; 姓名2 is a 姓名. */
  named(head: string): HeadMatch | null {
    const plain = head.replace(/(?<=\D)\s*[._-]?\d{1,2}\s*$/, '');
    for (const [at, form] of [...formsOf(head), ...formsOf(plain)].entries()) {
      const match = this.#fields.get(form);
      if (match !== undefined) return at === 0 ? match : { ...match, rank: match.rank + at / 10 };
    }
    return null;
  }

  #put(bare: string, match: HeadMatch): void {
    if (!this.#fields.has(bare)) this.#fields.set(bare, match);
  }

  /** Null for a head that nobody knows. */
  match(head: string): HeadMatch | null {
    const known = this.#known.get(bareHead(head));
    if (known !== undefined) return { field: known, by: 'remembered', rank: -1 };
    for (const [at, form] of formsOf(head).entries()) {
      const match = this.#fields.get(form);
      if (match !== undefined) return at === 0 ? match : { ...match, rank: match.rank + at / 10 };
    }
    return formsOf(head).some((form) => this.#unneeded.has(form))
      ? { field: null, by: 'unneeded', rank: 0 }
      : null;
  }

  /** Is it the head of a column that no form needs? A field's own name is never one. */
  isNeverKept(head: string): boolean {
    const bare = bareHead(head);
    if (bare === '' || this.#fields.has(bare)) return false;
    return partsOf(head).some((part) => this.#never.some((pattern) => pattern.test(part)));
  }

  /** Do these texts stand over people: a head of the name and one other that a roster has? */
  isHeadRow(texts: Iterable<string>): boolean {
    const fields = new Set<string>();
    for (const text of texts) {
      if (text === '' || text.length > 40 || this.isNeverKept(text)) continue;
      // A choice that was remembered must not hide the heads of every file that comes after.
      for (const match of [this.named(text), this.match(text)])
        if (match !== null && match.field !== null) fields.add(match.field);
    }
    return fields.has('name') && fields.size > 1;
  }
}

/**
 * What the columns of a table are taken for. Where two fit one field, the better name has it, of equal ones the first
 * that is filled; the other is shown without a field.
 */
export function assignHeads(
  matcher: HeadMatcher,
  columns: readonly { readonly head: string; readonly filled: boolean }[],
): readonly Pick<StagedColumn, 'field' | 'by'>[] {
  const matches = columns.map(({ head }) => matcher.match(head));
  const best = new Map<string, number>();
  matches.forEach((match, at) => {
    if (match?.field === null || match === null) return;
    const before = best.get(match.field);
    if (before === undefined || isBetter(at, before)) best.set(match.field, at);
  });

  function isBetter(at: number, than: number): boolean {
    const [filled, thanFilled] = [columns[at]?.filled === true, columns[than]?.filled === true];
    if (filled !== thanFilled) return filled;
    return (matches[at]?.rank ?? 0) < (matches[than]?.rank ?? 0);
  }

  return matches.map((match, at) => {
    if (match === null) return { field: null, by: null };
    if (match.field !== null && best.get(match.field) !== at) return { field: null, by: null };
    return { field: match.field, by: match.by };
  });
}
