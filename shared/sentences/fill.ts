/** Why a bureau's workbook cannot be filled. */
export interface FillErrors {
  'fill.signed': { file: string };
  'fill.notPlain': { file: string };
  'fill.tooLong': { file: string; sheet: string; address: string; limit: number };
  'fill.changed': { file: string; part: string };
}

export const fillSentences: { readonly [C in keyof FillErrors]: (params: FillErrors[C]) => string } = {
  'fill.signed': ({ file }) =>
    `模板 ${file} 带有数字签名，填入数据会使签名失效，没有填写。请向下发单位要一份没有签名的模板。`,
  'fill.notPlain': ({ file }) =>
    `模板 ${file} 带有宏，或不是普通的 Excel 工作簿，没有填写。请用 WPS 或 Excel 打开它，另存为「Excel 工作簿（.xlsx）」，再选择另存的文件。`,
  'fill.tooLong': ({ file, sheet, address, limit }) =>
    `没有填写 ${file}：工作表「${sheet}」的 ${address} 要填的文字超过 ${limit} 个字，单元格放不下。请把这段文字改短再填。`,
  'fill.changed': ({ file, part }) =>
    `填好后重新读取时，发现与模板或要填的内容不一致（${part}），已放弃这个文件：${file}。请再试一次；若再次出现，请联系技术人员。`,
};
