import { cellsOf, columnKey } from './cell';
import type { Form } from './form';
import type { Program } from './program';
import type { Place } from './scope';
import type { PlacedCell } from './workbook-cells';
import type { SheetPlan } from './workbook-draft';
import type { PlannedCell } from './workbook-sheet';
import { Figures, formulaText } from './workbook-translation';
import type { Computed } from './workbook-translation';

/** The sheet of a form, planned with figures as numbers. */
export interface FormulaSheet {
  readonly form: Form;
  readonly plan: SheetPlan;
  /** Of the plan's first cells, in their order. */
  readonly placed: () => readonly PlacedCell[];
}

/**
 * The sheets with totals as spreadsheet formulas. A computed cell gets one when its expression is arithmetic over cells
 * of the same workbook and the formula, computed from what is written there, gives the engine's own result. A cell that
 * the engine leaves blank gets none: a formula would show 0 where nothing was reported.
 */
export function withFormulas(program: Program, planned: readonly FormulaSheet[]): readonly SheetPlan[] {
  const sheets = planned.map((sheet) => ({ ...sheet, placed: sheet.placed() }));
  const figures = new Figures();
  for (const { form, plan, placed } of sheets) {
    placed.forEach(({ key, position }, index) => {
      const cell = plan.cells[index];
      if (cell !== undefined) figures.put(form.code, key, { sheet: cell.sheet, position, value: cell.value });
    });
  }
  return sheets.map(({ form, plan, placed }) => {
    const expressions = expressionsOf(form);
    const cells = plan.cells.map((cell, index): PlannedCell => {
      const key = placed[index]?.key;
      const expression = key === undefined ? undefined : expressions(key);
      if (expression === undefined || cell.value.kind !== 'number') return cell;
      const formula = formulaText(expression, cell, program, figures);
      return formula === null ? cell : { ...cell, value: { ...cell.value, formula } };
    });
    return { ...plan, cells };
  });
}

/** Expressions of a form's computed cells by the keys of their places. */
function expressionsOf(form: Form): (key: string) => Computed | undefined {
  if (form.kind === 'list') {
    const place: Place = { form, row: null, column: null, record: true };
    const columns = new Map((form.columns ?? []).map((column) => [columnKey(column.code), column.computed]));
    return (key) => {
      const [record = '', column = ''] = key.split('.');
      const expression = columns.get(column);
      return expression === undefined ? undefined : { expression, place, record: Number(record) };
    };
  }
  const computed = new Map<string, Computed>();
  for (const { key, kind, expression, row, column } of cellsOf(form)) {
    if (kind === 'computed' && expression !== null)
      computed.set(key, { expression, place: { form, row, column, record: false }, record: 0 });
  }
  return (key) => computed.get(key);
}
