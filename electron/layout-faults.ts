import type { Edition, Form } from '../shared/form';
import {
  formatAddress,
  isInRange,
  parseAddress,
  parseRange,
  type Position,
  type Range,
} from '../shared/workbook-address';
import type { Fault } from './definition-faults';
import { definitionSentences as sentences } from '../shared/definition-sentences';

/** County tools read fixed addresses: two things at one place, or a figure under a merge, would lose one of them. */
export function faultInLayout(form: Form, edition: Edition): Fault | undefined {
  for (const fault of layoutFaults(form, edition)) return fault;
  return undefined;
}

function* layoutFaults(form: Form, edition: Edition): Generator<Fault> {
  const { merges = [], styles = [], texts = {} } = form.layout;
  yield* mergeFaults(merges.map(parseRange), dataPositions(form));
  yield* addressFaults(
    'fields',
    (form.fields ?? []).map((field) => field.cell),
  );
  const data = new Set(dataPositions(form).map(formatAddress));
  for (const address of Object.keys(texts)) {
    if (data.has(address))
      yield { path: `layout.texts.${address}`, problem: sentences.addressTwice(address) };
  }
  for (const [index, [range, style]] of styles.entries()) {
    const path = `layout.styles.${index}`;
    if (!/^[A-Z]{1,2}[1-9]\d*(:[A-Z]{1,2}[1-9]\d*)?$/.test(range))
      yield { path, problem: sentences.badRange(range) };
    if (!Object.hasOwn(edition.styles, style)) yield { path, problem: sentences.styleUnknown(style) };
  }
}

function* mergeFaults(merges: readonly Range[], data: readonly Position[]): Generator<Fault> {
  for (const [index, merge] of merges.entries()) {
    const path = `layout.merges.${index}`;
    const other = merges.slice(0, index).find((earlier) => overlap(earlier, merge));
    if (other !== undefined) yield { path, problem: sentences.mergesOverlap(printed(merge), printed(other)) };
    // A value may stand in a merge, but only in its first cell: the others are not saved.
    const hidden = data.find((position) => isInRange(merge, position) && !isCorner(merge, position));
    if (hidden !== undefined) {
      yield { path, problem: sentences.mergeOverData(printed(merge), formatAddress(hidden)) };
    }
  }
}

/** Where figures stand; a list grows downwards, so its first row speaks for all. */
function dataPositions({ kind, layout, columns = [], rows = [], fields = [] }: Form): Position[] {
  if (kind === 'fields')
    return fields.flatMap(({ cell }) => (cell === undefined ? [] : [parseAddress(cell)]));
  const start = parseAddress(layout.firstDataCell);
  const height = kind === 'list' ? 1 : rows.length;
  return Array.from({ length: height }).flatMap((_row, down) =>
    columns.map((_column, right) => ({ column: start.column + right, row: start.row + down })),
  );
}

function* addressFaults(part: string, addresses: readonly (string | undefined)[]): Generator<Fault> {
  const seen = new Set<string>();
  for (const [index, address] of addresses.entries()) {
    if (address === undefined) continue;
    if (seen.has(address)) yield { path: `${part}.${index}`, problem: sentences.addressTwice(address) };
    seen.add(address);
  }
}

function overlap(one: Range, other: Range): boolean {
  return (
    one.from.column <= other.to.column &&
    other.from.column <= one.to.column &&
    one.from.row <= other.to.row &&
    other.from.row <= one.to.row
  );
}

function isCorner({ from }: Range, { column, row }: Position): boolean {
  return from.column === column && from.row === row;
}

function printed({ from, to }: Range): string {
  return `${formatAddress(from)}:${formatAddress(to)}`;
}
