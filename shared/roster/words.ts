import type { RosterField } from './definition';
import { lostDigits } from './lost-digits';
import type { RosterNotice, RosterProblem, RosterProblemCode } from './staged';
import { isPerhapsOctober } from './values-dates';

/** What the clerk reads about rows of a roster that is being loaded. Identity numbers come masked and stay so. */

type Said = Pick<RosterProblem, 'field' | 'code' | 'severity' | 'text' | 'against'>;

interface Words extends Said {
  /** Official name of the column. */
  readonly label: string;
  readonly field: string | null;
}

/** What she does about a doubt, after what is to be put right. */
const orAccept = ({ severity }: Said, otherwise: string): string => (severity === 'doubt' ? otherwise : '');

const sentences: Readonly<Record<RosterProblemCode, (words: Words) => string>> = {
  empty: ({ label }) => `「${label}」是空的。请补上；这一行不是人的，请排除。`,
  identityLength: ({ text }) =>
    `身份证件号 ${text} 是 ${text.length} 位，居民身份证号应为 18 位。请对照证件改正；查不到的先清空，性别和出生日期照填。`,
  identityCharacters: (words) => {
    const { text, against } = words;
    if (against === lostDigits)
      return '身份证件号被 Excel 变成了科学记数，后几位已经丢失，从这个文件里找不回来。请从学籍或教师系统重新导出，或照证件补填；查不到的先清空，性别和出生日期照填。';
    return `身份证件号 ${text} 里有居民身份证号不会有的字符。请对照证件改正${orAccept(words, '；是护照、通行证等其他证件的，确认无误即可')}。`;
  },
  identityDate: ({ text }) => `身份证件号 ${text} 第 7 到 14 位不是存在的日期。请对照证件改正，或先清空。`,
  identityCheckDigit: ({ text, against }) =>
    `身份证件号 ${text} 的校验不对：前 17 位没有错的话，最后一位应该是 ${against}。多半是某一位录错，请对照证件改正；一时查不到的可以确认，人数照算。`,
  duplicate: ({ severity, against, field, text }) =>
    severity === 'error'
      ? `与${against}的身份证件号相同。同一个人的，请排除其中一行；是两个人的，请改正录错的一个。`
      : `与${against}的姓名和出生日期相同${field === 'name' ? `（${text}）` : ''}。同一个人的，请排除其中一行；确是两个人的，请确认。`,
  sexDiffers: ({ text, against }) =>
    `性别写的是「${text}」，身份证件号第 17 位说的是「${against}」。请改正录错的一个；确认的话按「${text}」统计。`,
  birthDiffers: ({ text, against }) =>
    `出生日期写的是 ${text}，身份证件号里是 ${against}。请改正录错的一个；确认的话按 ${text} 算年龄。`,
  unknownSex: () => '没有性别，也没有能看出性别的身份证件号。请补上一个。',
  unknownBirth: () => '没有出生日期，也没有能看出出生日期的身份证件号。请补上一个，否则算不出年龄。',
  unreadableDate: (words) => {
    const { label, text } = words;
    if (isPerhapsOctober(text))
      return `「${label}」写的是「${text}」：表格软件会把 10 月写的 ${text}0 变成 ${text}，看不出是 1 月还是 10 月。请写成 ${text.slice(0, 4)}-01 或 ${text.slice(0, 4)}-10${words.field === 'birth' ? '，最好连日一起写' : ''}${orAccept(words, '；确认的话这一格按空白处理')}。`;
    const example = words.field === 'entry' ? '2022-09' : '2016-08-09';
    if (words.field === 'birth' && /^\d{4}\D?0?9\D?$/.test(text))
      return `「${label}」写的是「${text}」，没有日：9 月出生的人要有日才算得出 9 月 1 日时的年龄。请写成 ${example}。`;
    return `「${label}」写的是「${text}」，认不出是哪一天。请写成 ${example} 的样子${orAccept(words, '；确认的话这一格按空白处理')}。`;
  },
  unknownValue: (words) => {
    const { label, text, against } = words;
    if (words.field === 'class' && against !== '')
      return `班级写的是「${text}」，与年级「${against}」不是一个年级。请改正其中一个。`;
    return `「${label}」写的是「${text}」，认不出来。请改成可选的写法${orAccept(words, '；确认的话这一格按空白处理')}。`;
  },
  unknownGrade: ({ severity, text, against }) => {
    if (severity === 'doubt')
      return `写的是「${text}」，名册里又有「${against}」：五四学制里「初一」可以是六年级，也可以是七年级。请改成六、七、八、九年级；确认的话「初一」就是六年级。`;
    if (against !== '')
      return `年级写的是「${text}」，学段写的是「${against}」，两者不一致。请改正其中一个。`;
    return text === ''
      ? '看不出是几年级：没有年级，班级和入学年月也看不出。请补上年级，如「三年级」。'
      : `「${text}」看不出是几年级。请写成「三年级」「初一」「中班」的样子。`;
  },
  foreignGrade: ({ text }) => `本校没有${text}。请改正年级；不是本校的人，请排除。`,
  ageFar: ({ text, against }) => {
    const [grade = '', usual = ''] = against.split(' ');
    return usual === ''
      ? `9 月 1 日满 ${against} 周岁（生于 ${text}），作为教职工少见。请核对出生日期；确实如此的，请确认。`
      : `9 月 1 日满 ${text} 周岁，${grade}一般是 ${usual} 周岁，相差三岁或更多。请核对出生日期和年级；确实如此的，请确认。`;
  },
};

