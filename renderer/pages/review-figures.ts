import { cellName, cellsOf } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { cellsInRange } from '../grid/shape';
import type { SubmissionStore } from '../store/submission-store';

/** Cells of a form that can be filled and show nothing, by what that says once the form is 已核对. */
export interface Blanks {
  /** Count as zero. */
  readonly figures: number;
  /** Figures that stay unknown: no target was set. */
  readonly unknown: number;
  /** Texts, choices and dates, which stay blank. */
  readonly words: number;
}

export function blanksOf(store: Pick<SubmissionStore, 'shape' | 'cells'>, form: Form): Blanks {
  const blanks = { figures: 0, unknown: 0, words: 0 };
  if (form.kind === 'list') return blanks;
  const shape = store.shape(form);
  const last = { row: shape.rows.length - 1, column: shape.columns.length - 1 };
  const shown = new Set(cellsInRange(shape, { from: { row: 0, column: 0 }, to: last }));
  for (const { key, spec, column } of cellsOf(form)) {
    if (!shown.has(key)) continue;
    const { kind, text } = store.cells.get(cellName(form.code, key)).view;
    if (kind === 'computed' || kind === 'notApplicable' || text !== '') continue;
    if (spec.type !== 'integer' && spec.type !== 'decimal') blanks.words += 1;
    else if (column?.blankStays === true) blanks.unknown += 1;
    else blanks.figures += 1;
  }
  return blanks;
}

/** What 已核对 makes of the form's blanks as it is now, one sentence each; nothing of a list without records. */
export function meaningOf(form: Form, filled: number, blanks: Blanks): readonly string[] {
  if (form.kind === 'list') {
    if (filled === 0) return [];
    return [`登记了 ${filled} 条记录：没有登记的按「没有」上报。`];
  }
  const { figures, unknown, words } = blanks;
  const sentences = [
    figures > 0 && `空白的数字格 ${figures} 个：都按 0 计，导出时仍是空白。`,
    unknown > 0 && `没有目标值的格 ${unknown} 个：仍按「没有目标值」，不算 0。`,
    words > 0 && `空白的文字、选项格 ${words} 个：按「没有此项内容」上报，仍是空白。`,
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0 ? ['没有空白格。'] : sentences;
}
