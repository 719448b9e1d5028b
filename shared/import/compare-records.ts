import { columnKey, columnPath } from '../cell';
import type { Form } from '../form';
import type { CellContent, ListRecord, RecordChange } from '../submission';
import type { Comparing } from './compare';
import { contentKey } from './list-rows';

/** Records that are new, changed or gone, each as one difference. */
export function compareRecords(comparing: Comparing): void {
  const { definitions, settled, staged, stored } = comparing;
  for (const [code, records] of Object.entries(settled.lists)) {
    const form = definitions.forms[code];
    if (form === undefined) continue;
    const before = new Map((stored.lists[code] ?? []).map((record) => [record.id, record]));
    const written = new Map((staged.written?.lists[code] ?? []).map((record) => [record.id, record]));
    for (const record of records) {
      const known = before.get(record.id);
      before.delete(record.id);
      tell(comparing, form, { before: known, after: record, written: written.get(record.id) });
      written.delete(record.id);
    }
    for (const gone of before.values())
      tell(comparing, form, { before: gone, after: undefined, written: written.get(gone.id) });
  }
}

interface Change {
  readonly before: ListRecord | undefined;
  readonly after: ListRecord | undefined;
  /** As our program wrote it into the file. */
  readonly written: ListRecord | undefined;
}

function tell(comparing: Comparing, form: Form, { before, after, written }: Change): void {
  const { staged } = comparing;
  if (before !== undefined && after !== undefined && contentKey(before) === contentKey(after)) {
    comparing.same += 1;
    return;
  }
  const { id } = (after ?? before) as ListRecord;
  const edited =
    staged.written !== null &&
    (written === undefined || after === undefined
      ? written !== after
      : contentKey(written) !== contentKey(after));
  const instead = edited && before === undefined && written !== undefined ? written : null;
  const words = (of: ListRecord | undefined) => (of === undefined ? '' : wordsOf(form, of));
  comparing.differences.push({
    shown: {
      ...{ key: `record:${form.code}!${id}`, kind: 'record', form: form.code, cell: id },
      label: `${form.code} ${form.title}`,
      stored: words(before),
      found: words(after),
      origin: edited ? 'edited' : 'file',
      ...(instead === null ? {} : { instead: wordsOf(form, instead) }),
    },
    accept: { kind: 'record', change: changeOf(form, before, after) },
    refuse: instead === null ? null : { kind: 'record', change: changeOf(form, undefined, instead) },
    follows: null,
  });
}

/** A record in one line: `学校: 清河小学；缺口: 3`. */
function wordsOf(form: Form, { cells }: ListRecord): string {
  return (form.columns ?? [])
    .flatMap((column) => {
      const content = cells[columnKey(column.code)];
      return content === undefined || column.computed !== undefined
        ? []
        : [`${columnPath(column)}：${content.text}`];
    })
    .join('；');
}

function changeOf(form: Form, before: ListRecord | undefined, after: ListRecord | undefined): RecordChange {
  const { id } = (after ?? before) as ListRecord;
  if (after === undefined) return { form: form.code, id, cells: null };
  const computed = new Set(
    (form.columns ?? []).filter((column) => column.computed !== undefined).map(({ code }) => columnKey(code)),
  );
  const cells: Record<string, CellContent | null> = {};
  for (const key of Object.keys(before?.cells ?? {})) if (!(key in after.cells)) cells[key] = null;
  for (const [key, content] of Object.entries(after.cells)) cells[key] = content;
  for (const key of computed) delete cells[key];
  return { form: form.code, id, ...(before === undefined ? { position: after.position } : {}), cells };
}
