import * as XLSX from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { readGrid } from '../../electron/workbook/open';
import { Refusal } from '../../shared/error';
import { errorSentence } from '../../shared/messages';
import { main, oneSheet, packageBytes, relations } from '../support/hostile-package';

/** Cells of the first sheet as `address kind text [=formula]`. */
async function cellsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const [sheet] = (await readGrid(bytes, '表.xlsx')).sheets;
  return [...(sheet?.cells ?? [])].map(
    ([address, { kind, text, formula }]) =>
      `${address} ${kind} ${text}${formula === null ? '' : ` =${formula}`}`,
  );
}

async function refusal(bytes: Uint8Array, file = '表.xls'): Promise<{ code: string; sentence: string }> {
  const error = await readGrid(bytes, file).catch((thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw new Error('not refused', { cause: error });
  return { code: error.error.code, sentence: errorSentence(error.error) };
}

describe('ways to write the same', () => {
  test('elements with a prefix', async () => {
    const sheet = `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(await cellsOf(packageBytes({ parts: { 'xl/worksheets/sheet1.xml': sheet } }))).toEqual([
      'B2 text 甲',
    ]);
  });

  test('the strict form of the format', async () => {
    const strict = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
    const parts = {
      'xl/workbook.xml': `<workbook xmlns="${strict}" xmlns:q="${relations}"><sheets><sheet name="表一" sheetId="1" q:id="rId1"/></sheets></workbook>`,
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="${strict}"><sheetData><row><c t="d"><v>2026-09-01T00:00:00</v></c></row></sheetData></worksheet>`,
    };
    expect(await cellsOf(packageBytes({ parts }))).toEqual(['A1 date 2026-09-01']);
  });

  test('a root of another format is no sheet', async () => {
    const parts = { 'xl/worksheets/sheet1.xml': '<worksheet xmlns="urn:other"><sheetData/></worksheet>' };
    expect((await refusal(packageBytes({ parts }))).code).toBe('file.damaged');
  });

  test('rows and cells without addresses', async () => {
    const rows =
      '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="5"><c/><c><v>4</v></c></row><row><c><v>5</v></c></row>';
    expect(await cellsOf(oneSheet(rows))).toEqual([
      'A1 number 1',
      'D1 number 2',
      'E1 number 3',
      'B5 number 4',
      'A6 number 5',
    ]);
  });

  test('rich text, readings and escapes', async () => {
    const strings = [
      '<si><r><t>初</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 中</t></r><rPh sb="0" eb="1"><t>chu</t></rPh></si>',
      '<si><t>一_x000D_\n二_x005F_x0041_</t></si>',
      '<si/>',
    ];
    const sharedStrings = `<sst xmlns="${main}">${strings.join('')}</sst>`;
    const rows = '<row>' + [0, 1, 2].map((index) => `<c t="s"><v> ${index} </v></c>`).join('') + '</row>';
    expect(await cellsOf(packageBytes({ sheets: [{ name: '表一', rows }], sharedStrings }))).toEqual([
      'A1 text 初 中',
      'B1 text 一\r\n二_x0041_',
    ]);
  });

  test('formulas: shared, of an array, with every kind of result', async () => {
    const rows = [
      '<c><f t="shared" ref="A1:B1" si="0">C1*2</f><v>4</v></c><c><f t="shared" si="0"/><v>6</v></c>',
      '<c><f t="array" ref="C1:D1">E1:F1</f><v>1</v></c><c t="str"><f>""</f><v></v></c>',
      '<c t="b"><f>1=1</f><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>A1</f><v/></c><c t="str"><f>B1</f></c>',
    ];
    expect(await cellsOf(oneSheet(`<row>${rows.join('')}</row>`))).toEqual([
      'A1 number 4 =C1*2',
      'B1 number 6 =',
      'C1 number 1 =E1:F1',
      'D1 text  =""',
      'E1 boolean TRUE =1=1',
      'F1 error #DIV/0! =1/0',
      'G1 uncalculated  =A1',
      'H1 uncalculated  =B1',
    ]);
  });

  test('dates by style, also from 1904 on', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/></cellXfs>';
    const rows = '<row><c s="0"><v>44804</v></c><c s="1"><v>44804</v></c><c s="2"><v>0.5</v></c></row>';
    const sheets = [{ name: '表一', rows }];
    expect(await cellsOf(packageBytes({ sheets, styles }))).toEqual([
      'A1 number 44804',
      'B1 date 2022-08-31',
      'C1 number 0.5',
    ]);
    expect((await cellsOf(packageBytes({ sheets, styles, date1904: true })))[1]).toBe('B1 date 2026-09-01');
  });

  test('a number that is none stays as it stands', async () => {
    const rows = '<row><c><v>12人</v></c><c><v>1e999</v></c><c><v> 7 </v></c><c><v>1E3</v></c></row>';
    expect(await cellsOf(oneSheet(rows))).toEqual([
      'A1 text 12人',
      'B1 text 1e999',
      'C1 number 7',
      'D1 number 1000',
    ]);
  });

  test('a part in UTF-16', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="${main}"><sheetData><row><c t="str"><v>学</v></c></row></sheetData></worksheet>`;
    const bytes = Buffer.from(`\ufeff${xml}`, 'utf16le');
    expect(await cellsOf(packageBytes({ parts: { 'xl/worksheets/sheet1.xml': bytes } }))).toEqual([
      'A1 text 学',
    ]);
  });
});

describe('files that are something else, whatever they are called', () => {
  test.each([
    ['<html><body><table><tr><td>1</td></tr></table></body></html>', '网页'],
    ['\ufeff<!DOCTYPE html><table></table>', '网页'],
    ['<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', 'XML 表格'],
    ['学校,班数\n甲,3\n', '文本（CSV）'],
    ['%PDF-1.7', 'PDF'],
    ['', '空的'],
  ])('%j', async (text, really) => {
    const { code, sentence } = await refusal(Buffer.from(text));
    expect(code).toBe('file.notWorkbook');
    expect(sentence).toContain(really);
    expect(sentence).toContain('另存为「Excel 工作簿（.xlsx）」');
  });

  test.each([
    ['word/document.xml', 'Word'],
    ['xl/workbook.bin', '.xlsb'],
    ['ppt/presentation.xml', '演示文稿'],
    ['a.txt', '压缩包'],
  ])('a package with %s', async (part, really) => {
    const whole = {
      '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/officeDocument" Target="${part}"/></Relationships>`,
    };
    const { code, sentence } = await refusal(packageBytes({ parts: { ...whole, [part]: 'x' } }));
    expect(code).toBe('file.notWorkbook');
    expect(sentence).toContain(really);
  });

  test.each([0.2, 0.5, 0.9, 0.999])('cut off after %d of it', async (share) => {
    const bytes = oneSheet('<row><c><v>1</v></c></row>');
    expect((await refusal(bytes.subarray(0, Math.floor(bytes.length * share)))).code).toBe('file.damaged');
  });
});

