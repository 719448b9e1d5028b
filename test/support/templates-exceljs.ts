import ExcelJS from 'exceljs';

const thin = { style: 'thin' } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };

/** A bureau's blank workbook with what exceljs can make, in the same places as those of the other producers. */
export async function writeWithExceljs(file: string, picture: Uint8Array): Promise<void> {
  const book = new ExcelJS.Workbook();
  book.title = '空白报表';
  book.company = '某县教育局';
  const sheet = book.addWorksheet('班数', {
    properties: { tabColor: { argb: 'FFFF9900' } },
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printArea: 'A1:F12',
      printTitlesRow: '1:3',
      horizontalCentered: true,
    },
    headerFooter: { oddHeader: '&C小学班数', oddFooter: '&C第 &P 页' },
    views: [{ state: 'frozen', xSplit: 1, ySplit: 3 }],
  });
  sheet.columns = [
    { width: 24 },
    ...Array.from({ length: 5 }, () => ({ width: 11 })),
    { width: 11, hidden: true },
    { width: 9, outlineLevel: 1 },
  ];
  sheet.mergeCells('A1:F1');
  sheet.getCell('A1').value = '小学班数（人）';
  sheet.getCell('A1').font = { name: '黑体', size: 16, bold: true };
  sheet.getCell('A2').value = {
    richText: [{ text: '填报单位：' }, { text: '（章）', font: { bold: true, color: { argb: 'FFC00000' } } }],
  };
  sheet.getRow(3).values = ['乙', '计', '一年级', '二年级', '三年级', '备注'];
  sheet.getRow(1).height = 31.5;
  sheet.getRow(21).hidden = true;
  for (let row = 4; row <= 9; row += 1) {
    sheet.getCell(row, 1).value = `第${row - 1}行 <&> 𠀀`;
    sheet.getCell(row, 2).value = { formula: `SUM(C${row}:E${row})`, result: 0 };
    for (let column = 3; column <= 5; column += 1) {
      const cell = sheet.getCell(row, column);
      cell.border = border;
      cell.font = { name: '宋体', size: 9 };
      cell.numFmt = '#,##0';
      cell.protection = { locked: false };
      cell.dataValidation = {
        type: 'whole',
        operator: 'greaterThanOrEqual',
        formulae: [0],
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: '只填整数',
        error: '请填 0 或正整数',
      };
    }
    sheet.getCell(row, 6).dataValidation = { type: 'list', formulae: ['"是,否"'] };
  }
  sheet.getCell('A11').value = '合并格';
  sheet.mergeCells('C11:E11');
  sheet.getCell('A14').value = { text: '填报说明', hyperlink: 'https://example.invalid/a' };
  sheet.getCell('C4').note = { texts: [{ text: '按 9 月 1 日在校生填' }] };
  const red = { font: { color: { argb: 'FFC00000' } } };
  sheet.addConditionalFormatting({
    ref: 'B4:B9',
    rules: [
      { type: 'cellIs', operator: 'greaterThan', formulae: [100], priority: 1, style: red },
      { type: 'expression', formulae: ['$B4<>SUM($C4:$E4)'], priority: 2, style: red },
    ],
  });
  const scale = [
    { type: 'percent', value: 0 },
    { type: 'percent', value: 33 },
    { type: 'percent', value: 67 },
  ] as const;
  sheet.addConditionalFormatting({
    ref: 'C4:E9',
    rules: [
      { type: 'iconSet', priority: 3, iconSet: '3TrafficLights1', cfvo: [...scale] },
      { type: 'dataBar', priority: 4, gradient: true, cfvo: [{ type: 'min' }, { type: 'max' }] },
    ],
  });
  // exceljs declares a Buffer of its own that Node's no longer is.
  const image = book.addImage({ buffer: picture as unknown as ExcelJS.Buffer, extension: 'png' });
  sheet.addImage(image, 'H2:I5');
  await sheet.protect('tianbao', { formatCells: true });

  const roster = book.addWorksheet('名 册');
  roster.addTable({
    name: '名册表',
    ref: 'A1',
    headerRow: true,
    columns: [{ name: '姓名' }, { name: '年级' }, { name: '人数' }],
    rows: Array.from({ length: 5 }, () => ['', '', '']),
  });
  roster.getCell('E1').value = '等级';
  roster.autoFilter = 'E1:F6';
  const options = book.addWorksheet('选项', { state: 'hidden' });
  options.getColumn(1).values = ['甲', '乙', '丙'];
  book.addWorksheet('参数', { state: 'veryHidden' }).getCell('A1').value = 2026;
  book.addWorksheet('空表').getColumn(3).style = { border };
  book.definedNames.add('选项!$A$1:$A$3', '选项');
  await book.xlsx.writeFile(file);
}
