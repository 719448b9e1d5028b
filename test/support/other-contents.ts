import { columnKey, specOf } from '../../shared/cell';
import type { Form, FormColumn } from '../../shared/form';
import type { CellContent, ListRecord, RecordChange } from '../../shared/submission';
import { readCell } from '../../shared/value';
import type { CellSpec } from '../../shared/value';
import { badIdentities } from './identity';

const texts = {
  text: ['', '无此项', '12345'],
  date: ['', '2001-01-01', '2099-12-31'],
};

/** Other things that a cell can hold: a little more or less, some more, more than can be, zero, blank, another choice. */
export function otherContents(text: string, spec: CellSpec): readonly (CellContent | null)[] {
  const number = Number(text);
  const wanted: readonly string[] =
    spec.type === 'integer' || spec.type === 'decimal'
      ? [
          number + 1,
          number - 1,
          number + 10,
          number * 10 + 1000,
          0,
          '',
          number * 2,
          Math.floor(number / 2),
          1e9,
        ].map(String)
      : spec.type === 'enum'
        ? [...(spec.options ?? []), '']
        : texts[spec.type];
  return [...new Set(wanted)].flatMap((candidate) => {
    const { content, problem } = readCell(candidate, spec);
    return candidate === text || problem !== null ? [] : [content];
  });
}

/** Changes of a ledger: a record twice or gone, other things in its columns; the columns of `first` before others. */
export function* recordChanges(
  form: Form,
  records: readonly ListRecord[],
  first: readonly string[],
): Generator<RecordChange> {
  const { code } = form;
  // Those that the relation reads in a record come first; of it alone when it reads several.
  const own = (form.columns ?? []).filter(({ code: column }) => first.includes(columnKey(column)));
  const columns = own.length > 1 ? own : [...own, ...(form.columns ?? [])];
  const some = records.slice(0, 6);
  for (const { cells } of some.slice(0, 1)) yield { form: code, id: 'copy-of-a-record', cells };
  for (const column of columns)
    for (const record of some) {
      const key = columnKey(column.code);
      for (const content of otherRecordContents(column, record.cells[key]?.text ?? ''))
        yield { form: code, id: record.id, cells: { [key]: content } };
    }
  for (const { id } of some) yield { form: code, id, cells: null };
  // A relation that starts with `if` may need two columns changed.
  const [one, two] = own;
  if (one === undefined || two === undefined) return;
  for (const { id, cells } of some) {
    const [keyOne, keyTwo] = [columnKey(one.code), columnKey(two.code)];
    for (const content of otherRecordContents(one, cells[keyOne]?.text ?? ''))
      for (const other of otherRecordContents(two, cells[keyTwo]?.text ?? ''))
        yield { form: code, id, cells: { [keyOne]: content, [keyTwo]: other } };
  }
}

function otherRecordContents(column: FormColumn, text: string): readonly (CellContent | null)[] {
  if (column.computed !== undefined) return [];
  const identities = badIdentities(text).map((other): CellContent => ({ kind: 'text', text: other }));
  return [...identities, ...otherContents(text, specOf(column))];
}
