import { walk } from './expression';
import type { Node, RefNode } from './expression';

/** Functions whose result follows from their arguments and what never changes in a submission. */
const ofArguments: ReadonlySet<string> = new Set([
  ...['if', 'max', 'min', 'round', 'abs', 'len', 'sum', 'declaredTotal'],
  ...['sexOf', 'ageOf', 'monthOf', 'schoolYearsAgo'],
]);

/** Functions that read the records which agree with the current one in a column. */
const ofGroup: Readonly<Record<string, { readonly list: number | null; readonly key: number }>> = {
  unique: { list: null, key: 0 },
  sameWithin: { list: null, key: 0 },
  sumBy: { list: 0, key: 1 },
};

/** Whether the value follows from the current record alone: no cell, no other record, no earlier year. */
export function readsRecordOnly(node: Node): boolean {
  return groupColumns(node, '')?.length === 0;
}

/**
 * What of its list a relation on a record of the form `code` reads: the columns by whose values it looks at other
 * records, none when it reads the record alone; null when it reads anything else.
 */
export function groupColumns(node: Node, code: string): readonly string[] | null {
  const columns = new Set<string>();
  let apart = false;
  walk(node, (inner) => {
    switch (inner.type) {
      case 'ref':
        apart ||= !isBare(inner);
        return true;
      case 'field':
      case 'range':
      case 'form':
        apart = true;
        return false;
      case 'call': {
        const group = Object.hasOwn(ofGroup, inner.name) ? ofGroup[inner.name] : undefined;
        if (group === undefined) {
          apart ||= !ofArguments.has(inner.name);
          return true;
        }
        const list = group.list === null ? undefined : inner.args[group.list];
        const key = inner.args[group.key];
        if (code === '' || (list !== undefined && !(list.type === 'form' && list.code === code)))
          apart = true;
        else if (key?.type === 'ref' && isBare(key) && key.col !== null) columns.add(key.col);
        else apart = true;
        return false;
      }
      default:
        return true;
    }
  });
  return apart ? null : [...columns];
}

/** A column of the current record. */
function isBare({ back, form, row, col }: RefNode): boolean {
  return back === 0 && form === null && row === null && col !== null && col !== '*';
}
