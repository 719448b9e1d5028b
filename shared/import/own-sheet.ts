import type { DocumentContent } from '../exchange';
import type { Form } from '../form';
import type { GridSheet } from '../grid';
import type { CellContent } from '../submission';
import { figureIn, isClosingMark, saysSame } from './cell-text';
import type { WrittenSheet } from './own-plan';
import type { Placement } from './recognition';
import type { OutsideEdit } from './report';
import type { FoundAt, ReportProblem } from './staged';

/** What the parts of the reading gather. */
export interface OwnState {
  readonly cells: Map<string, CellContent | null>;
  readonly stated: Map<string, string>;
  readonly places: Map<string, FoundAt>;
  readonly edits: OutsideEdit[];
  readonly counts: Map<string, number>;
  readonly report: ReportProblem;
}

/** A form's sheet in the file beside what was written into it. */
export interface OwnSheet {
  readonly form: Form;
  readonly sheet: GridSheet;
  readonly planned: WrittenSheet;
  readonly placement: Placement | undefined;
  readonly content: DocumentContent;
}

/** Whether the labels still say where the cells are; else an address could mean another cell. */
export function isRecognisable({ placement, sheet, planned }: OwnSheet): boolean {
  if (placement !== undefined) return true;
  const texts = planned.template.texts.filter(({ text }) => text !== '');
  const same = texts.filter(({ address, text }) => saysSame(sheet.cells.get(address)?.text ?? '', text));
  return same.length * 2 > texts.length;
}

/** Whether rows or columns were put in or taken out, so that cells stand elsewhere than the program put them. */
export function isShifted({ form, placement, planned }: OwnSheet): boolean {
  if (placement === undefined || placement.how === 'layout') return false;
  const addresses = placement.list === null ? [...placement.cells.values()] : [];
  if (addresses.some((address) => !planned.values.has(address))) return true;
  if (placement.list === null) return false;
  const { firstRow, columns } = placement.list;
  const [letters] = columns.values();
  return letters === undefined || form.layout.firstDataCell !== `${letters}${firstRow}`;
}

/** Lines in which people sign and put the date, on paper or in the file: whatever stands there is right. */
const signature = /负责人|填表人|报出日期|草稿|定稿/;

/** Fixed texts that say something else are told once a sheet: nothing is taken from them. */
export function compareLabels(
  { sheet, planned, form }: Pick<OwnSheet, 'sheet' | 'planned'> & { readonly form: Form | null },
  state: OwnState,
): void {
  const { template, values } = planned;
  const fixed = new Map(template.texts.map(({ address, text }) => [address, text]));
  if (form === null) for (const [address, value] of values) fixed.set(address, value.text);
  const tell = (address: string, written: string, found: string): void =>
    void state.edits.push({
      ...{ sheet: sheet.name, address, form: null, cell: null },
      ...{ written, found, fate: 'label' },
    });
  for (const [address, { text }] of sheet.cells) {
    const written = fixed.get(address);
    if (written === undefined && (values.has(address) || form?.kind === 'list')) continue;
    if (saysSame(written ?? '', text) || signature.test(written ?? '')) continue;
    const closed = form !== null && written !== undefined && isClosingMark(written);
    if (closed && figureIn(text) !== null) {
      const error = { code: 'import.closedCell', params: { found: text } } as const;
      state.report('error', { sheet: sheet.name, address }, error);
      continue;
    }
    tell(address, written ?? '', text);
    return;
  }
  for (const [address, text] of fixed) {
    if (text === '' || signature.test(text) || sheet.cells.has(address)) continue;
    tell(address, text, '');
    return;
  }
}
