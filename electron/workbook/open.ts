import { refusal } from '../../shared/error';
import type { Grid } from '../../shared/grid';
import { limits } from './limits';
import { Reading, type ReadingWays } from './reading';
import { readXlsx } from './xlsx';

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** Beginnings of what people take for workbooks, in the clerk's words; `.xls` files of web systems are often the first two. */
const otherKinds: readonly (readonly [beginning: RegExp, really: string])[] = [
  [/^\s*<\?xml[^]*(progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet)/i, 'XML 表格（2003）'],
  [/^\s*(<!--[^]*?-->\s*)*<(!doctype html|html|head|body|meta|style|table|div)\b/i, '网页'],
  [/^MIME-Version:/i, '网页'],
  [/^%PDF-/, ' PDF 文档'],
  [/^\{\\rtf/, ' RTF 文档'],
  [/^(\u0089PNG|\u00ff\u00d8\u00ff|GIF8|BM)/, '图片'],
  [/^(Rar!|7z\u00bc\u00af|\u001f\u008b)/, '压缩包'],
  [/^<\?xml/i, ' XML 文件'],
];

/** What `otherKind` calls a text that is nothing else. */
export const plainText = '文本（CSV）';

/** What the file is instead; empty where nobody can tell. */
export function otherKind(bytes: Uint8Array): string {
  if (bytes.length === 0) return '空的';
  const wide = startsWith(bytes, 0xff, 0xfe);
  const head = Buffer.from(bytes.subarray(0, 4096));
  const start = head.toString(wide ? 'utf16le' : 'latin1').replace(/^(\u00ef\u00bb\u00bf|\ufeff)/, '');
  const known = otherKinds.find(([beginning]) => beginning.test(start));
  if (known !== undefined) return known[1];
  return /[\u0000-\u0008\u000e-\u001f]/.test(start) ? '' : plainText;
}

/**
 * Reads a workbook of any origin; what it is is decided by its content, never by its name. Nothing in it is run,
 * calculated or followed. Refused with `file.…` where it is too large, no workbook, encrypted, damaged, unsafe.
 * @param fileName what the file is called in sentences
 */
export async function readGrid(bytes: Uint8Array, fileName: string, ways: ReadingWays = {}): Promise<Grid> {
  const limit = limits.fileMegabytes;
  if (bytes.length > limit * 1024 * 1024) throw refusal('file.tooLarge', { file: fileName, limit });
  const reading = new Reading(fileName, ways);
  if (startsWith(bytes, 0x50, 0x4b)) return readXlsx(reading, bytes);
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    const { readXls } = await import('./xls');
    return readXls(reading, bytes);
  }
  throw refusal('file.notWorkbook', { file: fileName, really: otherKind(bytes) });
}
