/** Why a foreign file cannot be read, and what of one was left aside. */
export interface FileErrors {
  'file.tooLarge': { file: string; limit: number };
  /** `really`: what the content is, in the clerk's words; empty where nobody can tell. */
  'file.notWorkbook': { file: string; really?: string };
  'file.encrypted': { file: string };
  'file.damaged': { file: string; part: string };
  'file.tooMuch': { file: string; part: string };
  'file.unsafe': { file: string; part: string };
  'file.textTooLong': { file: string; sheet: string; address: string; length: number; limit: number };
  'file.tooSlow': { file: string };
  'file.macros': { file: string };
  'file.externalLinks': { file: string };
  'file.notCells': { sheet: string };
  'file.coveredCells': { sheet: string; address: string; count: number };
  'file.percentCell': { found: string };
}

export const fileSentences: { readonly [C in keyof FileErrors]: (params: FileErrors[C]) => string } = {
  'file.tooLarge': ({ file, limit }) =>
    `文件太大，没有读取：${file}。工作簿最大 ${limit} MB；请确认选对了文件，或删去其中的图片后另存再试。`,
  'file.notWorkbook': ({ file, really = '' }) =>
    `${file} ${really === '' ? '不是 Excel 工作簿' : `的内容是${really}，不是 Excel 工作簿`}，没有读取。请确认选对了文件；能用 WPS 或 Excel 打开的，打开后另存为「Excel 工作簿（.xlsx）」再导入。`,
  'file.encrypted': ({ file }) =>
    `${file} 设了打开密码，没有读取。请用 WPS 或 Excel 打开它，取消密码后保存，再导入。`,
  'file.damaged': ({ file, part }) =>
    `${file} 已损坏或不完整${part === '' ? '' : `（${part}）`}，没有读取。请重新拷贝一份；能打开的话，用 WPS 或 Excel 另存一次再试。`,
  'file.tooMuch': ({ file, part }) =>
    `${file} 的内容多得不正常${part === '' ? '' : `（${part}）`}，为安全起见没有读取。请确认文件来源；文件没有问题的，请只保留报表所在的工作表后另存再试。`,
  'file.unsafe': ({ file, part }) =>
    `${file} 里有不该出现的内容（${part}），为安全起见没有读取。请确认文件来源，或请对方重新发送。`,
  'file.textTooLong': ({ file, sheet, address, length, limit }) =>
    `${file} 的工作表「${sheet}」${address} 里有 ${length} 个字，超过单元格能容纳的 ${limit} 个字，没有读取。请打开文件检查这一格，改正后保存再试。`,
  'file.tooSlow': ({ file }) =>
    `读取 ${file} 用的时间太长，已停止，没有改动任何数据。请确认文件没有问题后再试。`,
  'file.macros': ({ file }) => `${file} 带有宏，宏不会运行，只读取单元格里的内容。`,
  'file.externalLinks': ({ file }) =>
    `${file} 引用了别的文件，那些文件不会打开；引用来的数按它上次保存时的结果读取，请核对。`,
  'file.notCells': ({ sheet }) => `工作表「${sheet}」是图表或宏表，没有单元格，没有读取。`,
  'file.coveredCells': ({ sheet, address, count }) =>
    `工作表「${sheet}」的 ${address}${count > 1 ? ` 等 ${count} 个单元格` : ''}被合并单元格盖住，看不见的内容没有读取。需要时请取消合并后核对。`,
  'file.percentCell': ({ found }) =>
    `这一格是百分比格式，文件里的数是 ${found}（显示为它的 100 倍加 %），这里不是填百分数的，按 ${found} 读取，请核对。`,
};
