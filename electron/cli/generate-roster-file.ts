import type { RosterCellKind, RosterSheet } from '../../shared/generator/roster-file';
import { columnLetters, formatRange } from '../../shared/workbook-address';
import { ownPage } from '../../shared/workbook-draft';
import type { ListSheet } from '../../shared/workbook-list';
import { blank, numberValue, textValue } from '../../shared/workbook-sheet';
import type { FixedText, PlannedValue } from '../../shared/workbook-sheet';
import { ownStyles } from '../../shared/workbook-styles';
import { packList } from '../workbook/list-writer';
import { encodeGbk } from './generate-gbk';

/** `gbk` is the CSV that a Chinese Excel saves, `csv` the one in UTF-8 with its mark. */
export const rosterFormats = ['xlsx', 'csv', 'gbk'] as const;
export type RosterFormat = (typeof rosterFormats)[number];

export const rosterExtension: Readonly<Record<RosterFormat, string>> = {
  ...{ xlsx: 'xlsx', csv: 'csv', gbk: 'csv' },
};

/** The bytes of a roster file. A CSV has one table: further sheets are files of their own. */
export async function packRoster(sheets: readonly RosterSheet[], format: RosterFormat): Promise<Uint8Array> {
  if (format === 'xlsx') return packList({ title: '名册', author: 'Tianbao', sheets: sheets.map(listSheet) });
  const [sheet, ...others] = sheets;
  if (sheet === undefined || others.length > 0) throw new Error(`a CSV of ${sheets.length} sheets`);
  const text = csvText(sheet);
  return format === 'gbk' ? encodeGbk(text) : Buffer.from(`\uFEFF${text}`);
}

function csvText({ title, heads, rows }: RosterSheet): string {
  const lines = [...(title === null ? [] : [[title]]), heads, ...rows];
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

const styleOfKind: Readonly<Record<RosterCellKind, string>> = {
  text: 'words',
  number: 'figure',
  date: 'day',
};
const styles = { ...ownStyles, day: { ...ownStyles.figure, format: 'yyyy/m/d' } };

function listSheet({ name, title, heads, kinds, rows }: RosterSheet): ListSheet {
  const headRow = title === null ? 1 : 2;
  const texts: FixedText[] = heads.map((text, index) => ({
    ...{ address: `${columnLetters(index + 1)}${headRow}`, text, style: 'head' },
  }));
  if (title !== null) texts.unshift({ address: 'A1', text: title, style: 'title' });
  const across = { from: { column: 1, row: 1 }, to: { column: Math.max(1, heads.length), row: 1 } };
  return {
    template: {
      ...{ sheet: name, visibility: 'visible', styles, texts, data: [], rows: [], page: ownPage },
      merges: title === null || heads.length < 2 ? [] : [formatRange(across)],
      columns: [{ from: 1, to: heads.length, size: 14, hidden: false }],
      ...{ titleRows: [headRow, headRow], printArea: null },
    },
    first: { column: 1, row: headRow + 1 },
    styles: kinds.map((kind) => styleOfKind[kind]),
    rows: rows.map((row) => row.map((text, index) => value(text, kinds[index] ?? 'text'))),
    foot: null,
  };
}

function value(text: string, kind: RosterCellKind): PlannedValue {
  if (text === '') return blank;
  if (kind === 'text') return textValue(text);
  return numberValue(kind === 'number' ? text : String(serialDay(text)));
}

/** Days since 30 December 1899, as Excel counts dates. */
function serialDay(iso: string): number {
  return Math.round((Date.parse(`${iso}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
}
