import type { CellRef } from '../../shared/finding';
import { describeCell } from '../../shared/finding-text';
import { recordCell } from '../grid/cell-spec';
import { useRows, useSubmission } from '../store/context';

interface CellPlaceProps {
  readonly cell: CellRef;
  /** Form that is named already. */
  readonly within?: string;
}

/** Where a cell is, in the words of its form; in a list also in which row. */
export function CellPlace({ cell, within }: CellPlaceProps) {
  const { definitions } = useSubmission();
  const words = describeCell(definitions, cell.form, cell.cell);
  const isList = definitions.forms[cell.form]?.kind === 'list';
  return (
    <>
      {within === undefined ? words : words.replace(`${within} `, '')}
      {isList && <RowNumber cell={cell} />}
    </>
  );
}

function RowNumber({ cell }: CellPlaceProps) {
  const { listRows } = useSubmission();
  useRows(cell.form);
  const number = listRows.numberOf(cell.form, recordCell(cell.cell).record);
  return number === null ? null : ` · 第 ${number} 行`;
}
