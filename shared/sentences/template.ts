/** The bureau's own workbook and its mapping. */
export interface TemplateErrors {
  'template.gone': Record<never, never>;
}

export const templateSentences: {
  readonly [C in keyof TemplateErrors]: (params: TemplateErrors[C]) => string;
} = {
  'template.gone': () => '模板已经关闭，请重新选择模板文件。',
};
