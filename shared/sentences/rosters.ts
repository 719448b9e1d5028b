/** Refusals about rosters. What is said about single rows and assumptions is in `shared/roster/words.ts`. */
export interface RosterErrors {
  /** The staged roster was replaced, or the program started anew. */
  'roster.gone': Record<never, never>;
  /** No sheet of the files has people on it. */
  'roster.noTable': { files: string };
  'roster.tooMany': { rows: number; limit: number };
  'roster.notReady': { open: number };
  'roster.schoolChanged': Record<never, never>;
  'roster.planChanged': Record<never, never>;
  'roster.unknownPerson': Record<never, never>;
  'roster.badValue': { label: string; text: string };
  /** The row that is to hold the heads holds a person. */
  'roster.headRowIsPerson': { row: number };
  /** Another person of the roster has the number. */
  'roster.sameNumber': Record<never, never>;
  'roster.none': Record<never, never>;
}

export const rosterSentences: { readonly [C in keyof RosterErrors]: (params: RosterErrors[C]) => string } = {
  'roster.gone': () => '这次读取的名册已经不在了，没有保存。请重新选择文件读取。',
  'roster.noTable': ({ files }) =>
    `${files} 里没有找到名册：没有一张表的表头同时有「姓名」和「性别」或「身份证件号」。请打开文件看看表头是否齐全，再重新选择。`,
  'roster.tooMany': ({ rows, limit }) =>
    `名册有 ${rows} 行，超过一次能读的 ${limit} 行，没有读取。请确认选的是本校的名册。`,
  'roster.schoolChanged': () =>
    '载入名册的时候改过学校档案或年报任务，名册已按新的重新检查，还没有保存；您改正、排除、对照过的都在。请看一遍再点「保存名册」。',
  'roster.notReady': ({ open }) =>
    `还有 ${open} 处问题没有处理，名册没有保存。请逐条改正、排除或确认后再保存。`,
  'roster.planChanged': () => '名册、选择或表里的数刚刚有变化，没有填入。请重新核对下面的清单后再填入。',
  'roster.unknownPerson': () => '名册里已经没有这个人，可能名册刚刚换过。请重新打开名册再试。',
  'roster.badValue': ({ label, text }) => `「${label}」不能写成「${text}」，没有改动。请改成正确的写法。`,
  'roster.headRowIsPerson': ({ row }) =>
    `第 ${row} 行是一个人，不是表头，没有改动：当作表头的话，这一行和上面的人就都丢了。文件没有表头的，请在第一行写上「姓名」「身份证件号」等，再重新选择文件。`,
  'roster.sameNumber': () => '这个身份证件号和名册里另一个人的相同，没有改动。请核对两人的号码后再改。',
  'roster.none': () => '还没有载入名册。请先在「名册」页载入学生名册或教职工名册。',
};