/** What is wrong in the row, and what to do: 「身份证件号 990101********0011 的校验不对……」. */
export function problemWords(problem: Said, fields: readonly Pick<RosterField, 'id' | 'label'>[]): string {
  const label = fields.find(({ id }) => id === problem.field)?.label ?? '';
  return sentences[problem.code]({ ...problem, label });
}

/** 「第 12 行 王小明」. */
export function problemPlace({ line, name }: Pick<RosterProblem, 'line' | 'name'>): string {
  return name === '' ? `第 ${line} 行` : `第 ${line} 行 ${name}`;
}

const notices: Readonly<Record<RosterNotice['code'], (notice: RosterNotice) => string>> = {
  sheetWithoutHead: () =>
    '没有找到表头（同时有「姓名」和「性别」等栏目的一行），整张没有读取。是名册的话，请把表头写全后重新选择文件。',
  emptySheet: () => '是空的，没有读取。',
  hiddenSheet: () => '在文件里是隐藏的，也读取了。不该算的，请在「栏目对照」里不用这张表。',
  totalLines: ({ count, text }) => `${text}是合计、小计，没有当作人（${count} 行）。`,
  headLines: ({ count, text }) => `${text}又是表头，没有当作人（${count} 行）。`,
  noteLines: ({ count, text }) => `${text}像是填表说明或签字，没有当作人（${count} 行）。`,
  sideBySide: ({ count }) => `一行并排写了 ${count} 个人，已经分开读取；问题里的行号是他们所在的那一行。`,
  emptyLines: ({ count, text }) => `${text}认识的栏目都是空的，没有当作人（${count} 行）。`,
  areaNames: ({ count }) => `有 ${count} 行的户口所在地写的是地名，不是六位行政区划代码，这一栏没有采用。`,
  identityOther: ({ count }) => `有 ${count} 行不是居民身份证，号码没有校验。`,
  gradeFromEntry: ({ count }) =>
    `有 ${count} 行没有年级，按入学年月逐年推算；留级、跳级的学生请在名册里核对年级。`,
  gradeFromClass: ({ count }) => `有 ${count} 行的年级从班级名称里看出。`,
  gradeFromName: ({ count, text }) =>
    `有 ${count} 行没有年级，按工作表的名称、表头上方的标题或文件名算作${text}。`,
  notInService: ({ count, text }) => `${text}的「人员状态」是退休、离职或调出（${count} 人），不算教职工。`,
  peopleAbove: ({ count, text }) =>
    `${text}在表头上面，像是人，没有读取（${count} 行）。表头不在那一行的，请在「栏目对照」里改表头所在的行；一张表里有两份名单的，请分成两张。`,
  namesAside: ({ text }) => `「${text}」栏里是另外的人名，按选择没有读取。`,
  stageFromName: ({ count, text }) =>
    `有 ${count} 行的年级按工作表的名称、表头上方的标题或文件名算作${text}的。`,
  file: ({ text }) => text,
};

/** What was passed over or supposed, with the file and sheet that it is about. */
export function noticeWords(notice: RosterNotice): string {
  const { fileName, sheet } = notice;
  const said = notices[notice.code](notice);
  if (notice.code === 'file') return `${fileName}：${said}`;
  return `${fileName}${sheet === '' ? '' : `「${sheet}」`}：${said}`;
}
