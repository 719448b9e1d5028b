import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { packWorkbook } from '../../electron/workbook/package';
import { StyleTable } from '../../electron/workbook/styles';
import type { Style } from '../../shared/layout';
import type { SheetTemplate, WorkbookPlan } from '../../shared/workbook-sheet';

const input: Style = {
  font: '宋体',
  size: 9,
  align: 'right',
  format: 'General',
  border: ['thin', 'thin', 'thin', 'thin'],
};

const sheet: SheetTemplate = {
  sheet: "甲'乙",
  visibility: 'visible',
  styles: { input },
  texts: [{ address: 'B1', text: '合计 < 全部', style: 'input' }],
  data: [
    { address: 'A2', style: 'input' },
    { address: 'AA2', style: 'input' },
    { address: 'B2', style: 'input' },
  ],
  merges: ['B1:C1'],
  columns: [{ from: 1, to: 1, size: 3, hidden: true }],
  rows: [
    { from: 1, to: 1, size: 11.25, hidden: true },
    { from: 4, to: 4, size: 20, hidden: false },
  ],
  page: {
    paper: 'A4',
    orientation: 'landscape',
    scale: 98,
    fit: 'page',
    header: '&C草稿',
    footer: '&P/&N',
    centered: true,
    margins: { left: 0.4, right: 0.4, top: 0.4, bottom: 0.4, header: 0.3, footer: 0.2 },
  },
  titleRows: [1, 1],
  printArea: 'A1:AA4',
};

const plan: WorkbookPlan = {
  title: '年报',
  author: '学校',
  sheets: [sheet],
  cells: [
    { sheet: sheet.sheet, address: 'A2', value: { kind: 'number', text: '12.50' }, style: 'input' },
    { sheet: sheet.sheet, address: 'B2', value: { kind: 'text', text: '合计 < 全部' }, style: 'input' },
  ],
};

function partsOf(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

test('cells stand in order, each value in its hole, each text stored once', () => {
  const parts = partsOf(packWorkbook(plan));
  const xml = parts['xl/worksheets/sheet1.xml'] ?? '';
  expect([...xml.matchAll(/<c r="(\w+)"/g)].map((match) => match[1])).toEqual(['B1', 'A2', 'B2', 'AA2']);
  expect(xml).toMatch(
    /<c r="A2" s="\d+"><v>12\.50<\/v><\/c><c r="B2" s="\d+" t="s"><v>0<\/v><\/c><c r="AA2" s="\d+"\/>/,
  );
  expect(xml).toContain('<row r="1" ht="11.25" hidden="1" customHeight="1">');
  expect(xml).toContain('<row r="4" ht="20" customHeight="1"></row>');
  expect(xml).toContain('<oddHeader>&amp;C草稿</oddHeader><oddFooter>&amp;C&amp;P/&amp;N</oddFooter>');
  expect(parts['xl/sharedStrings.xml']).toContain('count="2" uniqueCount="1"');
  expect(parts['xl/sharedStrings.xml']).toContain('合计 &lt; 全部');
});

test('print area and repeated rows are named for their sheet', () => {
  const names = partsOf(packWorkbook(plan))['xl/workbook.xml'] ?? '';
  expect(names).toContain(
    `<definedName name="_xlnm.Print_Area" localSheetId="0">'甲''乙'!$A$1:$AA$4</definedName>`,
  );
  expect(names).toContain(
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">'甲''乙'!$1:$1</definedName>`,
  );
});

test('equal styles are stored once, digits after the point are shown as the value has them', () => {
  const styles = new StyleTable();
  const plain = styles.indexOf(input);
  expect(styles.indexOf({ ...input })).toBe(plain);
  expect(styles.indexOf(input, 2)).not.toBe(plain);
  expect(styles.indexOf({ ...input, format: '@' }, 2)).toBe(styles.indexOf({ ...input, format: '@' }));
  // A quotient has as many digits as arithmetic gave it: they are no format.
  expect(styles.indexOf(input, 30)).toBe(plain);
  expect(styles.toXml()).toContain('<cellXfs count="4">');
  expect(styles.indexOf(input, 3)).toBeGreaterThan(plain);
  expect(styles.toXml()).toContain('<numFmt numFmtId="164" formatCode="0.000"/>');
});

test('a style that the edition does not have is a fault of the definition, not a silent default', () => {
  const cells = [
    { sheet: sheet.sheet, address: 'A2', value: { kind: 'blank', text: '' }, style: 'missing' },
  ] as const;
  expect(() => packWorkbook({ ...plan, cells })).toThrow('missing');
});
