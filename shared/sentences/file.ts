/** Why a foreign file cannot be read, and what of one was left aside. */
export interface FileErrors {
  'file.tooLarge': { file: string; limit: number };
  'file.notWorkbook': { file: string };
  'file.encrypted': { file: string };
  'file.damaged': { file: string; part: string };
  'file.tooMuch': { file: string; part: string };
  'file.unsafe': { file: string; part: string };
  'file.tooSlow': { file: string };
  'file.macros': { file: string };
}

export const fileSentences: { readonly [C in keyof FileErrors]: (params: FileErrors[C]) => string } = {
  'file.tooLarge': ({ file, limit }) =>
    `文件太大，没有读取：${file}。工作簿最大 ${limit} MB；请确认选对了文件，或删去其中的图片后另存再试。`,
  'file.notWorkbook': ({ file }) =>
    `${file} 不是 Excel 工作簿，没有读取。请用 WPS 或 Excel 打开它，另存为「Excel 工作簿（.xlsx）」后再导入。`,
  'file.encrypted': ({ file }) =>
    `${file} 设了打开密码，没有读取。请用 WPS 或 Excel 打开它，取消密码后保存，再导入。`,
  'file.damaged': ({ file, part }) =>
    `${file} 已损坏或不完整${part === '' ? '' : `（${part}）`}，没有读取。请重新拷贝一份；能打开的话，用 WPS 或 Excel 另存一次再试。`,
  'file.tooMuch': ({ file, part }) =>
    `${file} 的内容多得不正常${part === '' ? '' : `（${part}）`}，为安全起见没有读取。请确认文件来源；文件没有问题的，请只保留报表所在的工作表后另存再试。`,
  'file.unsafe': ({ file, part }) =>
    `${file} 里有不该出现的内容（${part}），为安全起见没有读取。请确认文件来源，或请对方重新发送。`,
  'file.tooSlow': ({ file }) =>
    `读取 ${file} 用的时间太长，已停止，没有改动任何数据。请确认文件没有问题后再试。`,
  'file.macros': ({ file }) => `${file} 带有宏，宏不会运行，只读取单元格里的内容。`,
};
