import { formApplies } from '../../shared/applicability';
import type { Form } from '../../shared/form';
import type { Grid, GridCell, GridSheet } from '../../shared/grid';
import type { Placement } from '../../shared/import/recognition';
import type { School } from '../../shared/school';
import { attachedClasses, schoolTypes } from '../../shared/school-types';
import { formatAddress, parseAddress, parseRange } from '../../shared/workbook-address';
import type { Range } from '../../shared/workbook-address';
import { placedCells } from '../../shared/workbook-cells';
import { sheetTemplate } from '../../shared/workbook-template';
import { editionOf } from '../unit/workbook-plans';
import { village } from './school';

/** One cell of a sheet that is moved about, with the form's cell that it really is. */
export interface DraftCell {
  row: number;
  column: number;
  text: string;
  kind: GridCell['kind'];
  readonly role: 'label' | 'code' | 'title' | 'helper' | 'data' | 'mark';
  /** Key of the form's cell; of a list `0.c05`. */
  key: string | null;
}

export interface SheetDraft {
  name: string;
  cells: DraftCell[];
  merges: Range[];
}

/** Schools that fill the form, the plainest first. */
export function schoolsOf(form: Form): readonly School[] {
  const plain = schoolTypes.map((type): School => ({ ...village, type, townshipCentre: type === '小学' }));
  const attached = attachedClasses.map((one): School => ({ ...village, attachedClasses: [one] }));
  return [...plain, ...attached].filter((school) => formApplies(form, school));
}

/** The sheet as it is exported, every open cell with its own figure from `first` on; blank where `first` is null. */
export function sheetDraft(form: Form, school: School, first: number | null = 1000): SheetDraft {
  const edition = editionOf(form);
  const records = form.kind === 'list' ? 5 : 0;
  const template = sheetTemplate(edition, form, { school, schoolYear: 2025, records });
  const cells: DraftCell[] = [];
  for (const { address, text, style } of template.texts) {
    if (text === '') continue;
    const { row, column } = parseAddress(address);
    const isTitle = address === form.layout.title || address === form.layout.codeAndUnit;
    const role = isTitle
      ? 'title'
      : style === 'helper'
        ? 'helper'
        : text === edition.notApplicableMark
          ? 'mark'
          : /^\d+$/.test(text)
            ? 'code'
            : 'label';
    cells.push({ row, column, text, kind: 'text', role, key: null });
  }
  let next = first ?? 0;
  for (const placed of placedCells(form, school, records)) {
    if (placed.kind === 'notApplicable') {
      const mark = cells.find(
        ({ row, column }) => row === placed.position.row && column === placed.position.column,
      );
      if (mark !== undefined) mark.key = placed.key;
      continue;
    }
    const isFigure = placed.type === 'integer' || placed.type === 'decimal';
    next += 1;
    const asText = !isFigure || edition.numbersAs === 'text';
    const text = first === null ? '' : isFigure ? String(next) : `内容${next}`;
    cells.push({
      ...placed.position,
      text,
      kind: asText ? 'text' : 'number',
      role: 'data',
      key: placed.key,
    });
  }
  return { name: template.sheet, cells, merges: template.merges.map(parseRange) };
}

export function sheetOf(draft: SheetDraft): GridSheet {
  const sorted = [...draft.cells].sort((a, b) => a.row - b.row || a.column - b.column);
  return {
    name: draft.name,
    visibility: 'visible',
    cells: new Map(
      sorted
        .filter(({ text }) => text !== '')
        .map((cell) => [formatAddress(cell), { kind: cell.kind, text: cell.text, formula: null }]),
    ),
    merges: draft.merges,
  };
}

export function gridOf(...drafts: SheetDraft[]): Grid {
  return { format: 'xlsx', sheets: drafts.map(sheetOf), notices: [] };
}

/** Where the form's cells really are on the sheet. */
export function truthOf(draft: SheetDraft): ReadonlyMap<string, string> {
  return new Map(draft.cells.flatMap((cell) => (cell.key === null ? [] : [[cell.key, formatAddress(cell)]])));
}

/** Addresses by key, of a list those of its first five records. */
export function placedIn(placement: Placement): ReadonlyMap<string, string> {
  if (placement.list === null) return placement.cells;
  const { firstRow, lastRow, columns } = placement.list;
  const placed = new Map<string, string>();
  for (let row = firstRow; row <= Math.min(lastRow, firstRow + 4); row += 1)
    for (const [key, letters] of columns) placed.set(`${row - firstRow}.${key}`, `${letters}${row}`);
  return placed;
}

export interface Judgement {
  readonly form: string;
  /** Null when the form was not found. */
  readonly how: Placement['how'] | null;
  readonly cells: number;
  readonly placed: number;
  readonly wrong: readonly string[];
}

/** Holds a placement against the truth; a placement as another form is wrong in every cell. */
export function judge(form: Form, draft: SheetDraft, placement: Placement | undefined): Judgement {
  const truth = truthOf(draft);
  const open = draft.cells.flatMap(({ role, key }) => (role === 'data' && key !== null ? [key] : []));
  const placed = placement === undefined ? new Map<string, string>() : placedIn(placement);
  const wrong = [...placed].flatMap(([key, address]) =>
    placement?.form === form.code && truth.get(key) === address
      ? []
      : [`${placement?.form ?? ''}!${key} at ${address}, not ${truth.get(key) ?? 'anywhere'}`],
  );
  return {
    form: form.code,
    how: placement?.how ?? null,
    cells: open.length,
    placed: open.filter((key) => placed.get(key) === truth.get(key)).length,
    wrong,
  };
}

export function copyOf(draft: SheetDraft): SheetDraft {
  return {
    name: draft.name,
    cells: draft.cells.map((cell) => ({ ...cell })),
    merges: draft.merges.map(({ from, to }) => ({ from: { ...from }, to: { ...to } })),
  };
}
