import type { CellChange } from '../../shared/submission';
import type { Form } from '../../shared/form';
import { readCell } from '../../shared/value';
import { specOf } from '../grid/cell-spec';
import type { Entry } from '../grid/clipboard';
import type { Figures } from './figures';

/** What typed texts change in a matrix or field form: nothing where the same stands there already. */
export function cellChanges(figures: Figures, form: Form, entries: readonly Entry[]): readonly CellChange[] {
  return entries.flatMap(({ cell, text }) => {
    const spec = specOf(form, cell);
    if (spec === undefined) return [];
    const { content } = readCell(text, spec);
    const before = figures.view(form.code, cell).content;
    const same = before?.kind === content?.kind && before?.text === content?.text;
    return same ? [] : [{ form: form.code, cell, content }];
  });
}
