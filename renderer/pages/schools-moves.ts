/** A cell of a table that is only read; the head of a row is column 0. */
export interface TablePlace {
  readonly row: number;
  readonly column: number;
}

export interface TableSize {
  readonly rows: number;
  readonly columns: number;
}

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** Where a key leads, as in a spreadsheet; null when it is no key of the table. */
export function tableMove(
  { key, control }: { readonly key: string; readonly control: boolean },
  { row, column }: TablePlace,
  { rows, columns }: TableSize,
): TablePlace | null {
  if (key === 'Home') return { row: control ? 0 : row, column: 0 };
  if (key === 'End') return { row: control ? rows - 1 : row, column: columns - 1 };
  const step = steps[key];
  // Ctrl+PageUp and Ctrl+PageDown turn the forms of the window.
  if (step === undefined || (control && key.startsWith('Page'))) return null;
  const far = control ? Math.max(rows, columns) : 1;
  return {
    row: Math.min(Math.max(row + step[0] * far, 0), rows - 1),
    column: Math.min(Math.max(column + step[1] * far, 0), columns - 1),
  };
}
