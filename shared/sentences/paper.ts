/** Preview, PDF and printing. */
export interface PaperErrors {
  'paper.failed': { reason: string };
}

export const paperSentences: { readonly [C in keyof PaperErrors]: (params: PaperErrors[C]) => string } = {
  'paper.failed': ({ reason }) => `没有打印出来（${reason}）。请检查打印机后重试，或先存为 PDF。`,
};
