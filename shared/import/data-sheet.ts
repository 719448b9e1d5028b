import type { Grid, GridSheet } from '../grid';
import { dataSheetName } from '../workbook-data';

/** What the data sheet of a workbook says; `damaged` where it is there and cannot be trusted. */
export type FoundDocument =
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'whole'; readonly json: unknown };

/** Characters of a document; a real one has about 200,000. */
const longest = 8_000_000;

/** Finds the data sheet that the program puts into its workbooks, joins its parts and compares their hash. */
export function findDocument(grid: Grid, hashText: (text: string) => string): FoundDocument {
  const sheet = grid.sheets.find(({ name }) => name === dataSheetName);
  if (sheet === undefined) return { kind: 'absent' };
  const lines = linesOf(sheet);
  const parts = Number(lines.get('parts') ?? '');
  if (!Number.isSafeInteger(parts) || parts < 1 || parts > sheet.cells.size) return { kind: 'damaged' };
  const texts = Array.from({ length: parts }, (_, index) => lines.get(`part${index + 1}`) ?? '');
  const text = texts.join('');
  if (text.length > longest || hashText(text) !== lines.get('sha256')) return { kind: 'damaged' };
  try {
    return { kind: 'whole', json: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'damaged' };
  }
}

/** Names in column A, values in column B, wherever the rows are. */
function linesOf(sheet: GridSheet): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const [address, { text }] of sheet.cells) {
    if (!/^A\d+$/.test(address)) continue;
    lines.set(text, sheet.cells.get(`B${address.slice(1)}`)?.text ?? '');
  }
  return lines;
}
