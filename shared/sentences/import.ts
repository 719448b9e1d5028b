/** What an import could not take, or took otherwise than it stands. */
export interface ImportErrors {
  'import.gone': Record<never, never>;
  'import.nothingRecognised': { file: string };
  'import.notCompared': Record<never, never>;
  'import.changedSince': Record<never, never>;
  'import.notUndoable': Record<never, never>;
  'import.finalised': { school: string; schoolYear: number };
  'import.badSchoolYear': { schoolYear: number };
  'import.wrongEdition': { found: string; wanted: string };
  'import.dataSheetDamaged': Record<never, never>;
  'import.dataSheetUnusable': Record<never, never>;
  'import.sheetGone': Record<never, never>;
  'import.sheetUnread': Record<never, never>;
  'import.unknownSheet': Record<never, never>;
  'import.formTwice': { form: string; first: string };
  'import.noColumns': { form: string; columns: number };
  'import.noPlaces': { form: string; cells: number };
  'import.formElsewhere': { form: string; edition: string };
  'import.uncalculated': { formula: string };
  'import.totalsUncalculated': { cells: number };
  'import.errorValue': { found: string };
  'import.notItsValue': { found: string };
  'import.tooLong': { limit: number };
  'import.rounded': { found: string };
  'import.tooManyRows': { limit: number };
  'import.closedCell': { found: string };
  'import.openCellMarked': { where: string };
  'import.notTotal': { found: string };
  'import.otherStage': { form: string; cells: number };
  'import.formNotFilled': { form: string; cells: number };
  'import.explanationUnmatched': { text: string };
  'import.sampleSchool': { school: string };
  'import.otherSchool': { found: string; wanted: string };
  'import.otherType': { found: string; wanted: string };
  'import.otherYear': { found: number; wanted: number };
  'import.schoolDiffers': { what: string };
  'import.bringsProfile': { name: string; version: string; judges: boolean };
  'import.personalLeftOut': { form: string; records: number };
  'import.notSaid': { what: string; option: string };
}

const year = (schoolYear: number): string => `${schoolYear}—${schoolYear + 1} 学年`;

