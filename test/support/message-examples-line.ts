import type { ErrorParams } from '../../shared/error';
import type { Examples } from './message-examples';

type LineCode =
  | Extract<keyof ErrorParams, `${'command' | 'document' | 'figure'}.${string}`>
  | `file.${'unreadable' | 'notJson'}`;

const form = '教基3112';
const told = '照说的地方改文件，再运行一次。';
const kept = '别的内容照常处理；要这一项的，改正文件后再来一次。';
const option = '照写出的可选内容改参数，再运行一次。';

/** What is said on the command line and about files in the exchange format. */
export const lineExamples: Examples<LineCode> = {
  'file.unreadable': [{ file: '上报.xlsx', reason: 'ENOENT' }],
  'file.notJson': [{}],
  'command.unknown': [{ known: 'check、import、export' }, option],
  'command.usage': [{ usage: 'check <文件>' }, option],
  'command.badOption': [{ option: '--seed', found: 'x', wanted: '整数' }, option],
  'command.fileExists': [{ file: 'out.xlsx' }],
  'command.draftInstead': [
    { errors: 1, warnings: 2, unreviewed: 0 },
    '改正、写好说明以后再导出；急用的，草稿也能看。',
  ],
  'command.file': [{ file: 'a.json', problem: '没有学校' }, told],
  'command.folderNotEmpty': [{ folder: 'out' }],
  'document.invalid': [{ path: '/forms', problem: '应是对象' }, told],
  'document.unknownEdition': [{ found: 'x', known: 'jiaoji-2021' }, told],
  'document.twoEditions': [{ edition: 'jiaoji-2021', collection: 'jichuji-2018-86' }, told],
  'document.otherVersion': [
    { edition: 'jiaoji-2021', found: '1', known: '2' },
    '看一看校验结果；要与对方一样，请用同一版本的程序。',
  ],
  'document.unknownProperty': [{ path: '/extra' }, kept],
  'document.assumed': [{ what: '学制', value: '六三' }, '不对的，在文件里写明。'],
  'document.unknownForm': [{ form: '教基9999' }, kept],
  'document.otherEdition': [{ form: '基础基331', edition: 'jichuji-2018-86' }, kept],
  'document.notFilled': [{ form: '教基3115', cells: 3 }, '办学类型不对的，先改正；对的，不用处理。'],
  'document.otherStage': [
    { form: '教基3115', cells: '01.1' },
    '学段不对的，先改正学校档案；对的，不用处理。',
  ],
  'document.listElsewhere': [{ form: '局控辍1' }, told],
  'document.unknownCell': [{ form, cell: '99.1' }, kept],
  'document.closedCell': [{ form, cell: '05.2', found: '3' }, kept],
  'document.wrongValue': [{ form, cell: '01.7', found: '列表' }, kept],
  'document.tooLong': [{ form, cell: '01.7' }, '把文字改短，再来一次。'],
  'document.notTotal': [{ form, cell: '01.1', found: '见附表' }, '不用处理，合计由程序计算。'],
  'document.recordId': [{ form: '局控辍1', found: '#', given: 'record-1' }, '不用处理，记录没有少。'],
  'document.unboundExplanation': [{ finding: 'LJF1-08' }, '在校验结果里看一眼，点「确认仍然属实」。'],
  'document.badProfile': [{ place: '/targetProfiles/0', problem: '没有编号' }, kept],
  'document.foreignProfile': [
    { name: '本县目标', problem: '不认识的指标' },
    '不用处理；要全部认识，请更新程序。',
  ],
  'document.unknownProfile': [{ id: 'local-1' }, '向对方要目标方案的文件，在「目标方案」页导入。'],
  'document.shippedProfile': [{ id: 'cn', name: '本县目标', shipped: '国家目标' }],
  'document.unknownMethod': [{ problem: '没有这个口径' }, '在「指标」页看一看口径，不对的改过来。'],
  'document.otherSchool': [{ code: '9900000002', wanted: '9900000001' }, '换成这所学校的文件。'],
  'document.notEarlier': [{ schoolYear: 2026, wanted: 2026 }, '把年份早的写在前面，再运行一次。'],
  'figure.unknown': [{ id: 'x', known: 'primary_dropout_rate' }, option],
  'figure.unknownMethod': [{ method: 'x', known: 'register' }, option],
  'figure.notObject': [{}, told],
  'figure.notNumber': [{ input: 'c1', found: '文字' }, told],
  'figure.missing': [{ inputs: 'c1' }, '把缺的数补上，再运行一次。'],
  'figure.assumedZero': [{ inputs: 'c11' }, '不是 0 的，写明再运行一次。'],
  'figure.unused': [{ inputs: 'c9' }, '看看名称有没有写错；没有写错的，不用处理。'],
  'figure.otherStage': [{ indicator: 'x', stage: '高中' }, option],
  'figure.notList': [{ input: 'pupils', found: '数字' }, told],
  'figure.uneven': [{ inputs: 'pupils、books' }, '补齐各校的数，再运行一次。'],
  'figure.methodTaken': [
    { method: 'netflow', usual: 'register', missing: 'c11' },
    '要按原来的口径，补上缺的数。',
  ],
  'figure.severalMethods': [{ missing: 'c1', methods: 'register、netflow' }],
  'figure.noRate': [{ id: 'books_per_pupil', unit: '册' }, '换一个百分率的指标。'],
  'figure.nothingImplied': [{ count: '0', rate: '0.01%' }, '照说的写法改正，再运行一次。'],
  'figure.methodNotJudged': [{ indicator: 'x', method: 'y' }, '换一个目标方案，或换一个口径。'],
};
