/** Preview, PDF and printing. */
export interface PaperErrors {
  'paper.failed': { reason: string };
  'paper.noForm': { form: string };
}

export const paperSentences: { readonly [C in keyof PaperErrors]: (params: PaperErrors[C]) => string } = {
  'paper.failed': ({ reason }) => `没有打印出来（${reason}）。请检查打印机后重试，或先存为 PDF。`,
  'paper.noForm': ({ form }) => `本校现在不填表 ${form}，没有打印。请重新选择要打印的表。`,
};
