import { cellName } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { isNumeric } from '../grid/cell-marks';
import { specOf } from '../grid/cell-spec';
import { figuresOf, type SelectedText } from '../grid/selection-figures';
import { cellsInRange } from '../grid/shape';
import { useAfterPaint } from '../store/after-paint';
import { useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import type { Selection } from '../store/selection';
import type { SubmissionStore } from '../store/submission-store';

/** A whole list of thousands of records is not looked through with every step of the cursor. */
const mostCells = 20_000;

/** 计数, 求和 and 平均 of a selection of several cells, as the status line of Excel has them. */
export function SelectedFigures({ form }: { readonly form: Form }) {
  const store = useSubmission();
  const selection = useAfterPaint(useValue(store.selection.current));
  // Figures may change under a selection that stays.
  useAfterPaint(useValue(store.derived));
  if (selection === null || selection.shape.form !== form.code || cellCount(selection) < 2) return null;
  if (cellCount(selection) > mostCells) return null;
  const { count, sum, average } = figuresOf(textsOf(store, form, selection));
  return (
    <span className="selected-figures" data-testid="selected-figures">
      计数 {count}
      {sum !== null && ` · 求和 ${sum} · 平均 ${average ?? ''}`}
    </span>
  );
}

function cellCount({ range: { from, to } }: Selection): number {
  return (Math.abs(from.row - to.row) + 1) * (Math.abs(from.column - to.column) + 1);
}

function* textsOf(store: SubmissionStore, form: Form, { shape, range }: Selection): Generator<SelectedText> {
  for (const cell of cellsInRange(shape, range)) {
    const spec = specOf(form, cell);
    const { text } = store.cells.get(cellName(form.code, cell)).view;
    yield { text, numeric: spec !== undefined && isNumeric(spec) };
  }
}
