import type { Edition } from './form';
import { formatAddress, formatRange, parseRange } from './workbook-address';
import { across } from './workbook-draft';
import type { SheetPlan } from './workbook-draft';
import { heightOf, linesIn, textValue } from './workbook-sheet';
import { filledText } from './workbook-slots';
import { ownStyles } from './workbook-styles';

/** Width of the gap between two who sign. */
const gap = '　　　　';

/** Name of the day of 定稿 in a signature's text. */
export const reportedSlot = 'reportedOn';

/** 2026-09-10 → 2026年9月10日. */
export function dayText(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/**
 * 单位负责人, 统计负责人, 填表人 and 报出日期 in one line, with what the program knows of them and room to write where it
 * knows nothing.
 */
export function signatureLine(
  { signatures = [] }: Pick<Edition, 'signatures'>,
  fill: (name: string) => string | undefined,
): string {
  return signatures
    .map(({ label, text = '', room }) => {
      const known = filledText(text, (name) => fill(name) ?? '');
      return `${label}：${known === '' ? room : known}`;
    })
    .join(gap);
}

/** Whether a text of a foreign sheet is such a line: it ends a list. */
export function isSignatureLine(text: string): boolean {
  return /^\s*(单位)?负责人(（签[字章]）)?\s*[：:]/.test(text);
}

/** The sheet with the line under its table, a row apart. No other cell moves. */
export function signedBelow({ template, cells }: SheetPlan, line: string): SheetPlan {
  if (template.printArea === null || line === '') return { template, cells };
  const area = parseRange(template.printArea);
  const row = area.to.row + 2;
  const range = across(area.from.column, area.to.column, row);
  const address = formatAddress(range.from);
  const style = 'signatureLine';
  const width = template.columns.reduce(
    (sum, { from, to, size, hidden }) =>
      sum + (hidden || from > area.to.column ? 0 : size * (Math.min(to, area.to.column) - from + 1)),
    0,
  );
  const height = heightOf(linesIn(line, Math.max(width, 20)));
  return {
    template: {
      ...template,
      styles: { ...template.styles, [style]: ownStyles[style] },
      data: [...template.data, { address, style }],
      merges:
        area.from.column === area.to.column ? template.merges : [...template.merges, formatRange(range)],
      rows: [...template.rows, { from: row, to: row, size: height, hidden: false }],
      printArea: formatRange({ from: area.from, to: { column: area.to.column, row } }),
    },
    cells: [...cells, { sheet: template.sheet, address, value: textValue(line), style }],
  };
}
