import { definitionSentences as sentences } from '../shared/definition-sentences';
import type { Edition, Form } from '../shared/form';
import { builtStyles, type FrontSheet, type Layout } from '../shared/layout';
import {
  columnNumber,
  formatAddress,
  formatRange,
  isInRange,
  parseAddress,
  parseRange,
  type Position,
  type Range,
} from '../shared/workbook-address';
import { labelColumns } from '../shared/workbook-built';
import { lastTableColumn, placedCells } from '../shared/workbook-cells';
import { builtLabels } from '../shared/workbook-labels';
import { mergesOf, overlap } from '../shared/workbook-overlay';
import { slotsIn } from '../shared/workbook-slots';
import type { Fault } from './definition-faults';

type Faults = Generator<Fault, void, undefined>;

function first(faults: Iterable<Fault>): Fault | undefined {
  for (const fault of faults) return fault;
  return undefined;
}

/** County tools read fixed addresses: two things at one place, or a figure under a merge, would lose one of them. */
export function faultInLayout(form: Form, edition: Edition): Fault | undefined {
  return first(layoutFaults(form, edition));
}

/** What an edition's manifest says about its sheets: styles that building needs, cover and contents. */
export function faultInSheets(edition: Edition): Fault | undefined {
  return first(editionSheetFaults(edition));
}

function* editionSheetFaults(edition: Edition): Faults {
  for (const style of [...builtStyles, ...(edition.sheets.helpers === undefined ? [] : ['helper'])]) {
    if (!Object.hasOwn(edition.styles, style))
      yield { path: `styles.${style}`, problem: sentences.styleUnknown(style) };
  }
  for (const [index, sheet] of (edition.front ?? []).entries()) {
    const path = `front.${index}`;
    yield* sheetFaults(path, sheet, edition, isFrontSlot);
    const style = sheet.list?.style;
    if (style !== undefined && !Object.hasOwn(edition.styles, style))
      yield { path: `${path}.list.style`, problem: sentences.styleUnknown(style) };
  }
}

const isYear = (slot: string): boolean => slot === 'year' || slot === 'nextYear';
const isFrontSlot = (slot: string): boolean =>
  isYear(slot) || slot === 'schoolName' || slot === 'schoolCode' || /^[^!]+![^!]+$/.test(slot);

/** What can be wrong with any sheet that is described cell by cell. */
function* sheetFaults(
  path: string,
  sheet: Layout | FrontSheet,
  edition: Edition,
  isSlot: (slot: string) => boolean,
): Faults {
  const { styles = [], openLines = [], merges = [], texts = {} } = sheet;
  const listed = [
    ...styles.map(([range], index) => ({ range, where: `${path}.styles.${index}` })),
    ...openLines.map(([range], index) => ({ range, where: `${path}.openLines.${index}` })),
    ...merges.map((range, index) => ({ range, where: `${path}.merges.${index}` })),
  ];
  for (const { range, where } of listed)
    if (!isRange(range)) yield { path: where, problem: sentences.badRange(range) };
  for (const [index, [, style]] of styles.entries()) {
    if (!Object.hasOwn(edition.styles, style))
      yield { path: `${path}.styles.${index}`, problem: sentences.styleUnknown(style) };
  }
  for (const [index, merge] of merges.entries()) {
    const other = merges.slice(0, index).find((earlier) => overlap(parseRange(earlier), parseRange(merge)));
    if (other !== undefined)
      yield { path: `${path}.merges.${index}`, problem: sentences.mergesOverlap(merge, other) };
  }
  for (const [address, text] of Object.entries(texts)) {
    const slot = slotsIn(text).find((name) => !isSlot(name));
    if (slot !== undefined) yield { path: `${path}.texts.${address}`, problem: sentences.slotUnknown(slot) };
  }
  yield* spanFaults(`${path}.columnWidths`, sheet.columnWidths, columnNumber);
  yield* spanFaults(`${path}.rowHeights`, sheet.rowHeights, Number);
}

function isRange(text: string): boolean {
  if (!/^[A-Z]{1,2}[1-9]\d*(:[A-Z]{1,2}[1-9]\d*)?$/.test(text)) return false;
  const { from, to } = parseRange(text);
  return from.column <= to.column && from.row <= to.row;
}

