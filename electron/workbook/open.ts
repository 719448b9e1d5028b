import { refusal } from '../../shared/error';
import type { Grid } from '../../shared/grid';
import { Reading } from './reading';
import { readXlsx } from './xlsx';

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/**
 * Reads a workbook of any origin; what it is is decided by its content, never by its name. Refused with `file.…`.
 * `fileName` is what the file is called in sentences.
 */
export async function readGrid(bytes: Uint8Array, fileName: string): Promise<Grid> {
  const reading = new Reading(fileName);
  if (startsWith(bytes, 0x50, 0x4b)) return readXlsx(reading, bytes);
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    const { readXls } = await import('./xls');
    return readXls(reading, bytes);
  }
  throw refusal('file.notWorkbook', { file: fileName });
}
