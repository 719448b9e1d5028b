import type { Range } from '../../shared/workbook-address';
import { copyOf } from './recognise-sheets';
import type { SheetDraft } from './recognise-sheets';

/** What bureaus and office programs do to a sheet. Each returns a changed copy. */
export type Change = (draft: SheetDraft) => SheetDraft;

type Line = 'row' | 'column';

/** Puts in so many lines before line `at`, as office programs do: merges across it grow. */
export function inserted(line: Line, at: number, count: number): Change {
  return (draft) => {
    const next = copyOf(draft);
    for (const cell of next.cells) if (cell[line] >= at) cell[line] += count;
    next.merges = next.merges.map(({ from, to }) => ({
      from: from[line] >= at ? { ...from, [line]: from[line] + count } : from,
      to: to[line] >= at ? { ...to, [line]: to[line] + count } : to,
    }));
    return next;
  };
}

/** Takes a line out with all that stands in it; merges across it shrink. */
export function removed(line: Line, at: number): Change {
  return (draft) => {
    const next = copyOf(draft);
    // A text over several lines stays as long as one of them does.
    for (const { from, to } of next.merges) {
      const cell = next.cells.find(({ row, column }) => row === from.row && column === from.column);
      if (cell !== undefined && from[line] === at && to[line] > at) cell[line] += 1;
    }
    next.cells = next.cells.filter((cell) => cell[line] !== at);
    for (const cell of next.cells) if (cell[line] > at) cell[line] -= 1;
    next.merges = next.merges.flatMap(({ from, to }): Range[] => {
      if (from[line] === at && to[line] === at) return [];
      const merge = {
        from: from[line] > at ? { ...from, [line]: from[line] - 1 } : from,
        to: to[line] >= at ? { ...to, [line]: to[line] - 1 } : to,
      };
      const isOne = merge.from.row === merge.to.row && merge.from.column === merge.to.column;
      return isOne ? [] : [merge];
    });
    return next;
  };
}

/** Changes the places of two columns from row `top` down. */
export function swapped(one: number, other: number, top: number): Change {
  return (draft) => {
    const next = copyOf(draft);
    const moved = (column: number, row: number): number =>
      row < top ? column : column === one ? other : column === other ? one : column;
    for (const cell of next.cells) cell.column = moved(cell.column, cell.row);
    next.merges = next.merges.map(({ from, to }) =>
      from.column === to.column
        ? {
            from: { ...from, column: moved(from.column, from.row) },
            to: { ...to, column: moved(to.column, from.row) },
          }
        : { from, to },
    );
    return next;
  };
}

/** Columns that can change places without breaking a head over several of them. */
export function swappable(draft: SheetDraft, top: number): readonly (readonly [number, number])[] {
  const columns = [...new Set(draft.cells.filter(({ role }) => role === 'data').map(({ column }) => column))];
  const over = (column: number): string =>
    draft.merges
      .filter(
        ({ from, to }) =>
          from.row >= top && from.column < to.column && from.column <= column && column <= to.column,
      )
      .map(({ from }) => `${from.column}:${from.row}`)
      .join();
  return columns.flatMap((one, at) =>
    columns.slice(at + 1).flatMap((other) => (over(one) === over(other) ? [[one, other] as const] : [])),
  );
}

export const renamed =
  (name: string): Change =>
  (draft) => ({ ...copyOf(draft), name });

function reworded(draft: SheetDraft, roles: readonly string[], reword: (text: string) => string): SheetDraft {
  const next = copyOf(draft);
  for (const cell of next.cells) if (roles.includes(cell.role)) cell.text = reword(cell.text);
  return next;
}

export const plainCodes: Change = (draft) => {
  const next = reworded(draft, ['code'], (text) => String(Number(text)));
  for (const cell of next.cells) if (cell.role === 'code') cell.kind = 'number';
  return next;
};

export const paddedCodes: Change = (draft) => reworded(draft, ['code'], (text) => text.padStart(2, '0'));

/** Full-width digits, letters and brackets, spaces between the characters, line breaks. */
export const widened: Change = (draft) =>
  reworded(draft, ['label', 'title', 'code'], (text) =>
    [...text]
      .map((character) =>
        /[!-~]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character,
      )
      .join(''),
  );
export const spaced: Change = (draft) =>
  reworded(draft, ['label'], (text) =>
    text.length < 5 ? [...text].join(' ') : `${text.slice(0, 3)}\n${text.slice(3)} `,
  );
export const narrowed: Change = (draft) =>
  reworded(draft, ['label', 'title'], (text) =>
    text.replace(/[（）：，]/gu, (mark) => ({ '（': '(', '）': ')', '：': ':', '，': ',' })[mark] ?? mark),
  );
export const prefixed: Change = (draft) =>
  reworded(draft, ['label'], (text) => text.replace(/^#/u, '其中：'));

export const withoutHelpers: Change = (draft) => removed('column', 1)(removed('row', 1)(draft));

/** Nothing says which form it is but the table itself. */
export const nameless: Change = (draft) => {
  const next = copyOf(draft);
  next.cells = next.cells.filter(({ role }) => role !== 'title');
  return { ...next, name: 'Sheet7' };
};

export const withoutCodes: Change = (draft) => ({
  ...copyOf(draft),
  cells: copyOf(draft).cells.filter(({ role }) => role !== 'code'),
});

/** Codes counted anew from 1, as bureaus do after they have left rows and columns out. */
export const recounted: Change = (draft) => {
  const next = copyOf(draft);
  const codes = next.cells.filter(({ role }) => role === 'code');
  const inRow = new Map<number, typeof codes>();
  for (const cell of codes) inRow.set(cell.row, [...(inRow.get(cell.row) ?? []), cell]);
  const across = [...inRow.values()].find((row) => row.length > 2) ?? [];
  const down = codes.filter((cell) => !across.includes(cell));
  for (const [at, cell] of [...across].sort((a, b) => a.column - b.column).entries())
    cell.text = String(at + 1);
  for (const [at, cell] of [...down].sort((a, b) => a.row - b.row).entries()) cell.text = String(at + 1);
  return next;
};
