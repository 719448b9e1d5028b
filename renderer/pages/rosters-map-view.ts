import type { RosterField } from '../../shared/roster/definition';
import type { StagedColumn, StagedTable } from '../../shared/roster/staged';

/** Tables with the same heads in the same places, taken for the same fields: they are mapped together. */
export interface TableGroup {
  /** Ids of the tables, for what is shown and for the keys of a list. */
  readonly key: string;
  readonly tables: readonly StagedTable[];
  readonly columns: readonly GroupColumn[];
  readonly neverKept: readonly string[];
  readonly lacking: readonly string[];
}

/** A column of all tables of a group, with different texts from any of them. */
export type GroupColumn = StagedColumn;

/** The field that a whole table may lack, because its class is written over it or in the name of the file. */
export const gradeLabel = '年级';

const samplesShown = 3;

/** One group for thirty class lists that look the same; the tables that are left out are in none. */
export function tableGroups(tables: readonly StagedTable[]): readonly TableGroup[] {
  const groups = new Map<string, StagedTable[]>();
  for (const table of tables) {
    if (!table.used) continue;
    const heads = table.columns.map(({ index, head, field, by }) => [index, head, field, by]);
    const key = JSON.stringify([heads, table.lacking]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [table]);
    else group.push(table);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [StagedTable, ...StagedTable[]];
    return {
      key: group.map(({ id }) => id).join(' '),
      tables: group,
      columns: first.columns.map((column, at) => ({
        ...column,
        samples: [...new Set(group.flatMap(({ columns }) => columns[at]?.samples ?? []))].slice(
          0,
          samplesShown,
        ),
      })),
      neverKept: [...new Set(group.flatMap(({ neverKept }) => neverKept))],
      lacking: first.lacking,
    };
  });
}

/** Nobody has said anything of this column: neither its head nor the clerk, now or another time. */
export const isUnknown = ({ by }: StagedColumn): boolean => by === null;

/** What has to be looked at before the rows make sense. */
export function needsLook(groups: readonly TableGroup[]): boolean {
  return groups.some(({ columns, lacking }) => lacking.length > 0 || columns.some(isUnknown));
}

/** Taking a column for a field takes the field away from the column that had it. */
export function columnsFor(
  group: TableGroup,
  index: number,
  field: string | null,
): Readonly<Record<string, string | null>> {
  const others = group.columns.filter(
    (each) => field !== null && each.field === field && each.index !== index,
  );
  return Object.fromEntries<string | null>([
    ...others.map((each) => [each.index, null] as const),
    [index, field],
  ]);
}

/** All columns that nobody knows are left aside, and that is remembered. */
export function noneOfUnknown(group: TableGroup): Readonly<Record<string, string | null>> {
  const aside = group.columns.filter(isUnknown).map(({ index }) => [index, null] as const);
  return Object.fromEntries<string | null>(aside);
}

const origins = {
  name: '按表头认出',
  alias: '按表头认出',
  remembered: '按上次的选择',
  unneeded: '不需要这一栏',
  hand: '手工指定',
} as const;

/** How it was found what a column is. */
export function originOf({ by, field }: StagedColumn): string {
  if (by === null) return '没有认出';
  return field === null && by === 'hand' ? '手工指定不用' : origins[by];
}

/** 「出生日期（现在取自「生日」栏）」 for a field that another column of the table is taken for. */
export function fieldOption(group: TableGroup, index: number, { id, label }: RosterField): string {
  const holder = group.columns.find((each) => each.field === id && each.index !== index);
  if (holder === undefined) return label;
  return holder.head === label ? `${label}（已有）` : `${label}（现在取自「${headOf(holder)}」栏）`;
}

/** A column without a head goes by its letter, as spreadsheets call it. */
export function headOf({ head, index }: Pick<StagedColumn, 'head' | 'index'>): string {
  return head === '' ? `${letterOf(index)} 列（没有表头）` : head;
}

function letterOf(index: number): string {
  const [high, low] = [Math.floor(index / 26), index % 26];
  return (high > 0 ? letterOf(high - 1) : '') + String.fromCharCode(65 + low);
}

/** `名册.xls · 一（1）班`; the sheet of a file with one sheet that is named by the program says nothing. */
export function tableName({ fileName, sheet }: Pick<StagedTable, 'fileName' | 'sheet'>): string {
  return sheet === '' || /^sheet ?1$/i.test(sheet) || fileName.startsWith(`${sheet}.`)
    ? fileName
    : `${fileName} · ${sheet}`;
}
