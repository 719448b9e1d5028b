/** Password and people. */
export interface AccessErrors {
  'access.locked': Record<never, never>;
  'access.wrongPassword': { waitSeconds: number };
  'access.operatorTaken': { name: string };
}

export const accessSentences: { readonly [C in keyof AccessErrors]: (params: AccessErrors[C]) => string } = {
  'access.locked': () => '程序已锁定，请先输入密码。',
  'access.wrongPassword': ({ waitSeconds }) =>
    `密码不对，没有打开。请检查大小写和输入法后再试${waitSeconds > 0 ? `；${waitSeconds} 秒后可以再输` : ''}。`,
  'access.operatorTaken': ({ name }) => `已经有叫「${name}」的人员。请直接选用，或换一个能区分的名字。`,
};
