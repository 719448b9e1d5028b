import { useRef } from 'react';
import type { AnalysisCell, AnalysisResult, AnalysisResultColumn } from '../../shared/analysis-result';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { Chart } from '../charts/chart';
import { printOnly } from '../charts/print-only';
import { Mark } from '../components/marks';
import { copyTable } from '../grid/copy-table';
import { useApp } from '../store/context';
import { Figure } from './analysis-figure';
import { columnHead, copiedAnalysis, headline, misfitWords, shownText, whyNone } from './analysis-table';
import type { AnalysisHeadline } from './analysis-table';
import '../styles/analysis.css';

interface AnalysisViewProps {
  readonly result: AnalysisResult;
}

/** One 分析表: what it answers, the figures with the way to their cells, what does not fit, a chart. */
export function AnalysisView({ result }: AnalysisViewProps) {
  const { call, notices, session } = useApp();
  const section = useRef<HTMLElement>(null);
  const { id, title, lead, unit, period, columns, rows, chart, notes } = result;
  const said = headline(result);
  const explained = said?.kind === 'explained';

  function copy() {
    if (copyTable(copiedAnalysis(result))) notices.tell('已复制这张表，可以粘贴到 Excel 或 WPS。');
    else notices.tell('没有复制成功，请再点一次「复制」。', 'problem');
  }

  async function print() {
    try {
      const submissionId = session.state.get().submission?.submission.get().id ?? null;
      await printOnly(section.current, () => call('figures.printPage', { submissionId, name: title }));
    } catch (thrown) {
      notices.tell(errorSentence(errorOf(thrown)), 'problem');
    }
  }

  return (
    <section
      ref={section}
      className="analysis"
      data-testid={`analysis-${id}`}
      aria-labelledby={`analysis-${id}-title`}
    >
      <header className="analysis-head">
        <h2 id={`analysis-${id}-title`}>{title}</h2>
        <span className="analysis-facts">
          {period !== null && `${period} · `}单位：{unit}
        </span>
        <span className="analysis-tools not-on-paper">
          <button type="button" data-testid={`analysis-${id}-copy`} onClick={copy}>
            复制表格
          </button>
          <button type="button" data-testid={`analysis-${id}-print`} onClick={() => void print()}>
            打印
          </button>
        </span>
      </header>
      <p className="analysis-lead">{lead}</p>
      {said !== null && <Headline said={said} />}
      <div className="analysis-scroll">
        <table className="analysis-table" aria-labelledby={`analysis-${id}-title`}>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column.id} scope="col">
                  {columnHead(column, unit)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr
                key={`${index} ${row.label}`}
                data-total={row.total || undefined}
                data-misfit={(!explained && row.cells.some(({ flagged }) => flagged)) || undefined}
              >
                <th scope="row" data-indent={row.indent === 0 ? undefined : row.indent}>
                  {row.label}
                </th>
                {columns.map((column, at) => (
                  <Cell
                    key={column.id}
                    row={row.label}
                    column={column}
                    cell={row.cells[at]}
                    control={`${id} ${index} ${column.id}`}
                    explained={explained}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {notes.map((note) => (
        <p key={note} className="analysis-note">
          {note}
        </p>
      ))}
      {chart !== null && <Chart spec={chart} />}
    </section>
  );
}

const shapes = { misfit: 'cross', unknown: 'question', explained: 'check', fits: 'check' } as const;

function Headline({ said }: { readonly said: AnalysisHeadline }) {
  return (
    <p className="analysis-headline" data-kind={said.kind} data-testid="analysis-headline">
      <Mark shape={shapes[said.kind]} /> {said.text}
    </p>
  );
}

interface CellProps {
  readonly row: string;
  readonly column: AnalysisResultColumn;
  readonly cell: AnalysisCell | undefined;
  readonly control: string;
  /** Its difference is accounted for further down. */
  readonly explained: boolean;
}

function Cell({ row, column, cell, control, explained }: CellProps) {
  if (cell === undefined || cell.state === 'none') return <td data-state="none" />;
  const text = shownText(cell, column);
  const isFitting = column.kind === 'difference' && cell.state === 'value' && !cell.flagged;
  return (
    <td
      data-column={column.id}
      data-state={cell.state}
      data-kind={column.kind}
      data-flagged={(cell.flagged && !explained) || undefined}
      title={whyNone(cell) ?? undefined}
    >
      {isFitting && (
        <span className="analysis-fits">
          <Mark shape="check" />
        </span>
      )}
      {cell.flagged && !explained && (
        <span className="analysis-misfit">
          <Mark shape="cross" /> {misfitWords(cell, column.unit)}
        </span>
      )}
      <Figure text={text} label={`${row}${column.label}`} control={control} reads={cell.reads} />
    </td>
  );
}
