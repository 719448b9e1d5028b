import { expect, test } from 'vitest';
import { csvCells, CsvFault, decodeText } from '../../electron/workbook/csv';
import { encodeGbk } from '../../electron/cli/generate-gbk';

/** Rows of a text table, blanks as ''. */
function rowsOf(text: string): readonly string[][] {
  const rows: string[][] = [];
  for (const [row, column, cell] of csvCells(text)) (rows[row - 1] ??= [])[column] = cell;
  return rows.map((cells) => Array.from(cells, (cell: string | undefined) => cell ?? ''));
}

function fault(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    if (error instanceof CsvFault) return [error.kind, error.line];
    throw error;
  }
  return null;
}

const utf16 = (text: string, swap: boolean): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return swap ? bytes.swap16() : bytes;
};

test.each([
  ['UTF-8', Buffer.from('姓名,性别\n王小明,男')],
  ['UTF-8 with a mark', Buffer.from('\ufeff姓名,性别\n王小明,男')],
  ['GBK', encodeGbk('姓名,性别\n王小明,男')],
  ['UTF-16 of Excel', utf16('姓名,性别\n王小明,男', false)],
  ['UTF-16, the other way round', utf16('姓名,性别\n王小明,男', true)],
  ['UTF-16 without a mark', utf16('姓名,性别\n王小明,男', false).subarray(2)],
])('a text in %s is told by its bytes', (_, bytes) => {
  expect(rowsOf(decodeText(bytes))).toEqual([
    ['姓名', '性别'],
    ['王小明', '男'],
  ]);
});

test('rare characters of GB18030 are read, and what is no text is refused', () => {
  expect(decodeText(Uint8Array.of(0x81, 0x39, 0xee, 0x39))).toBe('㐀');
  expect(fault(() => decodeText(Uint8Array.of(0xff, 0xff, 0x80, 0x41)))).toEqual(['encoding', 0]);
});

test.each([
  ['commas', '姓名,性别,备注\n王,男,a;b'],
  ['semicolons', '姓名;性别;备注\n王;男;"a;b"'],
  ['tabs', '姓名\t性别\t备注\r\n王\t男\ta;b\r\n'],
])('%s separate', (_, text) => {
  expect(rowsOf(text)).toEqual([
    ['姓名', '性别', '备注'],
    ['王', '男', 'a;b'],
  ]);
});

test('quotes hold line breaks, separators and quotes', () => {
  expect(rowsOf('姓名,"家庭\n地址"\n"王,""小""明",x\n,"y"\n')).toEqual([
    ['姓名', '家庭\n地址'],
    ['王,"小"明', 'x'],
    ['', 'y'],
  ]);
});

test('texts in ="…" are taken out of it', () => {
  expect(rowsOf('编号,姓名\n="990101,2",王\n"=""0012""",李')).toEqual([
    ['编号', '姓名'],
    ['990101,2', '王'],
    ['="0012"', '李'],
  ]);
});

test('a quote that does not end is refused with its line', () => {
  expect(fault(() => rowsOf('姓名,性别\n王,男\n"李,女\n张,男'))).toEqual(['quote', 3]);
});

test('empty lines count as lines, as in a spreadsheet', () => {
  expect([...csvCells('姓名\r\n\r\n王\r李\n')]).toEqual([
    [1, 0, '姓名'],
    [3, 0, '王'],
    [4, 0, '李'],
  ]);
});