export const importSentences: { readonly [C in keyof ImportErrors]: (params: ImportErrors[C]) => string } = {
  'import.gone': () => '这次导入已经结束，请重新选择文件。',
  'import.nothingRecognised': ({ file }) =>
    `${file} 里没有认出任何报表，没有导入。请确认它是学校年报的工作簿。`,
  'import.notCompared': () => '学校、学年或版本改过以后还没有核对差异。请先核对差异，再导入。',
  'import.changedSince': () => '核对差异以后，报表又有改动，没有导入。请重新核对差异。',
  'import.notUndoable': () =>
    '导入之后报表又有改动，不能整体撤销，没有改动任何数据。请在「修改记录」里看导入前的数，逐格改回。',
  'import.finalised': ({ school, schoolYear }) =>
    `${school} ${year(schoolYear)}的报表已定稿，不能导入，没有改动任何数据。确需导入的，请先在「定稿与导出」页取消定稿并写明原因。`,
  'import.badSchoolYear': ({ schoolYear }) => `学年 ${schoolYear} 不对，应在 2000 到 2099 之间。`,
  'import.wrongEdition': ({ found, wanted }) =>
    `文件里的表属于版本 ${found}，不能导入到版本 ${wanted} 的年报任务。请改选 ${found}。`,
  'import.dataSheetDamaged': () =>
    '文件是本程序导出的，但其中隐藏的数据页被改动过或不完整，不能使用。已改为读取各表看得见的数，请逐格核对；已核对标记、说明和定稿状态读不出来。',
  'import.dataSheetUnusable': () =>
    '文件里隐藏的数据页是另一版本的程序写的，不能使用。已改为读取各表看得见的数，请逐格核对。',
  'import.sheetGone': () =>
    '这张工作表已从文件里删除或改得认不出，没有核对；用的是导出时写入的数。请确认没有人在这张表上改过数。',
  'import.sheetUnread': () =>
    '这张工作表的表头和栏目已改得认不出，没有核对；用的是导出时写入的数。请打开文件看看这张表改了什么。',
  'import.unknownSheet': () => '认不出这是哪张表，没有读取。',
  'import.formTwice': ({ form, first }) =>
    `${form} 在文件里不止一张，只读取了工作表「${first}」，这一张没有读取。请确认哪一张是对的。`,
  'import.noColumns': ({ form, columns }) =>
    `${form} 有 ${columns} 列在这张工作表上找不到，没有读取，这些列保持原来的内容。`,
  'import.noPlaces': ({ form, cells }) => `${form} 有 ${cells} 个单元格在这张工作表上找不到，没有读取。`,
  'import.formElsewhere': ({ form, edition }) => `${form} 属于版本 ${edition}，与其他表不同，没有读取。`,
  'import.uncalculated': ({ formula }) =>
    `单元格里是公式${formula === '' ? '' : `（=${formula}）`}，没有算出的结果，没有读取。请用 WPS 或 Excel 打开文件，保存一次后再导入。`,
  'import.totalsUncalculated': ({ cells }) =>
    `有 ${cells} 个合计格是公式，没有算出的结果；合计由程序重新计算，不影响导入。`,
  'import.errorValue': ({ found }) =>
    `单元格里是错误值 ${found}；如果导入，照原样保留并标为错误，请改成正确的数。`,
  'import.notItsValue': ({ found }) => `「${found}」不能填在这一格；如果导入，照原样保留并标为错误，请改正。`,
  'import.tooLong': ({ limit }) => `文字超过 ${limit} 字，只保留了前 ${limit} 字，请核对。`,
  'import.rounded': ({ found }) =>
    `${found} 存成了数字，超过 15 位的部分已被表格软件改成 0，请对照原件核对。`,
  'import.tooManyRows': ({ limit }) =>
    `这张表的行数太多，只读取了前 ${limit} 行，其余没有读取。请确认文件没有问题。`,
  'import.closedCell': ({ found }) =>
    `这一格不应填写，文件里填了「${found}」，没有读取。请核对是否填错了格。`,
  'import.openCellMarked': ({ where }) => `${where}：文件里标的是不填，本校应填写，已按空白处理，请核对。`,
  'import.notTotal': ({ found }) => `合计栏里是「${found}」，不是数，没有与程序计算的结果核对。`,
  'import.otherStage': ({ form, cells }) =>
    `${form} 有 ${cells} 个数填在本校没有的学段，已保留但不参加计算。请核对学校类型和附设班。`,
  'import.formNotFilled': ({ form, cells }) =>
    `${form} 不是这类学校填报的表，其中的 ${cells} 个数已保留但不参加计算。请核对学校类型和附设班。`,
  'import.explanationUnmatched': ({ text }) =>
    `找不到这一行对应的校验结果，说明没有读取：「${text}」。需要时请在程序里重新填写。`,
  'import.sampleSchool': ({ school }) =>
    `这是练习用的文件：「${school}」是示例学校，里面的数都是编的。导入后会和真实学校放在一起，请确认没有选错文件。`,
  'import.otherSchool': ({ found, wanted }) =>
    `文件里的学校标识码是 ${found}，要导入的学校是 ${wanted}。请确认选对了学校，不要把别的学校的数导进来。`,
  'import.otherType': ({ found, wanted }) =>
    `文件里的办学类型是${found}，学校档案里是${wanted}。请确认选对了学校，或先改正学校档案。`,
  'import.otherYear': ({ found, wanted }) =>
    `文件是 ${year(found)}的，要导入的是 ${year(wanted)}。请确认选对了学年。`,
  'import.schoolDiffers': ({ what }) =>
    `文件里的学校档案与程序里的不同：${what}。导入不改学校档案，需要时请自行改正。`,
  'import.bringsProfile': ({ name, version, judges }) =>
    judges
      ? `文件带有目标方案「${name}」第 ${version} 版，导入时一并保存，本次年报按它判定。`
      : `文件按目标方案「${name}」第 ${version} 版判定。导入时一并保存；本机的年报任务没有采用它，需要时请在年报任务设置里勾选。`,
  'import.personalLeftOut': ({ form, records }) =>
    `${form} 是名单，含个人信息，${records} 条记录没有写到输出里。请在程序窗口中导入。`,
  'import.notSaid': ({ what, option }) => `文件里没有写${what}，请用 ${option} 说明。`,
};
