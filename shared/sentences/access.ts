/** Password and people. */
export interface AccessErrors {
  'access.locked': Record<never, never>;
  'access.wrongPassword': { waitSeconds: number };
  /** Too soon after wrong ones: it was not looked at. */
  'access.wait': { waitSeconds: number };
  /** Something is sealed, and the key is not the one that sealed it. */
  'access.unreadable': Record<never, never>;
  'access.operatorTaken': { name: string };
  'access.operatorGone': Record<never, never>;
  /** Copies that kept the password, the roster, the open texts that they had. */
  'access.copiesUnchanged': { names: string };
}

export const accessSentences: { readonly [C in keyof AccessErrors]: (params: AccessErrors[C]) => string } = {
  'access.locked': () => '程序已锁定，请先输入密码。',
  'access.wrongPassword': ({ waitSeconds }) =>
    `密码不对，没有打开。请检查大小写和输入法后再试${waitSeconds > 0 ? `；${waitSeconds} 秒后可以再输` : ''}。`,
  'access.wait': ({ waitSeconds }) => `输错的次数多了，要等一等：${waitSeconds} 秒后可以再输。`,
  'access.unreadable': () =>
    '名册和台账里有加密的内容，现在的密码打不开它们，没有改动任何数据。数据文件可能被换过或改过：请用「备份与恢复」恢复最近一份备份，再输入做那份备份时的密码。',
  'access.operatorTaken': ({ name }) => `已经有叫「${name}」的人员。请直接选用，或换一个能区分的名字。`,
  'access.copiesUnchanged': ({ names }) =>
    `这些备份没能跟着改密码或删名册，还和原来一样，里面可能留着姓名：${names}。请把不再需要的删掉；正被别的程序占用的，关掉那个程序再改一次密码。`,
  'access.operatorGone': () => '这个人员已经停用或不存在，请重新选择。',
};
