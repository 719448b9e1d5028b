import { bareHead, type HeadMatcher } from './heads';
import type { RosterTable } from './tables';

/** What may stand once for all people of a line. */
const shared: ReadonlySet<string> = new Set(['stage', 'grade', 'class']);

/** Heads that a spreadsheet numbers are the same head: 姓名, 姓名2. */
const stemOf = (head: string): string => bareHead(head).replace(/(?<=\D)\d{1,2}$/, '');

/** Where one person of a line stands: columns from `first`, `width` of them, `count` times. */
interface Blocks {
  readonly first: number;
  readonly width: number;
  readonly count: number;
}

/** Null where the columns do not repeat, so that it is open which of them belong to whom. */
function blocksOf(heads: readonly string[], names: readonly number[], matcher: HeadMatcher): Blocks | null {
  const [name = 0, second = 0] = names;
  const [width, count] = [second - name, names.length];
  if (width < 2 || names.some((at, block) => at !== name + block * width)) return null;
  const stems = heads.map(stemOf);
  const isShared = (at: number): boolean => {
    const field = matcher.named(heads[at] ?? '')?.field ?? null;
    return field === null || shared.has(field);
  };
  for (let first = Math.max(0, name - width + 1); first <= name; first += 1) {
    const end = first + width * count;
    const isRepeated = stems
      .slice(first, end)
      .every((stem, at) => end <= heads.length && stem === stems[first + (at % width)]);
    const others = heads.map((_, at) => at).filter((at) => at < first || at >= end);
    if (isRepeated && matcher.isHeadRow(heads.slice(first, first + width)) && others.every(isShared))
      return { first, width, count };
  }
  return null;
}

/** Columns of names besides the first that name other people than it. */
export function otherNames(
  { heads, rows }: Pick<RosterTable, 'heads' | 'rows'>,
  name: number,
  matcher: HeadMatcher,
): readonly number[] {
  return heads.flatMap((head, at) =>
    at !== name &&
    matcher.named(head)?.field === 'name' &&
    rows.some((texts) => (texts[at] ?? '') !== '' && texts[at] !== texts[name])
      ? [at]
      : [],
  );
}

/**
 * Lists printed two or three people to a line (序号 姓名 性别 | 序号 姓名 性别 | 备注) as one list, the first column of people
 * before the next; 班级 before or behind stands for all of a line. Any other table stays as it is.
 */
export function oneBelowOther(table: RosterTable, matcher: HeadMatcher): RosterTable {
  const { heads, rows, lines, indexes } = table;
  const name = heads.findIndex((head) => matcher.named(head)?.field === 'name');
  const others = name < 0 ? [] : otherNames(table, name, matcher);
  const blocks = others.length === 0 ? null : blocksOf(heads, [name, ...others], matcher);
  if (blocks === null) return table;
  const { first, width, count } = blocks;
  const end = first + width * count;
  const own = (block: number): number[] =>
    heads.flatMap((_, at) => {
      if (at >= first && at < first + width) return [at + block * width];
      return at < first || at >= end ? [at] : [];
    });
  const known = (at: number): boolean => at >= first && at < end && matcher.named(heads[at] ?? '') !== null;
  const people = Array.from({ length: count }, (_, block) => own(block)).flatMap((columns, block) =>
    rows.flatMap((texts, at) => {
      // A number in front or a class of all is nobody yet; a line of totals is told once.
      const isSomebody = columns.some(
        (column) => (texts[column] ?? '') !== '' && (block === 0 || known(column)),
      );
      return isSomebody ? [{ line: lines[at] ?? 0, own: columns.map((column) => texts[column] ?? '') }] : [];
    }),
  );
  const left = own(0);
  return {
    ...table,
    heads: left.map((at) => (at >= first && at < end ? unnumbered(heads[at] ?? '') : (heads[at] ?? ''))),
    indexes: left.map((at) => indexes[at] ?? at),
    rows: people.map((person) => person.own),
    lines: people.map(({ line }) => line),
    // Other heads could not be split again.
    top: [],
    beside: count,
  };
}

const unnumbered = (head: string): string => head.replace(/(?<=\D)\s*[._-]?\d{1,2}\s*$/, '');
