import path from 'node:path';
import { refusal } from '../../shared/error';
import type { WorkProgress } from '../../shared/ipc-work';
import { errorSentence } from '../../shared/messages';
import { HeadMatcher } from '../../shared/roster/heads';
import type { RosterNotice } from '../../shared/roster/staged';
import { type RosterReading, type RosterTable, TableRows } from '../../shared/roster/tables';
import type { JobInput } from '../jobs/table';
import { csvCells, CsvFault, decodeText } from './csv';
import { rosterLimits } from './limits';
import { otherKind, plainText, readGrid } from './open';
import { readBytes } from './read-bytes';
import { RosterSheet } from './roster-sheet';

/** What was found in one file. */
interface ReadOne {
  readonly tables: readonly RosterTable[];
  readonly notices: readonly RosterNotice[];
}

/**
 * Reads the sheets with people on them out of workbooks and text tables. Refused with `file.…`, `roster.noTable` where
 * no sheet of any file has people, `roster.tooMany`.
 */
export async function readRosterFiles(
  { files, columns, known }: JobInput<'roster.read'>,
  progress: (progress: WorkProgress) => void,
): Promise<RosterReading> {
  const matcher = new HeadMatcher(columns, new Map(known));
  const tables: RosterTable[] = [];
  const notices: RosterNotice[] = [];
  let rows = 0;
  for (const [done, file] of files.entries()) {
    progress({ step: 'reading', done, total: files.length });
    const read = await readOne(file, matcher);
    tables.push(...read.tables);
    notices.push(...read.notices);
    rows += read.tables.reduce((sum, table) => sum + table.rows.length, 0);
    if (rows > rosterLimits.rows) throw refusal('roster.tooMany', { rows, limit: rosterLimits.rows });
  }
  if (tables.length === 0) {
    const names = files.map((file) => path.basename(file));
    const shown =
      names.length > 3 ? `${names.slice(0, 3).join('、')} 等 ${names.length} 个文件` : names.join('、');
    throw refusal('roster.noTable', { files: shown });
  }
  return { tables, notices };
}

async function readOne(file: string, matcher: HeadMatcher): Promise<ReadOne> {
  const fileName = path.basename(file);
  const bytes = await readBytes(file, fileName);
  const isWorkbook = (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);
  if (isWorkbook) return readSheets(bytes, fileName, matcher);
  const isWide = bytes[0] === 0xfe && bytes[1] === 0xff;
  const really = isWide ? plainText : otherKind(bytes);
  if (really !== plainText) throw refusal('file.notWorkbook', { file: fileName, really });
  return readText(bytes, fileName, matcher);
}

async function readSheets(bytes: Uint8Array, fileName: string, matcher: HeadMatcher): Promise<ReadOne> {
  const sheets: RosterSheet[] = [];
  const grid = await readGrid(bytes, fileName, {
    limits: rosterLimits,
    sink: (reading, name) => {
      const sheet = new RosterSheet(reading, name, matcher);
      sheets.push(sheet);
      return sheet;
    },
  });
  const tables: RosterTable[] = [];
  const notices: RosterNotice[] = grid.notices.map((error) => ({
    ...{ code: 'file', fileName, sheet: '', count: 0 },
    text: errorSentence(error),
  }));
  for (const { name, rows, merges, visibility } of sheets) {
    const about = { fileName, sheet: name, count: 0, text: '' };
    const table = rows.finish({ fileName, sheet: name }, merges);
    if (table !== null) tables.push(table);
    if (table === null) notices.push({ ...about, code: rows.isEmpty ? 'emptySheet' : 'sheetWithoutHead' });
    else if (visibility !== 'visible') notices.push({ ...about, code: 'hiddenSheet' });
  }
  return { tables, notices };
}

function readText(bytes: Uint8Array, fileName: string, matcher: HeadMatcher): ReadOne {
  const rows = new TableRows(matcher);
  let hasColumns = false;
  try {
    for (const [row, column, text] of csvCells(decodeText(bytes))) {
      if (column > 500) throw refusal('file.tooMuch', { file: fileName, part: `第 ${row} 行` });
      hasColumns ||= column > 0;
      rows.add(row, column, text);
    }
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    const part = error.kind === 'encoding' ? '文字编码认不出' : `第 ${error.line} 行的引号不成对`;
    throw refusal('file.damaged', { file: fileName, part });
  }
  const table = rows.finish({ fileName, sheet: '' }, []);
  if (table !== null) return { tables: [table], notices: [] };
  // A text under the name of a workbook may be a list; one without columns is what is left of a broken file.
  if (!hasColumns && /\.(xls[xmb]?|et)$/i.test(fileName))
    throw refusal('file.notWorkbook', { file: fileName, really: plainText });
  const code = rows.isEmpty ? 'emptySheet' : 'sheetWithoutHead';
  return { tables: [], notices: [{ code, fileName, sheet: '', count: 0, text: '' }] };
}
