/** Preview, PDF and printing. */
export interface PaperErrors {
  'paper.failed': { reason: string };
  'paper.noForm': { form: string };
  'paper.noPrinter': Record<never, never>;
}

export const paperSentences: { readonly [C in keyof PaperErrors]: (params: PaperErrors[C]) => string } = {
  'paper.failed': ({ reason }) => `没有打印出来（${reason}）。请检查打印机后重试，也可以先存为 PDF。`,
  'paper.noForm': ({ form }) => `本校现在不填表 ${form}，没有打印。请重新选择要打印的表。`,
  'paper.noPrinter': () =>
    '这台电脑没有可用的打印机，没有打印。请先接好并安装打印机；也可以存为 PDF，拿到别的电脑上打印。',
};
