import type { ListRecord } from '../submission';

/** Rows that are read of one list, more than any ledger has. What is beyond is told. */
export const longestList = 20_000;

/** An id for a record that has none, as the exchange format numbers them. */
export function freeRecordId(index: number, taken: ReadonlySet<string>): string {
  let number = index + 1;
  const name = (): string => `record-${String(number).padStart(4, '0')}`;
  while (taken.has(name())) number += 1;
  return name();
}

/**
 * Rows of a foreign list carry no ids: one that says what a stored record says is that record, the others are new. A
 * changed row is told as one record gone and one come, never as a change of a person into another.
 */
export function keepRecordIds(
  rows: readonly ListRecord[],
  stored: readonly ListRecord[],
): readonly ListRecord[] {
  const free = new Map<string, ListRecord[]>();
  for (const record of stored)
    free.set(contentKey(record), [...(free.get(contentKey(record)) ?? []), record]);
  const known = rows.map((row) => free.get(contentKey(row))?.shift());
  const taken = new Set(stored.map(({ id }) => id));
  return rows.map((row, index) => {
    const same = known[index];
    if (same !== undefined) return same;
    const id = freeRecordId(index, taken);
    taken.add(id);
    return { ...row, id };
  });
}

/** What a record says, whatever its place and id. */
export function contentKey({ cells }: ListRecord): string {
  const entries = Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries.map(([key, { kind, text }]) => [key, kind, text]));
}
