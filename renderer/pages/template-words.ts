import type { SourceValue } from '../../shared/template/source-value';

/** How a cell came to its source: one character in the cell, so that it does not rest on colour. */
export const byMarks = { label: '签', mark: '记', hand: '手', list: '列' } as const;

export const byWords = {
  label: '按标签找到',
  mark: '模板里的标记',
  hand: '手工对照',
  list: '台账的列',
} as const;

/** What will be written, as short as a cell is. */
export function valueText(value: SourceValue): string {
  switch (value.kind) {
    case 'number':
    case 'text':
      return value.text;
    case 'blank':
      return '空';
    case 'notFilled':
      return '不填';
    case 'unreadable':
      return '有误';
  }
}

/** The same in a sentence. */
export function valueSentence(value: SourceValue): string {
  switch (value.kind) {
    case 'number':
    case 'text':
      return value.text;
    case 'blank':
      return '本校这一项是空白';
    case 'notFilled':
      return `本校不填 ${value.form}`;
    case 'unreadable':
      return `填的是“${value.text}”，不是这一格能用的内容，不填入`;
  }
}