describe('damaged .xls files', () => {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['学校', 7, true],
    ['x'.repeat(200), 12.5],
  ]);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '表一');
  const whole = Buffer.from(XLSX.write(book, { bookType: 'biff8', type: 'buffer' }) as Uint8Array);

  test('whole', async () => {
    expect(await cellsOf(whole)).toEqual([
      'A1 text 学校',
      'B1 number 7',
      'C1 boolean TRUE',
      `A2 text ${'x'.repeat(200)}`,
      'B2 number 12.5',
    ]);
  });

  test.each([0.1, 0.3, 0.6])('cut off after %d of it', async (share) => {
    expect((await refusal(whole.subarray(0, Math.floor(whole.length * share)))).code).toBe('file.damaged');
  });

  test('an allocation table that goes round in circles', async () => {
    const broken = Buffer.from(whole);
    const table = (broken.readUInt32LE(76) + 1) * 512;
    for (let index = 0; index < 128; index += 1) broken.writeUInt32LE(index, table + index * 4);
    expect((await refusal(broken)).code).toBe('file.damaged');
  });

  test('records of a sheet that end early', async () => {
    const broken = Buffer.from(whole);
    // The last record of the sheet becomes one that runs beyond the stream.
    const end = broken.lastIndexOf(Buffer.from([0x0a, 0x00, 0x00, 0x00]));
    broken.writeUInt16LE(0xffff, end + 2);
    expect((await refusal(broken)).code).toBe('file.damaged');
  });

  test('an opening password', async () => {
    const locked = Buffer.from(whole);
    // CODEPAGE, among the first records, becomes FILEPASS.
    const at = locked.indexOf(Buffer.from([0x42, 0x00, 0x02, 0x00]));
    locked.writeUInt16LE(0x2f, at);
    expect((await refusal(locked)).code).toBe('file.encrypted');
  });
});
