import { bareHead, type HeadMatcher } from './heads';
import type { RosterTable } from './tables';

/**
 * Lists printed two or three people to a line (序号 姓名 性别 | 序号 姓名 性别) as one list, the first column of people
 * before the next. Any other table stays as it is.
 */
export function oneBelowOther(table: RosterTable, matcher: HeadMatcher): RosterTable {
  const { heads, rows, lines, indexes } = table;
  const names = heads.flatMap((head, at) => (matcher.match(head)?.field === 'name' ? [at] : []));
  const width = heads.length / names.length;
  if (names.length < 2 || !Number.isInteger(width) || width < 2) return table;
  const isRepeated = heads.every((head, at) => bareHead(head) === bareHead(heads[at % width] ?? ''));
  if (!isRepeated || !matcher.isHeadRow(heads.slice(0, width))) return table;
  const people = names.flatMap((_, block) =>
    rows.flatMap((texts, at) => {
      const own = texts.slice(block * width, (block + 1) * width);
      return own.some((text) => text !== '') ? [{ line: lines[at] ?? 0, own }] : [];
    }),
  );
  return {
    ...table,
    heads: heads.slice(0, width),
    indexes: indexes.slice(0, width),
    rows: people.map(({ own }) => own),
    lines: people.map(({ line }) => line),
    // Other heads could not be split again.
    top: [],
    beside: names.length,
  };
}
