import { cellKey } from '../cell';
import { placeFields } from './place-fields';
import { placeByLayout } from './place-layout';
import { placeList } from './place-list';
import { placeMatrix } from './place-matrix';
import { printedTexts } from './recognise-form';
import type { FormModel } from './recognise-form';
import { positionOf } from './recognise-sheet';
import type { SheetIndex } from './recognise-sheet';
import type { Placement } from './recognition';

/** A form laid over a sheet, and how well it lies there. */
export interface Match {
  readonly model: FormModel;
  readonly index: SheetIndex;
  readonly placement: Placement;
  /** Share of the sheet's table that is the form's, and of the form's that is on the sheet; 0 to 1. */
  readonly precision: number;
  readonly recall: number;
  /** Both in one figure: what a sheet says besides weighs more than what it leaves out. */
  readonly quality: number;
}

/** Share of the form's labels that the sheet says too. */
function confidenceOf(index: SheetIndex, model: FormModel): number {
  let said = 0;
  for (const word of model.words) if (index.byKey.has(word)) said += 1;
  if (model.words.size === 0) return index.byKey.has(model.title) ? 1 : 0;
  return said / model.words.size;
}

/** Rows of a stage that a sheet leaves out altogether, as it may: the school does not teach it. */
function leftOut({ form, rows }: FormModel, hasRow: (row: string) => boolean): ReadonlySet<string> {
  if (form.layout.blocks !== 'ownStages') return new Set();
  const stages = new Set((form.rows ?? []).flatMap(({ code, stage }) => (hasRow(code) ? (stage ?? []) : [])));
  const gone = (form.rows ?? []).filter(({ stage }) => stage !== undefined && !stages.has(stage));
  return gone.length === rows.length ? new Set() : new Set(gone.map(({ code }) => code));
}

function missingKeys(model: FormModel, cells: ReadonlyMap<string, string>): readonly string[] {
  const rows = new Set([...cells.keys()].map((key) => key.slice(0, key.indexOf('.'))));
  const gone = leftOut(model, (row) => rows.has(row));
  const unasked = new Set(
    (model.form.columns ?? []).flatMap(({ code }) => [...gone].map((row) => cellKey(row, code))),
  );
  return model.fillable.filter((key) => !cells.has(key) && !unasked.has(key));
}

function cellsMatch(
  index: SheetIndex,
  model: FormModel,
  how: Placement['how'],
  cells: ReadonlyMap<string, string>,
  fit: { readonly precision: number; readonly recall: number },
): Match {
  return {
    model,
    index,
    ...fit,
    quality: qualityOf(fit.precision, fit.recall),
    placement: {
      form: model.form.code,
      sheet: index.sheet.name,
      how,
      cells,
      list: null,
      missing: missingKeys(model, cells),
      confidence: confidenceOf(index, model),
    },
  };
}

const perfect = { precision: 1, recall: 1 };
const qualityOf = (precision: number, recall: number): number => precision * (0.4 + 0.6 * recall);

function listMatch(index: SheetIndex, model: FormModel): Match | null {
  const list = placeList(index, model);
  if (list === null) return null;
  const { firstRow, lastRow, columns, exact } = list;
  const { precision, recall } = exact ? perfect : list;
  return {
    model,
    index,
    precision,
    recall,
    quality: qualityOf(precision, recall),
    placement: {
      form: model.form.code,
      sheet: index.sheet.name,
      how: exact ? 'layout' : 'labels',
      cells: new Map(),
      list: { firstRow, lastRow, columns },
      missing: model.fillable.filter((key) => !columns.has(key)),
      confidence: confidenceOf(index, model),
    },
  };
}

/**
 * Fields have their labels on one side only: a column put in between leaves the labels where they were. That shows where
 * something is filled in, but nothing in the places that the labels give.
 */
function isDisplaced(index: SheetIndex, model: FormModel, cells: ReadonlyMap<string, string>): boolean {
  if (model.form.kind !== 'fields') return false;
  for (const address of cells.values()) {
    const position = positionOf(address);
    if (position !== null && index.isFilled(position.row, position.column)) return false;
  }
  const { title, code, others } = printedTexts(model);
  const printed = new Set([title, code, ...others].map((text) => text?.key));
  const strange = index.labels.filter(({ row, key }) => row > 2 && !printed.has(key));
  return strange.length >= Math.max(1, cells.size / 3);
}

/** Null where nothing of the form has a place on the sheet. */
export function matchForm(index: SheetIndex, model: FormModel): Match | null {
  if (model.form.kind === 'list') return listMatch(index, model);
  const exact = placeByLayout(index, model);
  if (exact !== null && exact.size > 0 && !isDisplaced(index, model, exact))
    return cellsMatch(index, model, 'layout', exact, perfect);
  if (model.form.kind === 'fields') {
    const cells = placeFields(index, model);
    return cells.size === 0 || isDisplaced(index, model, cells)
      ? null
      : cellsMatch(index, model, 'labels', cells, {
          precision: 1,
          recall: cells.size / model.fillable.length,
        });
  }
  const placed = placeMatrix(index, model);
  if (placed === null) return null;
  const { cells, rows, columns, precision } = placed;
  const asked = model.rows.length - leftOut(model, (row) => rows.has(row)).size;
  const recall = (rows.size / asked + columns.size / model.columns.length) / 2;
  return cellsMatch(index, model, 'labels', cells, { precision, recall });
}
