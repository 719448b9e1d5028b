/** The bureau's own workbook and its mapping. */
export interface TemplateErrors {
  'template.gone': Record<never, never>;
  'template.changed': { file: string };
  'template.notXlsx': { file: string };
  'template.overTemplate': { file: string };
  'template.badMapping': { file: string; path: string; problem: string };
  'template.mappingTooLarge': { file: string; limit: number };
  'template.otherWorkbook': { file: string };
  'template.otherFile': { file: string };
  'template.otherEdition': { edition: string };
  'template.noSheet': { sheet: string };
  'template.formulaCell': Record<never, never>;
  'template.coveredCell': { range: string };
  'template.noSuchCell': Record<never, never>;
  'template.tableHead': Record<never, never>;
  'template.twoSources': { first: string; second: string };
  'template.unknownSource': { source: string };
  'template.unknownMark': { source: string };
  'template.closedSource': { source: string };
  'template.personalList': { form: string };
  'template.markLeft': { text: string };
  'template.listMark': { source: string };
  'template.listBackwards': { form: string };
  'template.listOverText': { form: string; text: string };
  'template.listTooLong': { form: string; records: number; rows: number };
  'template.formNotFilled': { form: string; cells: number };
  'template.formOfOtherEdition': { form: string; cells: number };
  'template.unreadable': { source: string; found: string };
  'template.keptFigure': { found: string };
  'template.percentCell': { found: string };
  'template.brokenMark': { text: string };
  'template.formulaMark': Record<never, never>;
  'template.ownWorkbook': { file: string };
}

export const templateSentences: {
  readonly [C in keyof TemplateErrors]: (params: TemplateErrors[C]) => string;
} = {
  'template.gone': () => '模板已经关闭，请重新选择模板文件。',
  'template.changed': ({ file }) => `模板 ${file} 打开以后被改动或移走了。请重新选择模板文件，再填入。`,
  'template.notXlsx': ({ file }) =>
    `${file} 是旧格式的工作簿，不能填入。请用 WPS 或 Excel 打开它，另存为「Excel 工作簿（.xlsx）」后再选。`,
  'template.overTemplate': ({ file }) => `不能覆盖空白模板 ${file}。请换一个文件名保存。`,
  'template.badMapping': ({ file, path, problem }) =>
    `对照文件 ${file} 用不了${path === '' ? '' : `，位置 ${path}`}：${problem}。请向发文件的人要一份完整的，或不用对照文件、在本页对照后保存。`,
  'template.mappingTooLarge': ({ file, limit }) =>
    `对照文件 ${file} 太大，没有读取（最大 ${limit} MB）。请确认选对了文件。`,
  'template.otherWorkbook': ({ file }) =>
    `对照文件 ${file} 里的工作表在这个模板里一张也没有。请确认模板和对照文件是同一套。`,
  'template.otherFile': ({ file }) =>
    `对照文件是照着另一份「${file}」做的，与现在的模板不完全相同。工作表名称相符的照样填入，请填后核对几格，确认没有错位。`,
  'template.otherEdition': ({ edition }) =>
    `对照文件用的报表版本（${edition}）与这次年报任务不同，两个版本都有的内容才能填入。`,
  'template.noSheet': ({ sheet }) => `模板里没有工作表「${sheet}」，这些格没有填。`,
  'template.formulaCell': () => '这一格是模板自己的公式，不填，由公式去算。',
  'template.coveredCell': ({ range }) =>
    `这一格在合并区域 ${range} 里面，看不见，不填。请对照到合并区域的左上角。`,
  'template.tableHead': () => '这一格是模板中「表格」的标题，改了它文件会打不开，不填。',
  'template.noSuchCell': () => '工作表里没有这个位置，不填。',
  'template.twoSources': ({ first, second }) =>
    `这一格对照了两个来源：${first} 和 ${second}。请只留一个；现在填的是前一个。`,
  'template.unknownSource': ({ source }) =>
    `不认识「${source}」。请写成「教基3112!01.7」（表号!行代码.列号），或「学校名称」「学校标识码」「学年」等名称。`,
  'template.unknownMark': ({ source }) =>
    `不认识标记里的「${source}」，它会原样留在文件里。请在模板里改成「教基3112!01.7」这样的写法，或在本页为这一格选来源。`,
  'template.closedSource': ({ source }) => `${source} 是不填的格，没有数可用。请另选来源。`,
  'template.personalList': ({ form }) =>
    `${form} 是含个人信息的名册，不填入模板，只在本机保存。需要报送时，请按县里的保密要求另行办理。`,
  'template.markLeft': ({ text }) =>
    `标记「${text}」没有对照，会原样留在文件里。请选来源，或在模板里删掉它。`,
  'template.listMark': ({ source }) =>
    `「${source}」是台账的一列，标记要独占一格，并且同一张台账的各列写在同一行。`,
  'template.listBackwards': ({ form }) => `${form} 的最后一行在第一行之前，没有填。请改正行号。`,
  'template.listOverText': ({ form, text }) =>
    `${form} 的台账行里已经有文字“${text}”，填入时会盖住它。请把最后一行改到它的上面。`,
  'template.listTooLong': ({ form, records, rows }) =>
    `${form} 有 ${records} 条记录，模板只留了 ${rows} 行，没有填入，免得漏掉记录。请县里在模板里加行，或在本页把最后一行往下改。`,
  'template.formNotFilled': ({ form, cells }) => `本校不填 ${form}，对照到它的 ${cells} 格留空。`,
  'template.formOfOtherEdition': ({ form, cells }) =>
    `${form} 不是这次年报任务的版本，对照到它的 ${cells} 格没有填。`,
  'template.unreadable': ({ source, found }) =>
    `${source} 填的“${found}”不是这一格能用的内容，没有填入。请先在表里改正，再填一次。`,
  'template.keptFigure': ({ found }) =>
    `本校这一项是空白，模板原来的“${found}”没有动。它如果不是本校的数，请在文件里清掉。`,
  'template.percentCell': ({ found }) =>
    `这一格设成了百分比格式，会把 ${found} 显示成 ${found} 的 100 倍，没有填。请在模板里把这一格改成「常规」或「数值」格式，再重新选择模板。`,
  'template.brokenMark': ({ text }) =>
    `“${text}”像是没写对的标记，会原样留在文件里。标记前后各要两个花括号，写成 {{教基3112!01.7}}；请在模板里改正。`,
  'template.formulaMark': () =>
    '公式里写了标记，公式里的标记不填，会原样留在文件里。请把标记写在普通单元格里，让公式去引用它。',
  'template.ownWorkbook': ({ file }) =>
    `${file} 是本程序导出的上报文件，里面带有一所学校的数据，不是空白模板，不能填入。要读取其中的数，请用「导入工作簿」；要填县里的表，请选县里发的空白模板。`,
};
