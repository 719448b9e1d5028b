import type { CellRef } from '../../shared/finding';
import type { Form } from '../../shared/form';
import type { ListRecord, RecordChange } from '../../shared/submission';
import { startOfRecord } from './records';
import { duplicatedRows, insertedRows, movedRows, removedRows, type RowChanges } from './record-rows';
import type { Edit } from './write';

/** What the clerk does to whole rows of a list; each is one step of undo. */
export interface ListEdits {
  /** How many records there were to remove. */
  remove(form: Form, ids: readonly string[]): number;
  /** New rows beside a record; returns the first, null where there is no such record. */
  insert(form: Form, beside: string, where: 'above' | 'below', count: number): string | null;
  /** Returns the first copy. */
  duplicate(form: Form, ids: readonly string[]): string | null;
  /** Past the next of the records shown; false at the head or foot of the list. */
  move(form: Form, ids: readonly string[], where: 'up' | 'down', shown: readonly string[]): boolean;
}

export function createListEdits(
  records: (form: string) => readonly ListRecord[],
  edit: (forward: Edit, place: CellRef | null) => void,
): ListEdits {
  function enter(form: Form, { changes, cursor }: RowChanges, place: string | undefined): string | null {
    const id = cursor ?? place;
    edit({ kind: 'records', changes }, id === undefined ? null : startOfRecord(form, id));
    return cursor;
  }

  return {
    remove(form, ids) {
      const known = records(form.code);
      const wanted = new Set(ids);
      const present = known.filter(({ id }) => wanted.has(id)).map(({ id }) => id);
      enter(form, removedRows(form, known, present), present[0]);
      return present.length;
    },
    insert: (form, beside, where, count) =>
      enter(form, insertedRows(form, records(form.code), beside, where, count), undefined),
    duplicate: (form, ids) => enter(form, duplicatedRows(form, records(form.code), ids), undefined),
    move(form, ids, where, shown) {
      const moved = movedRows(form, records(form.code), ids, where, new Set(shown));
      enter(form, moved, ids[0]);
      return moved.changes.some((change: RecordChange) => change.position !== undefined);
    },
  };
}
