import { cellKey } from '../cell';

/** Which things a row or a column counts, by its code. */
export type Counted<T> = Readonly<Record<string, (item: T) => boolean>>;

const keys = new Map<string, Map<string, string>>();

/** `04.15`, made once: as many sheets are counted as a county has forms, and a fresh text is slow to look up. */
function keyOf(row: string, column: string): string {
  const ofRow = keys.get(row) ?? new Map<string, string>();
  const key = ofRow.get(column) ?? cellKey(row, column);
  keys.set(row, ofRow.set(column, key));
  return key;
}

/** What was counted for one form: numbers and texts by cell key, computed cells and zeros included. */
export class Sheet {
  readonly values = new Map<string, number | string>();

  set(row: string, column: string | number, value: number | string): void {
    this.values.set(keyOf(row, String(column)), value);
  }

  field(id: string, value: number | string): void {
    this.values.set(id, value);
  }

  /** Adds each item to every cell whose row and column both count it; `weight` 1 counts heads. */
  tally<T>(items: readonly T[], rows: Counted<T>, columns: Counted<T>, weight?: (item: T) => number): void {
    const rowRules = Object.entries(rows);
    const columnRules = Object.entries(columns);
    const counts = rowRules.map(() => columnRules.map(() => 0));
    const inColumns: number[] = [];
    for (const item of items) {
      inColumns.length = 0;
      for (const [index, [, counted]] of columnRules.entries()) if (counted(item)) inColumns.push(index);
      if (inColumns.length === 0) continue;
      const more = weight?.(item) ?? 1;
      for (const [index, [, counted]] of rowRules.entries()) {
        const line = counts[index];
        if (line === undefined || !counted(item)) continue;
        for (const column of inColumns) line[column] = (line[column] ?? 0) + more;
      }
    }
    rowRules.forEach(([row], rowIndex) => {
      columnRules.forEach(([column], columnIndex) => {
        const key = keyOf(row, column);
        const before = this.values.get(key);
        const sum = (typeof before === 'number' ? before : 0) + (counts[rowIndex]?.[columnIndex] ?? 0);
        this.values.set(key, sum);
      });
    });
  }
}

export const everyone = (): boolean => true;
export const isFemale = ({ sex }: { readonly sex: '男' | '女' }): boolean => sex === '女';
export const isMinority = ({ minority }: { readonly minority: boolean }): boolean => minority;

export const rowCode = (number: number): string => String(number).padStart(2, '0');

/**
 * Rows for each stage in turn, all of the same pattern: the stage itself, then a part of it (女, 少数民族 …). Those of
 * stages not `taught` are left out: the school does not see them.
 */
export function stageBlocks<T, S extends string>(
  first: number,
  stages: readonly S[],
  stageOf: (item: T) => S | null,
  parts: readonly ((item: T) => boolean)[],
  taught?: ReadonlySet<string>,
): Counted<T> {
  return Object.fromEntries(
    stages.flatMap((stage, block): [string, (item: T) => boolean][] =>
      taught?.has(stage) === false
        ? []
        : parts.map((part, index) => [
            rowCode(first + block * parts.length + index),
            (item: T) => stageOf(item) === stage && part(item),
          ]),
    ),
  );
}

/** Rows or columns by age: the first is `youngest` and below, the last `oldest` and above. */
export function ages<T>(
  codes: readonly string[],
  youngest: number,
  ageOf: (item: T) => number,
  step = 1,
): Counted<T> {
  return Object.fromEntries(
    codes.map((code, index) => [
      code,
      (item: T) => {
        const place = Math.floor((ageOf(item) - youngest) / step);
        return Math.min(Math.max(place, 0), codes.length - 1) === index;
      },
    ]),
  );
}

/** Consecutive codes: rows 05 … 09, or columns 9 … 14. */
export const rowsFrom = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => rowCode(first + index));
export const columnsFrom = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String(first + index));

/** One rule for each code, made from its place. */
export function byPlace<T>(
  codes: readonly string[],
  rule: (place: number) => (item: T) => boolean,
): Counted<T> {
  return Object.fromEntries(codes.map((code, place) => [code, rule(place)]));
}

/** Hundredths as the number they stand for: 12345 → `123.45`, exact up to thousands of millions. */
export const hundredths = (value: number): string => String(value / 100);
