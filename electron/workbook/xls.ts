import { Refusal, refusal } from '../../shared/error';
import type { Grid, GridSheet } from '../../shared/grid';
import { openCompound } from './compound';
import type { Compound } from './compound';
import type { Reading } from './reading';
import { readGlobals } from './xls-globals';
import { readXlsSheet } from './xls-sheet';

/** What a compound file without a workbook is, in the clerk's words. */
function otherKind(compound: Compound): string {
  if (compound.names.has('worddocument')) return ' Word 文档';
  if (compound.names.has('powerpoint document')) return '演示文稿';
  return '';
}

function readBook(reading: Reading, compound: Compound): Grid {
  const { file } = reading;
  if (compound.names.has('encryptedpackage')) throw refusal('file.encrypted', { file });
  const name = ['workbook', 'book'].find((candidate) => compound.names.has(candidate));
  if (name === undefined) throw refusal('file.notWorkbook', { file, really: otherKind(compound) });
  const stream = compound.stream(name);
  const globals = readGlobals(reading, stream);
  if (globals.sheets.length === 0) throw reading.damaged('没有工作表');
  if (compound.names.has('_vba_project_cur')) reading.notice({ code: 'file.macros', params: { file } });
  if (globals.hasExternalLinks) reading.notice({ code: 'file.externalLinks', params: { file } });
  const names = new Set<string>();
  const starts = new Set<number>();
  const sheets: GridSheet[] = [];
  for (const entry of globals.sheets) {
    // Two sheets of one name, or of the same records, would leave open which of them a value belongs to.
    if (names.has(entry.name.toLowerCase()) || starts.has(entry.start)) {
      throw reading.unsafe(`重复的工作表「${entry.name}」`);
    }
    names.add(entry.name.toLowerCase());
    starts.add(entry.start);
    if (entry.hasCells) sheets.push(readXlsSheet(reading, stream, entry, globals));
    else reading.notice({ code: 'file.notCells', params: { sheet: entry.name } });
  }
  return { format: 'xls', sheets, notices: reading.notices };
}

/**
 * Reads what Excel 95 to 2003 and WPS (`.xls`, `.et`) write. The values are read record by record, so that a stream
 * that ends early or refers to what is not there is refused instead of being read in part.
 */
export function readXls(reading: Reading, bytes: Uint8Array): Grid {
  try {
    return readBook(reading, openCompound(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  } catch (error) {
    throw error instanceof Refusal ? error : reading.damaged('');
  }
}
