import { memo } from 'react';
import { cellName } from '../../shared/cell';
import { useApp, useCell, useSubmission } from '../store/context';
import { CellEditor } from './cell-editor';
import { cellLabel, isAmount, isNumeric, overwrittenAt, troubleOf } from './cell-marks';
import type { Spec } from './cell-spec';
import type { GridController } from './controller';
import { OptionEditor } from './option-editor';
import { ParagraphEditor } from './paragraph-editor';
import { PriorYear, usePriorYear, withPriorYear } from './prior-year';
import { countRender } from './render-count';
import { countedWords } from './roster-words';
import type { CellEditorProps } from './use-cell-editor';

interface GridCellProps {
  readonly grid: GridController;
  readonly cell: string;
  readonly spec: Spec;
  /** Where the cell is, in the words of its row and column. */
  readonly place: string;
  /** Mark of the edition for cells that are not to be filled. */
  readonly closedMark: string;
  /** The cell keeps its place when the form scrolls sideways: 0 for the first such column, 1 for the second. */
  readonly frozen?: number | undefined;
}

/** One cell of any form. It listens to itself only: an edit elsewhere does not render it again. */
export const GridCell = memo(function GridCell({
  grid,
  cell,
  spec,
  place,
  closedMark,
  frozen,
}: GridCellProps) {
  const name = cellName(grid.form.code, cell);
  countRender(name);
  const snapshot = useCell(name);
  const { view, save, active, selected, outlined } = snapshot;
  const closed = view.kind === 'notApplicable';
  const trouble = troubleOf(snapshot);
  const overwritten = overwrittenAt(grid.form, cell, snapshot);
  const counted = useSubmission().rosterCounts.of(grid.form.code, cell);
  const prior = usePriorYear(name, spec);
  const label = withPriorYear(cellLabel(place, snapshot, overwritten), prior);
  const options = spec.type === 'enum' && view.kind !== 'computed' ? (spec.options ?? []) : [];
  const editor = { grid, cell, text: view.text, locked: active && grid.locked(cell) !== null, label };
  return (
    <td
      role="gridcell"
      className="cell"
      data-cell={name}
      data-kind={view.kind}
      data-frozen={frozen}
      data-numeric={isNumeric(spec) || undefined}
      data-amount={isAmount(spec) || undefined}
      data-paragraphs={spec.lines || undefined}
      data-choice={options.length > 0 || undefined}
      data-save={save ?? undefined}
      data-trouble={trouble ?? undefined}
      data-differs={overwritten !== null || undefined}
      title={overwritten ?? (counted === null ? undefined : countedWords(counted, view.text))}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-outlined={outlined || undefined}
      data-to-confirm={snapshot.toConfirm || undefined}
      data-prior={prior === null ? undefined : true}
      aria-label={label}
      aria-readonly={view.kind === 'computed' || closed || undefined}
      aria-invalid={trouble === 'error' || undefined}
      aria-selected={active || selected}
    >
      <span className="cell-text">{closed ? closedMark : view.text}</span>
      <PriorYear text={prior} />
      {active && !closed && <Editor {...editor} spec={spec} options={options} />}
    </td>
  );
});

interface EditorProps extends CellEditorProps {
  readonly spec: Spec;
  readonly options: readonly string[];
}

function Editor({ spec, options, ...editor }: EditorProps) {
  const { session } = useApp();
  if (options.length > 0) return <OptionEditor {...editor} options={options} />;
  if (spec.lines === true) return <ParagraphEditor {...editor} />;
  const numeric = isNumeric(spec);
  return <CellEditor {...editor} numeric={numeric} today={numeric ? null : session.today} />;
}
