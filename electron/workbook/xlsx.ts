import { refusal } from '../../shared/error';
import type { Grid, GridSheet } from '../../shared/grid';
import type { Archive } from './archive';
import { openArchive } from './archive';
import type { Reading } from './reading';
import { findMainPart, readWorkbookPart } from './xlsx-package';
import { readSheet } from './xlsx-sheet';
import type { WorkbookContents } from './xlsx-sheet';
import { readSharedStrings } from './xlsx-strings';
import { readNumberStyles } from './xlsx-styles';

/** What a package without a workbook is, in the clerk's words. */
function otherKind(archive: Archive): string {
  if (archive.has('xl/workbook.bin')) return 'Excel 二进制工作簿（.xlsb）';
  if (archive.has('word/document.xml')) return ' Word 文档';
  if (archive.has('ppt/presentation.xml')) return '演示文稿';
  if (archive.has('mimetype') && archive.has('content.xml')) return 'OpenDocument 文档（.ods）';
  return '压缩包';
}

/** Reads an `.xlsx`, `.xlsm` or template of either, by our own hand: no macro, no formula, no link is ever followed. */
export async function readXlsx(reading: Reading, bytes: Uint8Array): Promise<Grid> {
  const archive = await openArchive(bytes, reading.file, reading.limits);
  const main = await findMainPart(reading, archive);
  if (main === null || !main.endsWith('.xml') || !/^(?!word\/|ppt\/)/.test(main)) {
    throw refusal('file.notWorkbook', { file: reading.file, really: otherKind(archive) });
  }
  const workbook = await readWorkbookPart(reading, archive, main);
  if (archive.names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name))) {
    reading.notice({ code: 'file.macros', params: { file: reading.file } });
  }
  if (workbook.hasExternalLinks) {
    reading.notice({ code: 'file.externalLinks', params: { file: reading.file } });
  }
  const { sharedStrings, styles, date1904 } = workbook;
  const contents: WorkbookContents = {
    strings:
      sharedStrings === null
        ? []
        : readSharedStrings(reading, await archive.read(sharedStrings), sharedStrings),
    numberStyles: styles === null ? [] : readNumberStyles(reading, await archive.read(styles), styles),
    date1904,
  };
  const sheets: GridSheet[] = [];
  for (const { name, visibility, part } of workbook.sheets) {
    if (part === null) {
      reading.notice({ code: 'file.notCells', params: { sheet: name } });
      continue;
    }
    const bytesOfPart = await archive.read(part);
    sheets.push(readSheet(reading, { name, visibility, part, bytes: bytesOfPart }, contents));
  }
  return { format: 'xlsx', sheets, notices: reading.notices };
}
