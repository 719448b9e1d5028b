/** The bureau's own workbook and its mapping. */
export interface TemplateErrors {
  'template.gone': Record<never, never>;
  'template.signed': { file: string };
  'template.notPlain': { file: string };
  'template.overItself': { file: string };
  'template.tooLong': { file: string; sheet: string; address: string; limit: number };
  'template.changed': { file: string; part: string };
}

export const templateSentences: {
  readonly [C in keyof TemplateErrors]: (params: TemplateErrors[C]) => string;
} = {
  'template.gone': () => '模板已经关闭，请重新选择模板文件。',
  'template.signed': ({ file }) =>
    `模板 ${file} 带有数字签名，填入数据会使签名失效，没有填写。请向下发单位索取没有签名的模板。`,
  'template.notPlain': ({ file }) =>
    `模板 ${file} 带有宏，或不是普通的 Excel 工作簿，没有填写。请用 WPS 或 Excel 打开它，另存为「Excel 工作簿（.xlsx）」，再选择另存的文件。`,
  'template.overItself': ({ file }) =>
    `不能把填好的表存成空白模板自己：${file}。请换一个文件名或文件夹。`,
  'template.tooLong': ({ file, sheet, address, limit }) =>
    `没有填写 ${file}：工作表「${sheet}」的 ${address} 要填的文字超过 ${limit} 个字，Excel 单元格放不下。请把这段文字改短。`,
  'template.changed': ({ file, part }) =>
    `填好后重新读取时，发现模板里不该变的内容变了（${part}），已放弃这个文件：${file}。请再试一次；若再次出现，请联系技术人员。`,
};
