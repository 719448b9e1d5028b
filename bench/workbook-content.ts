import { parseAddress } from '../shared/workbook-address';
import type { Style } from '../shared/layout';
import type { WorkbookPlan } from '../shared/workbook-sheet';

/** A cell as other programs are given it: row and column from 0, value, index of its style. */
export type ContentCell = readonly [row: number, column: number, value: string | number, style: number];

/** A workbook's content as JSON, for other programs to write the same. */
export interface Content {
  readonly styles: readonly Style[];
  readonly sheets: readonly {
    readonly name: string;
    readonly merges: readonly string[];
    readonly widths: readonly (readonly [from: number, to: number, width: number])[];
    readonly cells: readonly ContentCell[];
  }[];
}

/** Every text, value, style, merge and width of the plan; page set-up and defined names are ours alone. */
export function contentOf(plan: WorkbookPlan): Content {
  const indexes = new Map<Style, number>();
  const indexOf = (style: Style | undefined): number => {
    if (style === undefined) return 0;
    const known = indexes.get(style) ?? indexes.size;
    indexes.set(style, known);
    return known;
  };
  const sheets = plan.sheets.map((template) => {
    const cells = new Map<string, ContentCell>();
    const put = (address: string, value: string | number, style: string): void => {
      const { row, column } = parseAddress(address);
      cells.set(address, [row - 1, column - 1, value, indexOf(template.styles[style])]);
    };
    for (const { address, text, style } of template.texts) put(address, text, style);
    for (const { address, style } of template.data) put(address, '', style);
    for (const { sheet, address, value, style } of plan.cells) {
      if (sheet === template.sheet)
        put(address, value.kind === 'number' ? Number(value.text) : value.text, style);
    }
    return {
      name: template.sheet,
      merges: template.merges,
      widths: template.columns.map(({ from, to, size }) => [from - 1, to - 1, size] as const),
      cells: [...cells.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]),
    };
  });
  return { styles: [...indexes.keys()], sheets };
}
