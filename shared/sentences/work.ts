/** Work off the main thread. */
export interface WorkErrors {
  'work.cancelled': Record<never, never>;
  'work.busy': Record<never, never>;
  'work.reopening': Record<never, never>;
  'work.crashed': { reason: string };
}

export const workSentences: { readonly [C in keyof WorkErrors]: (params: WorkErrors[C]) => string } = {
  'work.cancelled': () => '已取消，没有改动任何数据。',
  'work.busy': () => '上一项工作还没有完成，请等它完成或先取消它。',
  'work.reopening': () => '正在打开另一份数据，这一步没有执行。请等新页面打开后再做。',
  'work.crashed': ({ reason }) =>
    `处理文件时内存不足或程序出错（${reason}），已停止，没有改动任何数据。请关闭其他程序后再试。`,
};
