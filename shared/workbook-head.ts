/** One cell of a table head: a rectangle counted from the head's upper left corner, starting at 0. */
export interface HeadCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly toRow: number;
  readonly toColumn: number;
}

/**
 * A label that is itself a column (招生数 before 招生数·一年) has a cell of its own, so the columns under it do not
 * print it a second time.
 */
function printedPaths(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const columns = new Set(paths.map((path) => path.join('\n')));
  return paths.map((path) =>
    path.filter((_, level) => level === path.length - 1 || !columns.has(path.slice(0, level + 1).join('\n'))),
  );
}

/** What does not fit into the head's rows is joined in the last one. */
function fitPath(path: readonly string[], rows: number): readonly string[] {
  return path.length <= rows ? path : [...path.slice(0, rows - 1), path.slice(rows - 1).join('·')];
}

/**
 * Arranges column labels as a head of the given number of rows: a label shared by neighbours spans them, a path
 * shorter than the head stretches down to its last row.
 */
export function headCells(labels: readonly (readonly string[])[], rows: number): readonly HeadCell[] {
  const paths = printedPaths(labels).map((path) => fitPath(path, rows));
  const cells: HeadCell[] = [];

  function place(from: number, to: number, level: number): void {
    let column = from;
    while (column <= to) {
      const path = paths[column] ?? [];
      const text = path[level] ?? '';
      if (path.length === level + 1) {
        cells.push({ text, row: level, column, toRow: rows - 1, toColumn: column });
        column += 1;
        continue;
      }
      let last = column;
      while (last < to && paths[last + 1]?.[level] === text && (paths[last + 1]?.length ?? 0) > level + 1)
        last += 1;
      cells.push({ text, row: level, column, toRow: level, toColumn: last });
      place(column, last, level + 1);
      column = last + 1;
    }
  }

  place(0, paths.length - 1, 0);
  return cells;
}
