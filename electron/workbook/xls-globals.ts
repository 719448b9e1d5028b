import { refusal } from '../../shared/error';
import type { GridSheet } from '../../shared/grid';
import { numberStyleOf } from './cell-texts';
import type { NumberStyle } from './cell-texts';
import { limits } from './limits';
import type { Reading } from './reading';
import { decoderOf, record, recordsFrom, TextReader } from './xls-records';
import type { XlsRecord } from './xls-records';

export interface XlsSheetEntry {
  readonly name: string;
  readonly visibility: GridSheet['visibility'];
  /** Where its records begin in the stream. */
  readonly start: number;
  /** Charts, macro sheets and Visual Basic modules have no cells. */
  readonly hasCells: boolean;
}

/** What stands before the sheets in the workbook stream. */
export interface XlsGlobals {
  readonly sheets: readonly XlsSheetEntry[];
  readonly strings: readonly string[];
  /** By cell format. */
  readonly numberStyles: readonly NumberStyle[];
  readonly date1904: boolean;
  readonly hasExternalLinks: boolean;
  /** Reads the text of a record, which has its count of characters at `at`. */
  textAt(found: XlsRecord, at: number, countBytes?: 1 | 2): string;
}

const visibilities = ['visible', 'hidden', 'veryHidden'] as const;
const biff5 = 0x0500;
const biff8 = 0x0600;

/** Texts of a BIFF8 file are Unicode, of a BIFF5 file bytes of some code page. */
function textReader(version: number, codePage: () => number): XlsGlobals['textAt'] {
  return ({ data, more }, at, countBytes = 2) => {
    if (version === biff8) return new TextReader([data, ...more], at).text(countBytes);
    const count = data.readUIntLE(at, countBytes);
    return decoderOf(codePage()).decode(data.subarray(at + countBytes, at + countBytes + count));
  };
}

function readStrings(reading: Reading, { data, more }: XlsRecord): readonly string[] {
  const strings: string[] = [];
  const texts = new TextReader([data, ...more], 8);
  for (let left = data.readUInt32LE(4); left > 0 && !texts.isAtEnd; left -= 1) {
    if (strings.length >= reading.limits.sharedStrings) throw reading.tooMuch('SST');
    strings.push(texts.text());
  }
  return strings;
}

/** Reads the records before the sheets. Refused with `file.encrypted` where the file has an opening password. */
export function readGlobals(reading: Reading, stream: Buffer): XlsGlobals {
  const version = stream.readUInt16LE(4);
  if (stream.readUInt16LE(0) !== record.bof || (version !== biff5 && version !== biff8)) {
    throw refusal('file.notWorkbook', { file: reading.file, really: '很早版本的 Excel 工作簿' });
  }
  let codePage = 936;
  const textAt = textReader(version, () => codePage);
  const sheets: XlsSheetEntry[] = [];
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let strings: readonly string[] = [];
  let date1904 = false;
  let hasExternalLinks = false;
  for (const found of recordsFrom(stream, 0)) {
    const { type, data } = found;
    if (type === record.eof) break;
    switch (type) {
      case record.filePass:
        throw refusal('file.encrypted', { file: reading.file });
      case record.codePage:
        codePage = data.readUInt16LE(0);
        break;
      case record.date1904:
        date1904 = data.readUInt16LE(0) === 1;
        break;
      case record.format:
        codes.set(data.readUInt16LE(0), textAt(found, 2, version === biff8 ? 2 : 1));
        break;
      case record.xf:
        formats.push(data.readUInt16LE(2));
        break;
      case record.sst:
        strings = readStrings(reading, found);
        break;
      case record.supBook:
        // A list of this file's own sheets has a mark in place of another file's name.
        hasExternalLinks ||= data.length > 4;
        break;
      case record.boundSheet: {
        if (sheets.length >= limits.sheets) throw reading.tooMuch('BOUNDSHEET');
        const visibility = visibilities[data.readUInt8(4) & 0x03] ?? 'visible';
        const start = data.readUInt32LE(0);
        sheets.push({ name: textAt(found, 6, 1), visibility, start, hasCells: data.readUInt8(5) === 0 });
        break;
      }
    }
  }
  const numberStyles = formats.map((id) => numberStyleOf(id, codes.get(id)));
  return { sheets, strings, numberStyles, date1904, hasExternalLinks, textAt };
}
