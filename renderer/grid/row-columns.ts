import type { Form, FormColumn, FormRow } from '../../shared/form';

/** Columns beside the figures that only some forms print: 计量单位 before 代码 or after the figures, 备注 after them. */
export interface RowColumns {
  readonly unit: 'before' | 'after' | null;
  readonly remark: boolean;
}

export function rowColumns({ rows = [], layout }: Form): RowColumns {
  const { unitColumn, codeColumn = '' } = layout;
  if (!rows.some(({ unit }) => unit !== undefined)) return { unit: null, remark: hasRemark(rows) };
  const before = unitColumn === undefined || unitColumn < codeColumn;
  return { unit: before ? 'before' : 'after', remark: hasRemark(rows) };
}

function hasRemark(rows: readonly FormRow[]): boolean {
  return rows.some(({ remark }) => remark !== undefined);
}

/** So many columns fit into the window at the design size only when each is as narrow as three digits. */
export function isCrowded(columns: readonly FormColumn[]): boolean {
  return columns.length >= 20;
}

const isTyped = ({ type, computed }: FormColumn) =>
  !['integer', 'decimal', 'byRow'].includes(type) && computed === undefined;

/** Pixels of a column with typed texts: what the others leave of the window at the design size. */
export function textWidth(columns: readonly FormColumn[], beside: RowColumns, label: number): number {
  const texts = columns.filter(isTyped).length;
  const figures = columns.reduce((sum, column) => sum + columnWidth(column), 0);
  const left = 870 - label - figures - (beside.unit === null ? 0 : 76) - (beside.remark ? 170 : 0);
  return texts === 0 ? 168 : Math.min(420, 168 + Math.max(0, Math.floor(left / texts)));
}

/** A head with a remark in parentheses, in its two parts: neither is broken in the middle of a word for the other. */
export function headParts(text: string): readonly [string, string] {
  const parts = /^([^（）()]{3,})[（(]([^（）()]+)[）)]$/.exec(text);
  return parts === null ? [text, ''] : [parts[1] ?? text, `(${parts[2] ?? ''})`];
}

/**
 * Where a head may be broken: at 与, 和, 及 and 或, not in the short words beside them (体育与健康). What is longer than
 * the narrowest column, two characters, may be broken anywhere.
 */
export function headPieces(name: string): readonly string[] {
  const words = name.split(/(?<=[与和及或])|(?=[与和及或])/);
  if (words.length < 3) return [name];
  return words.flatMap((word) => (word.length > 2 ? [...word] : [word]));
}

/** About how many pixels a column takes; a text that is typed needs more than a verdict. */
function columnWidth({ type, computed }: FormColumn): number {
  if (type === 'integer') return 56;
  return type === 'decimal' || type === 'byRow' ? 84 : computed === undefined ? 168 : 60;
}

/**
 * Pixels: as wide as the longest label where there is room, and wrapped where the figures need it. Short labels leave
 * their room to the heads of a crowded form.
 */
export function labelWidth(
  rows: readonly FormRow[],
  columns: readonly FormColumn[],
  beside: RowColumns,
): number {
  const longest = Math.max(...rows.map(({ label, indent = 0 }) => label.length + indent));
  const figures = columns.reduce((sum, column) => sum + columnWidth(column), 0);
  const room = 870 - figures - (beside.unit === null ? 0 : 76) - (beside.remark ? 170 : 0);
  const wanted = longest * 14 + 14;
  const least = room < 144 ? Math.max(76, Math.min(wanted, 144)) : 144;
  return Math.max(least, Math.min(wanted, room, 380));
}
