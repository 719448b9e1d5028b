const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The opening tag of a cell, and the cell with all that is in it; by text alone, whatever its prefix is. */
function cellPattern(address: string): RegExp {
  const tag = `<(\\w+:)?c\\s(?:[^>]*\\s)?r="${escaped(address)}"[^>]*`;
  return new RegExp(`${tag}(?:/>|(?<!/)>[^]*?</(?:\\w+:)?c>)`);
}

/** The cell's XML, or null where the sheet does not have it. */
export function cellXml(sheet: string, address: string): string | null {
  return cellPattern(address).exec(sheet)?.[0] ?? null;
}

/** A sheet's XML without the given cells: what filling them must leave as it was. */
export function withoutCells(sheet: string, addresses: readonly string[]): string {
  let rest = sheet;
  for (const address of addresses) rest = rest.replace(cellPattern(address), '');
  // A row that was made for a filled cell is empty now, and one that had none was closed in itself.
  return rest
    .replace(/<((?:\w+:)?row)((?:\s[^>]*)?)><\/\1>/g, '<$1$2/>')
    .replace(/<((?:\w+:)?sheetData)><\/\1>/g, '<$1/>')
    .replace(/(<(?:\w+:)?row [^>]*?) spans="[\d: ]*"/g, '$1')
    .replace(/(<(?:\w+:)?dimension ref=")[^"]*/, '$1');
}

/** Without the rows that only consist of their number. */
export function withoutBareRows(sheet: string): string {
  return sheet.replace(/<(?:\w+:)?row r="\d+"\/>/g, '').replace(/<((?:\w+:)?sheetData)><\/\1>/g, '<$1/>');
}

/** A sheet's XML without the stored results of the given cells. */
export function withoutResults(sheet: string, addresses: readonly string[]): string {
  let rest = sheet;
  for (const address of addresses) {
    rest = rest.replace(cellPattern(address), (cell) =>
      cell.replace(/<v>[^<]*<\/v>|<v\s*\/>/, '').replace(/(<c [^>]*?) t="\w+"/, '$1'),
    );
  }
  return rest;
}
