import { memo } from 'react';
import type { TemplateProblem, TemplateSheet } from '../../shared/template/report';
import type { SourceValue } from '../../shared/template/source-value';
import { cellSourceWords, shortSource } from '../../shared/template/words';
import { useSubmission } from '../store/context';
import type { MappedShown } from './template-mapped';
import type { PreviewCell, PreviewRow } from './template-view';
import { byMarks, valueText } from './template-words';

export const cellId = (address: string) => `template-cell-${address}`;

interface RowProps {
  readonly mapped: ReadonlyMap<string, MappedShown>;
  readonly problems: ReadonlyMap<string, readonly TemplateProblem[]>;
  readonly row: PreviewRow;
  readonly sheet: TemplateSheet;
  readonly sources: boolean;
  readonly selected: string | null;
}

function RowCells({ row, sheet, mapped, problems, sources, selected }: RowProps) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {row.row}
      </th>
      {row.cells.map((cell) => (
        <Cell
          key={cell.address}
          cell={cell}
          shown={mapped.get(cell.address)}
          problem={problems.has(`${sheet.sheet}!${cell.address}`)}
          form={sheet.form}
          sources={sources}
          selected={cell.address === selected}
        />
      ))}
    </tr>
  );
}

/** Of a large sheet only the rows are drawn again in which something changed. */
export const Row = memo(RowCells, (before, after) => {
  const same = (['row', 'sheet', 'sources', 'selected'] as const).every(
    (name) => before[name] === after[name],
  );
  const unchanged = before.mapped === after.mapped && before.problems === after.problems;
  return same && (unchanged || after.row.cells.every(({ address }) => isSameCell(before, after, address)));
});

function isSameCell(before: RowProps, after: RowProps, address: string): boolean {
  const place = `${after.sheet.sheet}!${address}`;
  if (before.problems.has(place) !== after.problems.has(place)) return false;
  const [one, other] = [before.mapped.get(address), after.mapped.get(address)];
  if (one === undefined || other === undefined) return one === other;
  return (
    one.source === other.source && one.by === other.by && valueText(one.value) === valueText(other.value)
  );
}

/** On a sheet that was taken for a form, its own cells need not name it. */
function sourceText({ source, read }: MappedShown, form: string | null): string {
  const text = read === null ? source : shortSource(read);
  return form !== null && text.startsWith(`${form}!`) ? text.slice(form.length + 1) : text;
}

function Value({ value }: { readonly value: SourceValue }) {
  const isValue = value.kind === 'number' || value.kind === 'text';
  return (
    <span className={isValue ? undefined : 'template-none'} data-kind={value.kind}>
      {valueText(value)}
    </span>
  );
}

interface CellProps {
  readonly cell: PreviewCell;
  readonly shown: MappedShown | undefined;
  readonly problem: boolean;
  readonly form: string | null;
  readonly sources: boolean;
  readonly selected: boolean;
}

function Cell({ cell, shown, problem, form, sources, selected }: CellProps) {
  const { definitions } = useSubmission();
  const { address, content, columnSpan, rowSpan } = cell;
  return (
    <td
      id={cellId(address)}
      data-address={address}
      data-by={shown?.by}
      data-formula={content?.formula === true || undefined}
      data-problem={problem || undefined}
      role="gridcell"
      aria-selected={selected}
      colSpan={columnSpan}
      rowSpan={rowSpan}
      title={shown === undefined ? undefined : `${address} ← ${cellSourceWords(definitions, shown.source)}`}
    >
      {content?.formula === true && <b className="template-formula">ƒ</b>}
      {shown === undefined ? (
        content?.text
      ) : (
        <>
          <b className="template-by">{byMarks[shown.by]}</b>
          {sources ? sourceText(shown, form) : <Value value={shown.value} />}
        </>
      )}
    </td>
  );
}
