import type { Style } from './layout';

type Border = Style['border'];
const open: Border = ['none', 'none', 'none', 'none'];
const grid: Border = ['thin', 'thin', 'thin', 'thin'];

/** Styles of the sheets that belong to no edition: cover, contents, explanations, indicators and the data sheet. */
export const ownStyles = {
  coverTitle: { font: '黑体', size: 22, align: 'center', wrap: true, format: 'General', border: open },
  coverYear: { font: '黑体', size: 18, align: 'center', format: 'General', border: open },
  letterhead: { font: '黑体', size: 12, align: 'left', format: 'General', border: open },
  coverHead: { font: '宋体', size: 14, align: 'center', wrap: true, format: 'General', border: grid },
  coverName: { font: '宋体', size: 14, bold: true, align: 'center', wrap: true, format: '@', border: grid },
  signatures: { font: '宋体', size: 14, align: 'left', format: 'General', border: open },
  signatureLine: { font: '宋体', size: 10, align: 'left', wrap: true, format: '@', border: open },
  state: { font: '黑体', size: 16, align: 'center', format: 'General', border: open },
  title: { font: '宋体', size: 18, bold: true, align: 'center', format: 'General', border: open },
  remark: { font: '宋体', size: 9, align: 'left', wrap: true, format: 'General', border: open },
  head: { font: '宋体', size: 9, bold: true, align: 'center', wrap: true, format: 'General', border: grid },
  centre: { font: '宋体', size: 9, align: 'center', wrap: true, format: '@', border: grid },
  words: { font: '宋体', size: 9, align: 'left', wrap: true, format: '@', border: grid },
  figure: { font: '宋体', size: 9, align: 'right', wrap: true, format: 'General', border: grid },
  data: { font: '宋体', size: 9, align: 'left', format: '@', border: open },
} satisfies Record<string, Style>;

export type OwnStyle = keyof typeof ownStyles;
