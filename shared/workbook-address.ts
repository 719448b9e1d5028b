/** Addresses of workbook cells. Columns and rows count from 1, as they do on screen. */
export interface Position {
  readonly column: number;
  readonly row: number;
}

/** A rectangle of cells; both corners belong to it. */
export interface Range {
  readonly from: Position;
  readonly to: Position;
}

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A → 1, AA → 27. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

export function formatAddress(position: Position): string {
  return `${columnLetters(position.column)}${position.row}`;
}

/** Reads `R10`. Throws on anything else: addresses come from checked definitions or from our own arithmetic. */
export function parseAddress(address: string): Position {
  const match = /^([A-Z]{1,3})([1-9]\d*)$/.exec(address);
  if (match?.[1] === undefined || match[2] === undefined) throw new Error(`No cell address: ${address}`);
  return { column: columnNumber(match[1]), row: Number(match[2]) };
}

/** Reads `B2:R2`; a single address is the range of one cell. */
export function parseRange(range: string): Range {
  const [from = '', to = from] = range.split(':');
  return { from: parseAddress(from), to: parseAddress(to) };
}

export function formatRange(range: Range): string {
  return `${formatAddress(range.from)}:${formatAddress(range.to)}`;
}

export function isInRange(range: Range, position: Position): boolean {
  return (
    position.column >= range.from.column &&
    position.column <= range.to.column &&
    position.row >= range.from.row &&
    position.row <= range.to.row
  );
}

/** Every cell of the range, row by row. */
export function positionsOf(range: Range): readonly Position[] {
  const positions: Position[] = [];
  for (let row = range.from.row; row <= range.to.row; row += 1) {
    for (let column = range.from.column; column <= range.to.column; column += 1)
      positions.push({ column, row });
  }
  return positions;
}

export function isSingleCell(range: Range): boolean {
  return range.from.column === range.to.column && range.from.row === range.to.row;
}
