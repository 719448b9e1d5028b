/** What an import could not take, or took otherwise than it stands. */
export interface ImportErrors {
  'import.gone': Record<never, never>;
  'import.nothingRecognised': { file: string };
}

export const importSentences: { readonly [C in keyof ImportErrors]: (params: ImportErrors[C]) => string } = {
  'import.gone': () => '这次导入已经结束，请重新选择文件。',
  'import.nothingRecognised': ({ file }) =>
    `${file} 里没有认出任何报表，没有导入。请确认它是学校年报的工作簿。`,
};
