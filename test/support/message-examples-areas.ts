import type { AccessErrors } from '../../shared/sentences/access';
import type { BackupErrors } from '../../shared/sentences/backup';
import type { FigureErrors } from '../../shared/sentences/figures';
import type { FileErrors } from '../../shared/sentences/file';
import type { FillErrors } from '../../shared/sentences/fill';
import type { ImportErrors } from '../../shared/sentences/import';
import type { PaperErrors } from '../../shared/sentences/paper';
import type { RosterErrors } from '../../shared/sentences/rosters';
import type { TemplateErrors } from '../../shared/sentences/template';
import type { WorkErrors } from '../../shared/sentences/work';
import type { Examples } from './message-examples';

const backup = '2026-09-06 10:20';
const data = 'D:\\Tianbao\\tianbao.db';
const file = '上报.xlsx';
const template = '县表.xlsx';
const pupils = '学生名册.xlsx';
const open = '在 WPS 里打开文件，看看说的那一处';

const accessExamples: Examples<keyof AccessErrors> = {
  'access.locked': [{}],
  'access.wrongPassword': [{ waitSeconds: 0 }],
  'access.wait': [{ waitSeconds: 30 }, '等时间到了再输。忘了密码的，看「人员与密码」一章。'],
  'access.unreadable': [{}],
  'access.operatorTaken': [{ name: '甄老师' }],
  'access.operatorGone': [{}],
  'access.copiesUnchanged': [{ names: backup }],
};

const backupExamples: Examples<keyof BackupErrors> = {
  'backup.gone': [{ name: backup }],
  'backup.damaged': [{ name: backup }],
  'backup.newer': [{ name: backup }],
  'backup.failed': [{ folder: 'E:\\备份', reason: 'EIO' }],
  'backup.noRoom': [{ folder: 'E:\\备份', megabytes: 40 }],
  'backup.chosenGone': [{ folder: 'E:\\备份' }],
  'backup.sourceDamaged': [{ file: data }],
  'backup.dataMissing': [{ file: data }],
  'backup.inUse': [{ file: data }],
  'backup.notRestored': [{ file: data, reason: 'EIO' }],
  'backup.restoring': [{}],
  'backup.practice': [{}],
  'backup.asideHeld': [{ folder: 'C:\\填报\\damaged-20261122T182114Z' }],
};

const figureExamples: Examples<keyof FigureErrors> = {
  'targets.taken': [{ name: '本县 2026 年目标', version: '1' }],
  'targets.inUse': [{ round: '2026—2027学年年报' }],
  'targets.badFile': [{ file: '目标.json', problem: '第 3 条没有目标值' }],
  'targets.unknown': [
    { id: 'local-1' },
    '打开「目标方案」页重新选择；要用的方案在别的电脑上，导出来再导入。',
  ],
  'targets.invalid': [
    { name: '本县 2026 年目标', problem: '第 2 条的目标值不是数字' },
    '照说的那一条改正，再点「保存」；填的内容还在。',
  ],
};

const fileExamples: Examples<keyof FileErrors> = {
  'file.tooLarge': [{ file, limit: 50 }],
  'file.notWorkbook': [{ file, really: '网页' }],
  'file.encrypted': [{ file }],
  'file.damaged': [{ file, part: '教基3112' }],
  'file.tooMuch': [{ file, part: '教基3112' }],
  'file.unsafe': [{ file, part: '外部内容' }],
  'file.textTooLong': [{ file, sheet: '教基3112', address: 'D8', length: 40000, limit: 32767 }],
  'file.tooSlow': [{ file }],
  'file.macros': [{ file }, '不用处理，数照样读取。'],
  'file.externalLinks': [{ file }],
  'file.notCells': [{ sheet: '图1' }, '不用处理；数在别的工作表里。'],
  'file.coveredCells': [{ sheet: '教基3112', address: 'E9', count: 2 }],
  'file.percentCell': [{ found: '0.98' }],
};

const fillExamples: Examples<keyof FillErrors> = {
  'fill.signed': [{ file: template }],
  'fill.notPlain': [{ file: template }],
  'fill.tooLong': [{ file: template, sheet: '汇总', address: 'C4', limit: 32767 }],
  'fill.changed': [{ file: template, part: '汇总' }],
};