/** Office programs repair a workbook in which a column or row has two sizes: they drop them all. */
function* spanFaults(path: string, spans: Layout['columnWidths'], index: (label: string) => number): Faults {
  for (const [position, { from, to }] of spans.entries()) {
    const [start, end] = [index(from), index(to)];
    const other = spans.slice(0, position).find((one) => index(one.from) <= end && start <= index(one.to));
    if (!(start <= end)) yield { path: `${path}.${position}`, problem: sentences.badRange(`${from}:${to}`) };
    if (other !== undefined)
      yield { path: `${path}.${position}`, problem: sentences.sizeTwice(`${from}:${to}`) };
  }
}

function* layoutFaults(form: Form, edition: Edition): Faults {
  const { layout } = form;
  yield* sheetFaults('layout', layout, edition, isYear);
  if (form.kind !== 'fields' && layout.headRows === undefined)
    yield { path: 'layout.headRows', problem: sentences.partMissing('headRows') };
  yield* blockFaults(layout);

  const cells = placedCells(form, null, 1);
  yield* doubleFaults(
    form,
    cells.map(({ position }) => formatAddress(position)),
  );
  const built = builtLabels(edition, form, null, 1);
  const data = new Set(cells.map(({ position }) => formatAddress(position)));
  for (const address of built.labels.keys())
    if (data.has(address)) yield { path: 'layout', problem: sentences.addressTwice(address) };
  for (const merge of mergesOf(layout, built.merges))
    yield* mergeFaults(
      layout,
      merge,
      cells.map(({ position }) => position),
    );

  const edge = edgeOf(
    form,
    cells.map(({ position }) => position),
  );
  for (const address of Object.keys(layout.texts ?? {})) {
    const path = `layout.texts.${address}`;
    if (data.has(address)) yield { path, problem: sentences.addressTwice(address) };
    if (!isInRange(edge, parseAddress(address)))
      yield { path, problem: sentences.outsideSheet(address, formatRange(edge)) };
  }
  for (const [part, ranges] of [
    ['styles', (layout.styles ?? []).map(([range]) => range)],
    ['openLines', (layout.openLines ?? []).map(([range]) => range)],
    ['merges', layout.merges ?? []],
  ] as const) {
    for (const [index, range] of ranges.entries()) {
      if (!isInRange(edge, parseRange(range).to))
        yield { path: `layout.${part}.${index}`, problem: sentences.outsideSheet(range, formatRange(edge)) };
    }
  }
}

/** Rows move up where a block is left out: what is listed by address would stay behind. */
function* blockFaults({ blocks, firstDataCell, texts = {}, merges = [] }: Layout): Faults {
  if (blocks === undefined) return;
  const { row } = parseAddress(firstDataCell);
  for (const address of Object.keys(texts)) {
    if (parseAddress(address).row >= row)
      yield { path: `layout.texts.${address}`, problem: sentences.fixedInBlocks(address) };
  }
  for (const [index, merge] of merges.entries()) {
    if (parseRange(merge).to.row >= row)
      yield { path: `layout.merges.${index}`, problem: sentences.fixedInBlocks(merge) };
  }
}

function* doubleFaults(form: Form, addresses: readonly string[]): Faults {
  for (const [index, address] of addresses.entries()) {
    if (addresses.indexOf(address) === index) continue;
    const path = form.kind === 'fields' ? `fields.${index}` : 'layout';
    yield { path, problem: sentences.addressTwice(address) };
  }
}

/** A value may stand in a merge, but only in its first cell: the others are not saved. */
function* mergeFaults(layout: Layout, merge: Range, data: readonly Position[]): Faults {
  const hidden = data.find(
    (position) =>
      isInRange(merge, position) &&
      !(position.row === merge.from.row && position.column === merge.from.column),
  );
  if (hidden === undefined) return;
  const index = (layout.merges ?? []).indexOf(formatRange(merge));
  yield {
    path: index < 0 ? 'layout' : `layout.merges.${index}`,
    problem: sentences.mergeOverData(formatRange(merge), formatAddress(hidden)),
  };
}

/** The sheet as far as its table, its data and its stated sizes reach. A list grows downwards. */
function edgeOf(form: Form, data: readonly Position[]): Range {
  const { layout } = form;
  const columns = layout.columnWidths.map(({ to }) => columnNumber(to));
  const rows = layout.rowHeights.map(({ to }) => Number(to));
  const column = Math.max(lastTableColumn(form), labelColumns(form)?.to ?? 1, ...columns);
  const row = Math.max(layout.headRows?.[1] ?? 1, ...data.map((position) => position.row), ...rows);
  return { from: { column: 1, row: 1 }, to: { column, row: form.kind === 'list' ? 9999 : row } };
}
