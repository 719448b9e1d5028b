import type { AppError, ErrorCode, ErrorParams } from './error';
import type { TargetVerdict, Verdict } from './verdict';
import { sourceNames, type SourceKind } from './source-kind';
import { accessSentences } from './sentences/access';
import { backupSentences } from './sentences/backup';
import { fileSentences } from './sentences/file';
import { figureSentences } from './sentences/figures';
import { fillSentences } from './sentences/fill';
import { importSentences } from './sentences/import';
import { paperSentences } from './sentences/paper';
import { rosterSentences } from './sentences/rosters';
import { templateSentences } from './sentences/template';
import { workSentences } from './sentences/work';
import type { CellProblem } from './value';

/** Every sentence that the clerk reads about a refusal: what is wrong, where, what to do. */
type Sentences = { readonly [C in ErrorCode]: (params: ErrorParams[C]) => string };

const sentences: Sentences = {
  ...accessSentences,
  ...backupSentences,
  ...fileSentences,
  ...figureSentences,
  ...fillSentences,
  ...importSentences,
  ...paperSentences,
  ...rosterSentences,
  ...templateSentences,
  ...workSentences,
  'app.internal': ({ id }) =>
    `程序内部出错（编号 ${id}）。已填的数据没有受影响，请重试；若再次出现，请把编号告诉技术人员。`,
  'app.badRequest': ({ method }) => `程序收到了不合规定的请求（${method}），没有执行。请重新打开程序后再试。`,
  'app.foreignSender': () => '拒绝了来自程序以外的请求。',
  'data.unreadable': ({ folder, reason }) =>
    reason === 'EROFS'
      ? `数据文件夹在只读的磁盘上，不能保存：${folder}。U 盘有写保护开关的，请拨到可写后重新打开程序；光盘、只读的共享文件夹不能存数据，请把整个程序文件夹复制到别处再打开。`
      : `数据文件夹不能使用：${folder}（${reason}）。请检查该文件夹是否存在、是否有读写权限，或换一个文件夹后重新打开程序。`,
  'database.newer': ({ file, found, known }) =>
    `数据文件是由更新版本的程序保存的（数据版本 ${found}，本程序只认识到 ${known}）：${file}。请安装新版本程序后再打开；数据没有改动。`,
  'database.corrupt': ({ file }) =>
    `数据文件已损坏，无法打开：${file}。数据没有改动，请不要删除任何文件。有备份的，可以从备份恢复；没有备份的，请联系技术人员。`,
  'database.locked': ({ file }) =>
    `数据文件正被另一个程序占用：${file}。请关闭另一个正在使用它的程序（包括杀毒、同步软件）后重试。`,
  'database.migrationFailed': ({ file, backup, step }) =>
    `数据文件升级到第 ${step} 步时失败，已恢复原样：${file}。升级前的备份在 ${backup}。请联系技术人员，不要继续填报。`,
  'database.full': ({ file }) =>
    `磁盘已满，没有保存：${file}。请清理磁盘空间后点「重试」，在此之前不要关闭程序。`,
  'database.writeFailed': ({ file, reason }) =>
    `数据没有写入磁盘：${file}（${reason}）。请检查磁盘后点「重试」，在此之前不要关闭程序。`,
  'definition.broken': ({ file, path, problem }) =>
    `报表定义文件有错误：${file}${path === '' ? '' : `，位置 ${path}`}：${problem}。请重新安装程序；已填的数据没有改动。`,
  'school.duplicateCode': ({ code }) => `学校标识码 ${code} 已经存在。请核对标识码，或在学校列表中选择该校。`,
  'school.unknown': () => '找不到这所学校，可能已被删除。请返回首页重新选择。',
  'collection.unknown': () => '找不到这个年报任务，可能已被删除。请返回首页重新选择。',
  'collection.duplicate': ({ schoolYear }) =>
    `${schoolYear}—${schoolYear + 1} 学年的年报任务已经存在，请直接打开它。`,
  'submission.unknown': () => '找不到这份报表，可能已被删除。请返回首页重新打开。',
  'submission.finalised': () =>
    '报表已定稿，不能修改。需要修改时，请先在「定稿与导出」页取消定稿并写明原因。',
  'submission.stale': () => '报表已在别处改动，正在重新读取，请稍候再试。',
  'submission.unknownCell': ({ form, cell }) => `${form} 没有单元格 ${cell}，这一项没有保存。`,
  'submission.readOnlyCell': ({ form, cell }) =>
    `${form} 的单元格 ${cell} 由程序计算或不应填写，这一项没有保存。`,
  'submission.notReady': ({ errors, warnings, unreviewed }) =>
    `还不能定稿或导出正式文件：${[
      errors > 0 ? `${errors} 处逻辑校验错误` : '',
      warnings > 0 ? `${warnings} 处经验校验没有说明` : '',
      unreviewed > 0 ? `${unreviewed} 张表没有核对` : '',
    ]
      .filter((part) => part !== '')
      .join('、')}。请逐项处理后再定稿；已经定稿的，请先取消定稿。`,
  'submission.notFinalised': () => '正式文件只能在定稿后导出。请先定稿，或导出草稿。',
  'submission.changedSince': () =>
    '定稿以后，学校档案、年报任务、报表定义或上年数据有变化，与定稿时不一致。请取消定稿，重新核对后再定稿。',
  'workbook.notList': ({ form }) =>
    `${form} 不是本校填写的名单台账，没有导出。请在「定稿与导出」页选择台账。`,
  'workbook.targetLocked': ({ file }) =>
    `文件正被其他程序打开：${file}。请在 WPS 或 Excel 中关闭它，再导出一次。`,
  'workbook.targetReadOnly': ({ file }) =>
    `这个位置不能写入：${file}。请另选一个文件夹，或取消文件的「只读」。`,
  'workbook.diskFull': ({ file }) => `磁盘空间不足，文件没有导出：${file}。请清理磁盘或换一个磁盘。`,
  'workbook.targetGone': ({ file }) =>
    `找不到要保存的文件夹：${file}。U 盘可能已拔出，请插好后再导出，或另选文件夹。`,
  'workbook.pathTooLong': ({ file }) => `文件路径太长：${file}。请选一个层次较浅的文件夹。`,
  'workbook.writeFailed': ({ file, reason }) => `文件没有导出：${file}（${reason}）。请换一个文件夹再试。`,
  'workbook.verifyFailed': ({ file, sheet, address, expected, found }) =>
    `导出后重新读取时发现不一致，已放弃这个文件：${file}，工作表 ${sheet} 的 ${address} 应为“${expected}”，读到“${found}”。请再导出一次；若再次出现，请联系技术人员。`,
  'command.unknown': ({ known }) => `没有这个命令。可用的命令：${known}。`,
  'command.usage': ({ usage }) => `命令写得不完整。正确的写法：${usage}`,
  'command.badOption': ({ option, found, wanted }) => `${option} 不能是“${found}”，应为${wanted}。`,
  'command.fileExists': ({ file }) => `${file} 已经存在，没有写入。请换一个文件名，或加上 --force。`,
  'command.draftInstead': ({ errors, warnings, unreviewed }) =>
    `数据标为已定稿，但还有 ${errors} 处错误、${warnings} 处没有说明、${unreviewed} 张表没有核对，写出的是草稿。`,
  'command.file': ({ file, problem }) => `${file}：${problem}`,
  'command.folderNotEmpty': ({ folder }) =>
    `文件夹 ${folder} 里有别的文件，没有写入。请换一个空文件夹，或加上 --force。`,
  'file.unreadable': ({ file, reason }) =>
    ['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'EIO'].includes(reason)
      ? `找不到 ${file}。文件可能已移动、改名，或者 U 盘已拔出，请重新选择。`
      : `打不开 ${file}（${reason}）：没有读取权限，或正被别的程序占用。请关闭别的程序后再试。`,
  'file.notJson': () => '文件不是有效的 JSON，请检查它是否完整。',
  'document.invalid': ({ path, problem }) =>
    `文件的格式不对${path === '' ? '' : `，位置 ${path}`}：${problem}。`,
  'document.unknownEdition': ({ found, known }) => `没有版本“${found}”的报表。已有的版本：${known}。`,
  'document.twoEditions': ({ edition, collection }) =>
    `文件写了两个不同的版本：edition 是“${edition}”，collection.edition 是“${collection}”。`,
  'document.otherVersion': ({ edition, found, known }) =>
    `文件按 ${edition} 的 ${found} 版填写，本程序是 ${known} 版，按本程序的定义校验。`,
  'document.unknownProperty': ({ path }) => `不认识 ${path}，没有读取。`,
  'document.assumed': ({ what, value }) => `没有写明 ${what}，按“${value}”处理。`,
  'document.unknownForm': ({ form }) => `没有表 ${form}，其中的内容没有读取。`,
  'document.otherEdition': ({ form, edition }) =>
    `表 ${form} 属于版本 ${edition}，不在本次年报之内，其中的内容没有读取。`,
  'document.notFilled': ({ form, cells }) =>
    `本校不填表 ${form}，其中 ${cells} 个单元格的内容已保留，不参加校验。`,
  'document.otherStage': ({ form, cells }) =>
    `表 ${form} 的 ${cells} 属于本校没有的学段，内容已保留，不参加校验。`,
  'document.listElsewhere': ({ form }) =>
    `表 ${form} 的内容放错了位置：台账的记录写在 lists 里，其他表写在 forms 里。这张表没有读取。`,
  'document.unknownCell': ({ form, cell }) => `表 ${form} 没有单元格 ${cell}，这一项没有读取。`,
  'document.closedCell': ({ form, cell, found }) =>
    `表 ${form} 的单元格 ${cell} 不应填写，“${found}”没有读取。`,
  'document.wrongValue': ({ form, cell, found }) =>
    `表 ${form} 的单元格 ${cell} 应是数字或文字，不能是 ${found}，这一项没有读取。`,
  'document.tooLong': ({ form, cell }) => `表 ${form} 的单元格 ${cell} 文字太长，没有读取。`,
  'document.notTotal': ({ form, cell, found }) =>
    `表 ${form} 的单元格 ${cell} 是合计，“${found}”不是数字，没有与重新计算的结果比较。`,
  'document.recordId': ({ form, found, given }) =>
    `表 ${form} 的记录编号“${found}”不能使用，已改为 ${given}。`,
  'document.unboundExplanation': ({ finding }) =>
    `对 ${finding} 的说明没有写明所依据的数值，视为需要重新确认。`,
  'document.badProfile': ({ place, problem }) =>
    `${place} 不是目标方案，没有读取：${problem}。这次不按它判定。`,
  'document.foreignProfile': ({ name, problem }) =>
    `目标方案「${name}」里有本程序不认识的内容：${problem}。认识的部分照常判定。`,
  'document.unknownProfile': ({ id }) => `文件采用的目标方案 ${id} 没有随文件带来，不按它判定。`,
  'document.shippedProfile': ({ id, name, shipped }) =>
    `文件带来的目标方案「${name}」用了程序自带的“${shipped}”的编号 ${id}，内容却不同。没有读取，仍按自带的判定；要用它，请先换一个编号。`,
  'document.unknownMethod': ({ problem }) => `本轮采用的口径：${problem}。这一项没有读取，按通常的口径计算。`,
  'document.otherSchool': ({ code, wanted }) => `这是学校 ${code} 的数据，不是 ${wanted} 的。`,
  'document.notEarlier': ({ schoolYear, wanted }) =>
    `这是 ${schoolYear}—${schoolYear + 1} 学年的数据，不早于 ${wanted}—${wanted + 1} 学年；--previous 应从最早的一年写起。`,
  'figure.unknown': ({ id, known }) => `没有“${id}”。已有：${known}。`,
  'figure.unknownMethod': ({ method, known }) => `没有名为“${method}”的口径。已有：${known}。`,
  'figure.notObject': () => '--input 应是一个 JSON 对象，例如 {"c1": 612}。',
  'figure.notNumber': ({ input, found }) => `${input} 应是数字，不能是 ${found}。`,
  'figure.missing': ({ inputs }) => `缺少计算所需的数：${inputs}。`,
  'figure.assumedZero': ({ inputs }) => `没有写明的数按 0 计算：${inputs}。`,
  'figure.unused': ({ inputs }) => `没有用到：${inputs}。`,
  'figure.otherStage': ({ indicator, stage }) => `指标 ${indicator} 没有学段“${stage}”的目标值。`,
  'figure.notList': ({ input, found }) => `${input} 应是各校的一列数，例如 [45, 37]，不能是 ${found}。`,
  'figure.uneven': ({ inputs }) => `${inputs} 要一样多，每校一个数。`,
  'figure.methodTaken': ({ method, usual, missing }) =>
    `口径 ${usual} 缺少 ${missing}，改按口径 ${method} 计算。`,
  'figure.severalMethods': ({ missing, methods }) =>
    `缺少计算所需的数：${missing}。写明的数够用于这些口径，请用 --method 选一个：${methods}。`,
  'figure.noRate': ({ id, unit }) => `${id} 的单位是 ${unit}，只有百分率才能用人数互验。`,
  'figure.nothingImplied': ({ count, rate }) =>
    `由人数 ${count} 和率“${rate}”推不出分母：人数要大于 0，率要写成“0.01%”这样并且大于 0。`,
  'figure.methodNotJudged': ({ indicator, method }) => `${indicator} 没有一条目标值按口径 ${method} 判定。`,
};

/** The sentence for an error from main. */
export function errorSentence(error: AppError): string {
  const sentence = sentences[error.code] as (params: AppError['params']) => string;
  return sentence(error.params);
}

function daysMeant(days: readonly string[] = []): string {
  return days.length === 0 ? '2026-09-01' : days.join(' 或 ');
}

/** Why a typed text cannot be the value of its cell. */
export function problemSentence(problem: CellProblem): string {
  switch (problem.code) {
    case 'notNumber':
      return '这里应填数字，不能有文字或符号';
    case 'notInteger':
      return '这里应填整数，不能有小数';
    case 'negative':
      return '这里不能填负数';
    case 'tooManyDigits':
      return `数字太长，最多 ${problem.limit ?? 12} 位`;
    case 'tooManyDecimals':
      return `最多保留 ${problem.limit ?? 2} 位小数`;
    case 'notOption':
      return '不在可选的内容中，请从列表里选择';
    case 'notDate':
      return '应填日期，例如 2026-09-01';
    case 'noSuchDay':
      return '没有这一天，请核对年、月、日，例如 2026-09-01';
    case 'dateWithoutYear':
      return `只有月和日，看不出是哪一年，请写明年份，例如 ${daysMeant(problem.days)}`;
    case 'dateWithoutDay':
      return '只有年和月，请填到日，例如 2026-09-01';
    case 'lineBreak':
      return '内容里有换行，请删去换行或分到几个单元格';
    case 'tooLong':
      return `文字太长，最多 ${problem.limit ?? 500} 字`;
  }
}

/** Checks that belong to no form: a text that its cell cannot hold, and a total stated from outside. */
export const builtInChecks = {
  unreadable: { instruction: '请改成正确的内容。原来输入的文字保留在单元格中。' },
  pulled: {
    text: (source: SourceKind) => `填报的数与${sourceNames[source]}一致`,
    instruction: {
      ledger:
        '这一格由台账数出，填报的数与台账不同。台账漏记、错记的先改台账；以台账为准的，按 Delete 恢复引用；确应不同的，请写明原因。',
      lastYear:
        '这一格由上年报表带出，填报的数与上年不同。以上年为准的，按 Delete 恢复引用；上年报错了、确应不同的，请写明原因。',
      elsewhere:
        '这一格由别处的数带出，填报的数与来源不同。来源错了的先改来源；以来源为准的，按 Delete 恢复引用；确应不同的，请写明原因。',
    },
    suggestions: {
      ledger: ['台账登记的口径与本表不同，以本表填报的数为准', '台账尚未更新，已按实际数填报并补登台账'],
      lastYear: ['上年上报有误，本年按更正后的数填报', '机构合并或分设，上年数已按现在的范围调整'],
      elsewhere: ['来源表的口径与本表不同，以本表填报的数为准', '来源数据有误，已通知更正，本表按实际数填报'],
    },
  },
  roster: {
    text: '填报的数与名册计数一致',
    instruction:
      '填报的数与名册数出的不同。填错了的请改正；名册有漏、有错的，先在「名册」里改正再重新填入；确应不同的，请写明原因。',
    suggestions: [
      '名册载入后有学生转入、转出，已按统计时点的实际人数填报',
      '名册中有漏登或已离校人员，已按实际核对的人数填报',
      '统计口径与名册登记不同，已按指标口径核实填报',
    ],
  },
  stated: { text: '外来的合计与重新计算的结果一致', instruction: '合计以重新计算的结果为准，请核对各分项。' },
} as const;

export const verdictNames: Readonly<Record<Verdict, string>> = {
  met: '达标',
  missed: '未达标',
  borderline: '临界',
  'not-applicable': '不适用',
  missing: '缺数据',
  'no-target': '无目标值',
};

/** A verdict in a table, where 临界 alone would not tell whether the target is met: 临界（未达标）. */
export function verdictText({ verdict, meets }: Pick<TargetVerdict, 'verdict' | 'meets'>): string {
  if (verdict !== 'borderline' || meets === null) return verdictNames[verdict];
  return `${verdictNames.borderline}（${verdictNames[meets ? 'met' : 'missed']}）`;
}
