import { sampleTasks } from '../../shared/practice';

export const stepNames = [
  'open',
  'figure',
  'total',
  'mistake',
  'warning',
  'carry',
  'roster',
  'review',
  'finalise',
  'export',
] as const;
export type StepName = (typeof stepNames)[number];

export interface Step {
  readonly name: StepName;
  readonly title: string;
  readonly text: string;
  /** Instead, while what the step is about is not there because she tried something else. */
  readonly gone?: string;
  /** Nothing is changed in it: it is done when she says so. */
  readonly toRead?: boolean;
}

const { figure, mistake } = sampleTasks;

/** In the words that stand on the screen where the step leads to. */
export const steps: readonly Step[] = [
  {
    name: 'open',
    title: '打开一张表',
    text: '点左边目录里的「教基3112」；窗口小时目录收在左上角 ☰ 里，点「带我去」就打开。这是小学生的学生数表，样子和纸质表一样。',
  },
  {
    name: 'figure',
    title: '填一个数',
    text: `「寄宿生」行、「五年级」列还空着：打 ${figure.typed}，按回车。不用点保存，程序当场存好；改错了按 Ctrl+Z。`,
  },
  {
    name: 'total',
    title: '看合计',
    text: `蓝底的格由程序算：「寄宿生」的在校生数已由 ${figure.before} 变成 ${figure.after}。点「带我去」，右边的「单元格说明」写着它由哪些格加起来；看过了，点「看到了」。`,
    toRead: true,
  },
  {
    name: 'mistake',
    title: '改正一处错误',
    text: `「网络多媒体教室」写成了 ${mistake.wrong} 间，可教室一共才 ${mistake.right} 间：多打了一个 1。改成 ${mistake.right}，错误就没有了。`,
  },
  {
    name: 'warning',
    title: '说明一条提醒',
    text: '三年级今年 15 人，上年二年级有 16 人。数没有错：点「带我去」，在写明原因的框里写，如「1 名学生随父母转学」，按 Ctrl+Enter。',
    gone: '提醒不见了，因为数改过了。点「带我去」，再点右边「单元格说明」里的「恢复引用」，或按 Ctrl+Z 退回去，提醒就回来。还不行，点「删除示例…」，再打开一份新的。',
  },
  {
    name: 'carry',
    title: '从上年带入',
    text: '地址、电话、负责人这些不常变的不用重打：在首页点「从上年带入」，看过后点「带入」。',
  },
  {
    name: 'roster',
    title: '用花名册填',
    text: '学生名册已经读好，班级数等由它数出来：点「填入」就写进表里。以后点一下这样的数，能看到是哪些学生。',
  },
  {
    name: 'review',
    title: '核对',
    text: '每张表看过一遍，就标「已核对」。练习里可以点「全部标记已核对」，没填的表也打上勾。',
  },
  {
    name: 'finalise',
    title: '定稿',
    text: '没有错误、提醒都有说明、表都已核对，就能定稿。定稿后数字锁住，要改须写明原因。',
  },
  {
    name: 'export',
    title: '导出',
    text: '点「导出正式文件」，选一个文件夹。真的填报时，把这个文件报给县教育局就行了。',
  },
];

/** What the guide looks at, of the sample's submission of this year. */
export interface Seen {
  /** The form that is shown. */
  readonly form: string | null;
  /** Steps of which she said that she has read what they show. */
  readonly read: ReadonlySet<StepName>;
  readonly text: (form: string, cell: string) => string;
  /** Keys of the errors that are open, and of the warnings that have their reason. */
  readonly errors: ReadonlySet<string>;
  /** Keys of all that was found, explained or not. */
  readonly found: ReadonlySet<string>;
  readonly explained: ReadonlySet<string>;
  /** Entered cells of a form. */
  readonly filled: (form: string) => number;
  /** Cells that the rosters counted when they were applied. */
  readonly counted: number;
  readonly unreviewed: number;
  readonly finalised: boolean;
  readonly exported: boolean;
}

/** Fields that last year offers of the form are about thirty; one typed by hand is no carrying over. */
const manyFields = 10;

/** Whether a step is done, judged by what there is and not by what was clicked. */
const isDone: Readonly<Record<StepName, (seen: Seen) => boolean>> = {
  open: ({ form }) => form === figure.form,
  figure: ({ text }) => text(figure.form, figure.cell) !== '',
  total: ({ read }) => read.has('total'),
  mistake: ({ text, errors }) =>
    !errors.has(mistake.finding) && !['', mistake.wrong].includes(text(mistake.form, mistake.cell)),
  warning: ({ explained }) => explained.has(sampleTasks.warning.finding),
  carry: ({ filled }) => filled(sampleTasks.carried.form) >= manyFields,
  roster: ({ counted, filled }) => counted > 0 && filled(sampleTasks.counted.form) > 0,
  review: ({ unreviewed }) => unreviewed === 0,
  finalise: ({ finalised }) => finalised,
  export: ({ exported }) => exported,
};

/** Steps done so far: what was done once stays done, whatever she tries out afterwards. */
export function doneSteps(before: ReadonlySet<StepName>, seen: Seen): ReadonlySet<StepName> {
  const done = stepNames.filter((name) => before.has(name) || isDone[name](seen));
  return done.length === before.size ? before : new Set(done);
}

/** Whether what the step is about is not there. */
export function isGone(step: StepName, { found }: Seen): boolean {
  return step === 'warning' && !found.has(sampleTasks.warning.finding);
}

/** The step to do next; null when all are done. */
export function nextStep(done: ReadonlySet<StepName>): Step | null {
  return steps.find(({ name }) => !done.has(name)) ?? null;
}
