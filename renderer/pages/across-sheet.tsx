import type { Form } from '../../shared/form';
import { Mark } from '../components/marks';
import type { AcrossCell, AcrossHead, AcrossView } from './across-view';
import type { Sheet, SheetCell, SheetHead } from './schools-sheet';

function headOf({ key, name, code, indent, school, note = '' }: AcrossHead): SheetHead {
  return {
    key,
    text: code === undefined ? name : `${code} ${name}`,
    title: school === undefined ? name : `${name}（${school.code}）${note}`,
    opens: school !== undefined,
    ...(indent === undefined ? {} : { indent }),
    paint: (
      <span className="across-head">
        {code !== undefined && <span className="across-code">{code}</span>}
        {name}
        {note !== '' && <span className="across-note">{note}</span>}
      </span>
    ),
  };
}

const stateTexts: Readonly<Record<AcrossCell['state'], string>> = {
  figure: '',
  closed: '—',
  notFilled: '不填',
  notBegun: '',
  total: '',
};

const stateTitles: Readonly<Partial<Record<AcrossCell['state'], string>>> = {
  closed: '该校不填这一格',
  notFilled: '该校不填这张表',
  notBegun: '该校还没有开始填报',
};

function cellOf(cell: AcrossCell): SheetCell {
  const text = cell.state === 'figure' || cell.state === 'total' ? cell.text : stateTexts[cell.state];
  const problem = cell.error ? '有错误' : cell.warning ? '需说明' : undefined;
  // A long text is cut off in the table.
  const title = problem ?? cell.hint ?? stateTitles[cell.state] ?? (text.length > 12 ? text : undefined);
  const kind = cell.error ? 'error' : cell.warning ? 'warning' : cell.state;
  return {
    paint: (
      <>
        {cell.error && <Mark shape="cross" />}
        {!cell.error && cell.warning && <Mark shape="triangle" />}
        {text}
        {problem !== undefined && <span className="for-readers">{problem}</span>}
      </>
    ),
    ...{ text, kind, numeric: cell.numeric, opens: cell.place !== null },
    ...(title === undefined ? {} : { title }),
  };
}

/** The comparison as it is painted and copied. */
export function acrossSheet(form: Form, { corner, columns, rows, total }: AcrossView): Sheet {
  const painted = rows.map((row) => ({ ...headOf(row), cells: row.cells.map(cellOf) }));
  const foot = total === null ? [] : [{ ...headOf(total), isTotal: true, cells: total.cells.map(cellOf) }];
  return {
    label: `${form.code} ${form.title} 各校对照`,
    corner,
    columns: columns.map(headOf),
    rows: [...painted, ...foot],
  };
}
