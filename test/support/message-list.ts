import type { AppError, ErrorCode } from '../../shared/error';
import { errorSentence, problemSentence } from '../../shared/messages';
import type { CellProblem } from '../../shared/value';
import { messageExamples } from './message-examples';

/** Where the sentence turns from what is wrong to what to do. */
const turn = /(?<=[。；，：])(?=请|可以|需要|确需|先|不要|没有问题的|需要时|如果)/;

export interface Told {
  /** What is wrong, as the program says it. */
  readonly said: string;
  readonly remedy: string;
}

/** What is wrong and what to do about it; the remedy is empty where nobody has written one. */
export function toldOf(code: ErrorCode): Told {
  const [params, remedy] = messageExamples[code];
  const sentence = errorSentence({ code, params } as AppError);
  if (remedy !== undefined) return { said: sentence, remedy };
  const turning = sentence.search(turn);
  if (turning < 0) return { said: sentence, remedy: '' };
  // For whom or when it is to be done belongs to what is to be done.
  const condition = /(?<=[。；：，])(?:[^。；：，]*的|(?:它?如果|要)[^。；：，]*)，$/.exec(
    sentence.slice(0, turning),
  );
  const at = condition?.index ?? turning;
  return { said: sentence.slice(0, at).replace(/[，；：]$/, '。'), remedy: sentence.slice(at) };
}

interface Group {
  readonly title: string;
  readonly areas: readonly string[];
  readonly lead?: string;
}

export const groups: readonly Group[] = [
  { title: '打开程序和保存', areas: ['app', 'data', 'database', 'definition'] },
  { title: '学校、年报任务和报表', areas: ['school', 'collection', 'submission', 'work'] },
  { title: '导出', areas: ['workbook'] },
  { title: '打印', areas: ['paper'] },
  { title: '打开别处来的文件', areas: ['file'] },
  { title: '导入工作簿', areas: ['import'] },
  { title: '填入县里的模板', areas: ['template', 'fill'] },
  { title: '名册', areas: ['roster'] },
  { title: '目标方案', areas: ['targets'] },
  { title: '备份与恢复', areas: ['backup', 'practice'] },
  { title: '密码与人员', areas: ['access', 'audit'] },
  {
    title: '交换文件和命令行',
    areas: ['document', 'figure', 'command'],
    lead: '技术人员用交换文件（JSON）和命令行时会看到，学校填报时一般不会出现。',
  },
];

const cellProblems: readonly (readonly [CellProblem, string])[] = [
  [{ code: 'notNumber' }, '只填数字。“约100”“见附表”这类写法改成数；没有就留空白。'],
  [{ code: 'notInteger' }, '人数、间数等填整数；带小数的核对原始资料。'],
  [{ code: 'negative' }, '减少的人数填在「减少」的列里，不写负号。'],
  [{ code: 'tooManyDigits' }, '看看是不是多打了几位，或单位应是万元。'],
  [{ code: 'tooManyDecimals' }, '四舍五入到允许的位数。'],
  [{ code: 'notOption' }, '按空格或 F2 打开列表，选一项。'],
  [{ code: 'notDate' }, '按例子写，或按 Ctrl+; 填今天。'],
  [{ code: 'noSuchDay' }, '对照原件，改成存在的日子。'],
  [{ code: 'dateWithoutYear' }, '连年份一起填。'],
  [{ code: 'dateWithoutDay' }, '查原件补上日；实在查不到的，问经办人。'],
  [{ code: 'lineBreak' }, '双击这一格，删去换行。'],
  [{ code: 'tooLong' }, '写得短一些，详细情况写在说明里。'],
];

const area = (code: string): string => code.slice(0, code.indexOf('.'));

/** Codes of which no group tells. */
export function ungrouped(): readonly string[] {
  const known = groups.flatMap(({ areas }) => areas);
  return Object.keys(messageExamples).filter((code) => !known.includes(area(code)));
}

const escaped = (text: string): string => text.replace(/[\\`*_<>|~[\]]/g, '\\$&');
const row = ({ said, remedy }: Told): string => `| ${escaped(said)} | ${escaped(remedy)} |`;

/** The chapter of the manual: every sentence with its remedy, by where it is said. */
export function messageList(): string {
  const codes = Object.keys(messageExamples) as ErrorCode[];
  const parts = groups.map(({ title, areas, lead }) => [
    `## ${title}`,
    '',
    ...(lead === undefined ? [] : [lead, '']),
    ...table(areas.flatMap((each) => codes.filter((code) => area(code) === each)).map(toldOf)),
  ]);
  const cells = cellProblems.map(([problem, remedy]) => ({ said: problemSentence(problem), remedy }));
  return [head, ...['## 格子里的提示', '', ...table(cells)], ...parts.flat()].join('\n');
}

function table(rows: readonly Told[]): readonly string[] {
  return ['| 程序说 | 怎么办 |', '| --- | --- |', ...rows.map(row), ''];
}

const head = `# 程序说的话

程序每次没有照办，都会用一句话写明什么没有做、为什么、怎么办。这里按出现的地方列出每一句；文件名、数字是举例，
您看到的会不一样。按 **Ctrl+F** 输入其中几个字，就能找到。校验结果里的话见[校验结果、说明、特殊情况](findings.md)。

有两件事总是真的：写着「没有改动」「没有保存」的，原来的数都还在；编号（如“编号 3f2a91”）是给技术人员查原因用的，抄下来就行。
括号里的英文和数字抄给技术人员，自己不用看懂。
`;