const importExamples: Examples<keyof ImportErrors> = {
  'import.gone': [{}],
  'import.nothingRecognised': [{ file }],
  'import.notCompared': [{}],
  'import.changedSince': [{}],
  'import.notUndoable': [{}],
  'import.finalised': [{ school: '清河镇中心小学', schoolYear: 2026 }],
  'import.badSchoolYear': [{ schoolYear: 1026 }, '选正确的学年。'],
  'import.wrongEdition': [{ found: 'jichuji-2018-86', wanted: 'jiaoji-2021' }],
  'import.dataSheetDamaged': [{}],
  'import.dataSheetUnusable': [{}],
  'import.sheetGone': [{}],
  'import.sheetUnread': [{}],
  'import.unknownSheet': [{}, `${open}是不是年报的表；是的话，把表号（如教基3112）写在表的上方，再导入。`],
  'import.formTwice': [{ form: '教基3112', first: '教基3112' }],
  'import.noColumns': [
    { form: '教基3112', columns: 2 },
    '导入以后手工填这些列；或在文件里把列号改回原样再导入。',
  ],
  'import.noPlaces': [{ form: '教基3112', cells: 3 }, '导入以后手工填这些格。'],
  'import.formElsewhere': [
    { form: '基础基331', edition: 'jichuji-2018-86' },
    '这张表要的话，在第三步换成那个版本的年报任务，单独导入一次。',
  ],
  'import.uncalculated': [{ formula: 'SUM(D8:D12)' }],
  'import.totalsUncalculated': [{ cells: 12 }, '不用处理。'],
  'import.errorValue': [{ found: '#REF!' }],
  'import.notItsValue': [{ found: '约100' }],
  'import.tooLong': [{ limit: 500 }],
  'import.rounded': [{ found: '440000200001010000' }],
  'import.tooManyRows': [{ limit: 20000 }],
  'import.closedCell': [{ found: '12' }],
  'import.openCellMarked': [{ where: '教基3112 第 8 行' }],
  'import.notTotal': [{ found: '见附表' }, '不用处理，合计由程序计算；看一看分项对不对。'],
  'import.otherStage': [{ form: '教基3115', cells: 4 }],
  'import.formNotFilled': [{ form: '教基3115', cells: 40 }],
  'import.explanationUnmatched': [{ text: '整班并入外校。' }],
  'import.otherSchool': [{ found: '9900000002', wanted: '9900000001' }],
  'import.otherType': [{ found: '初级中学', wanted: '小学' }],
  'import.otherYear': [{ found: 2025, wanted: 2026 }],
  'import.schoolDiffers': [{ what: '校名、乡镇' }],
  'import.bringsProfile': [{ name: '本县 2026 年目标', version: '1', judges: false }],
  'import.personalLeftOut': [{ form: '局控辍1', records: 12 }],
  'import.sampleSchool': [{ school: '清河镇中心小学（示例）' }],
  'import.notSaid': [{ what: '学年', option: '--school-year' }],
};

const paperExamples: Examples<keyof PaperErrors> = {
  'paper.failed': [{ reason: '打印机脱机' }],
  'paper.noForm': [{ form: '教基3115' }],
  'paper.noPrinter': [{}],
};

const rosterExamples: Examples<keyof RosterErrors> = {
  'roster.gone': [{}],
  'roster.noTable': [{ files: pupils }],
  'roster.tooMany': [{ rows: 30000, limit: 20000 }],
  'roster.notReady': [{ open: 3 }],
  'roster.schoolChanged': [{}],
  'roster.planChanged': [{}],
  'roster.unknownPerson': [{}],
  'roster.badValue': [{ label: '年级', text: '十年级' }],
  'roster.headRowIsPerson': [{ row: 2 }],
  'roster.sameNumber': [{}],
  'roster.none': [{}],
};

const templateExamples: Examples<keyof TemplateErrors> = {
  'template.gone': [{}],
  'template.changed': [{ file: template }],
  'template.notXlsx': [{ file: '县表.xls' }],
  'template.overTemplate': [{ file: template }],
  'template.badMapping': [{ file: '县表.对照.json', path: '/cells/3', problem: '没有来源' }],
  'template.mappingTooLarge': [{ file: '县表.对照.json', limit: 4 }],
  'template.otherWorkbook': [{ file: '县表.对照.json' }],
  'template.otherFile': [{ file: template }],
  'template.otherEdition': [
    { edition: 'jichuji-2018-86' },
    '没有填上的格在本页手工对照；或请县里按现在的版本重做对照文件。',
  ],
  'template.noSheet': [{ sheet: '附表2' }, '确认模板和对照文件是同一套；没有这张表的，不用处理。'],
  'template.formulaCell': [{}, '不用处理；文件打开时会算出来。'],
  'template.coveredCell': [{ range: 'B3:D3' }],
  'template.noSuchCell': [{}, '在对照里改成模板里有的格，或清除这一条。'],
  'template.tableHead': [{}, '清除这一格的对照，换到它下面的格。'],
  'template.twoSources': [{ first: '教基3112!01.7', second: '教基3112!02.7' }],
  'template.unknownSource': [{ source: '3112第一行' }],
  'template.unknownMark': [{ source: '学生总数' }],
  'template.closedSource': [{ source: '教基3112!05.2' }],
  'template.personalList': [{ form: '局控辍1' }],
  'template.markLeft': [{ text: '{{学生总数}}' }],
  'template.listMark': [
    { source: '局缺口1!c04' },
    '在模板里把标记改到各自的格里，写在同一行，再重新选择模板。',
  ],
  'template.listBackwards': [{ form: '局缺口1' }],
  'template.listOverText': [{ form: '局缺口1', text: '合计' }],
  'template.listTooLong': [{ form: '局缺口1', records: 12, rows: 8 }],
  'template.formNotFilled': [{ form: '教基3115', cells: 12 }, '不用处理；办学类型不对的，到学校档案里改正。'],
  'template.formOfOtherEdition': [
    { form: '基础基331', cells: 12 },
    '把这些格对照到现在版本的表；或请县里重做对照文件。',
  ],
  'template.unreadable': [{ source: '教基3112!01.7', found: '约100' }],
  'template.keptFigure': [{ found: '35' }],
  'template.percentCell': [{ found: '612' }],
  'template.brokenMark': [{ text: '{教基3112!01.7}' }],
  'template.formulaMark': [{}],
  'template.ownWorkbook': [{ file }],
};

const workExamples: Examples<keyof WorkErrors> = {
  'work.cancelled': [{}, '不用处理；要做的时候再做一次。'],
  'work.busy': [{}],
  'work.reopening': [{}],
  'work.crashed': [{ reason: 'heap' }],
};

export const areaExamples = {
  ...accessExamples,
  ...backupExamples,
  ...figureExamples,
  ...fileExamples,
  ...fillExamples,
  ...importExamples,
  ...paperExamples,
  ...rosterExamples,
  ...templateExamples,
  ...workExamples,
};
