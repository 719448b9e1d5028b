/** Refusals about targets and figures over schools. */
export interface FigureErrors {
  'targets.taken': { name: string; version: string };
  'targets.inUse': { round: string };
  /** A file that is no target profile; `problem` says where and why. */
  'targets.badFile': { file: string; problem: string };
  'targets.unknown': { id: string };
  /** A profile that names what the program does not have. */
  'targets.invalid': { name: string; problem: string };
}

export const figureSentences: { readonly [C in keyof FigureErrors]: (params: FigureErrors[C]) => string } = {
  'targets.taken': ({ name, version }) =>
    `「${name}」第 ${version} 版已经保存过，保存过的版本不再改动。请另存为新的一版。`,
  'targets.inUse': ({ round }) =>
    `年报任务「${round}」正在用这个目标方案，不能删除。请先在年报任务里换成别的方案。`,
  'targets.badFile': ({ file, problem }) =>
    `${file} 没有读取：${problem}。请改正后再导入，或向下发单位重新要一份。`,
  'targets.invalid': ({ name, problem }) => `「${name}」没有保存：${problem}。`,
  'targets.unknown': ({ id }) => `找不到目标方案 ${id}，可能已被删除。`,
};
