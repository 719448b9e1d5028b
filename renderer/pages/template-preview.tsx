import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { TemplateProblem, TemplateSheet } from '../../shared/template/report';
import type { SourceValue } from '../../shared/template/source-value';
import { cellSourceWords, shortSource } from '../../shared/template/words';
import { useSubmission } from '../store/context';
import { byMarks, byWords, valueText } from './template-words';
import type { MappedShown } from './template-mapped';
import {
  moved,
  previewOf,
  shownColumns,
  shownRows,
  type PreviewCell,
  type PreviewRow,
} from './template-view';

interface TemplatePreviewProps {
  readonly sheet: TemplateSheet;
  readonly mapped: ReadonlyMap<string, MappedShown>;
  readonly problems: ReadonlyMap<string, readonly TemplateProblem[]>;
  readonly address: string | null;
  readonly onSelect: (address: string) => void;
  readonly onClear: (address: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** The sheet as a plain table to look at and point into; nothing of it can be typed over. */
export function TemplatePreview(props: TemplatePreviewProps) {
  const { sheet, mapped, problems, address, onSelect } = props;
  const [sources, setSources] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const preview = useMemo(() => previewOf(sheet, [...mapped.keys()]), [sheet, mapped]);

  useEffect(() => {
    if (address === null) return;
    box.current
      ?.querySelector(`[data-address="${address}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [address]);

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    const next = control ? null : moved(preview, address, event.key);
    if (next !== null) onSelect(next);
    else if (!act(event.key, control)) return;
    event.preventDefault();
  }

  function act(key: string, control: boolean): boolean {
    if (control) {
      if (key === 'z') props.onUndo();
      else if (key === 'y') props.onRedo();
      else return false;
      return true;
    }
    if (key === 'Enter') document.querySelector<HTMLElement>('[data-testid="source-text"]')?.focus();
    else if ((key === 'Delete' || key === 'Backspace') && address !== null && mapped.has(address))
      props.onClear(address);
    else return key.startsWith('Arrow');
    return true;
  }

  return (
    <section className="template-preview" aria-label={`工作表 ${sheet.sheet}`}>
      <div className="template-legend">
        <span>
          {Object.entries(byMarks).map(([by, mark]) => (
            <span key={by} className="template-legend-item">
              <b className="template-by">{mark}</b>
              {byWords[by as keyof typeof byWords]}
            </span>
          ))}
          <span className="template-legend-item">
            <b className="template-formula">ƒ</b>模板的公式，不填
          </span>
        </span>
        <label className="choice">
          <input
            type="checkbox"
            checked={sources}
            data-testid="show-sources"
            onChange={(event) => setSources(event.target.checked)}
          />
          显示来源
        </label>
      </div>
      <div
        ref={box}
        className="template-scroll"
        tabIndex={0}
        role="grid"
        aria-label={`${sheet.sheet}，用方向键移动，回车选来源，Delete 清除`}
        aria-activedescendant={address === null ? undefined : `template-cell-${address}`}
        data-testid="template-grid"
        onKeyDown={press}
      >
        <table className="template-table" data-widths={Object.keys(sheet.widths).length > 0 || undefined}>
          <colgroup>
            <col className="template-numbers" />
            {preview.columns.map(({ letters, width }) => (
              <col key={letters} style={width === null ? undefined : { width: `${width}px` }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th />
              {preview.columns.map(({ letters }) => (
                <th key={letters}>{letters}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <Row
                key={row.row}
                row={row}
                sheet={sheet}
                mapped={mapped}
                problems={problems}
                sources={sources}
                selected={row.cells.some((cell) => cell.address === address) ? address : null}
                onSelect={onSelect}
              />
            ))}
          </tbody>
        </table>
        {preview.cut && (
          <p className="template-cut">
            只显示前 {shownRows} 行、{shownColumns} 列；其余的格照样按对照填入。
          </p>
        )}
      </div>
    </section>
  );
}

interface RowProps extends Pick<TemplatePreviewProps, 'mapped' | 'problems' | 'onSelect'> {
  readonly row: PreviewRow;
  readonly sheet: TemplateSheet;
  readonly sources: boolean;
  readonly selected: string | null;
}

const Row = memo(function Row({ row, sheet, mapped, problems, sources, selected, onSelect }: RowProps) {
  return (
    <tr>
      <th scope="row">{row.row}</th>
      {row.cells.map((cell) => (
        <Cell
          key={cell.address}
          cell={cell}
          shown={mapped.get(cell.address)}
          problem={problems.has(`${sheet.sheet}!${cell.address}`)}
          form={sheet.form}
          sources={sources}
          selected={cell.address === selected}
          onSelect={onSelect}
        />
      ))}
    </tr>
  );
});

/** On a sheet that was taken for a form, its own cells need not name it. */
function sourceText({ source, read }: MappedShown, form: string | null): string {
  const text = read === null ? source : shortSource(read);
  return form !== null && text.startsWith(`${form}!`) ? text.slice(form.length + 1) : text;
}

function Value({ value }: { readonly value: SourceValue }) {
  const isValue = value.kind === 'number' || value.kind === 'text';
  return <span className={isValue ? undefined : 'template-none'}>{valueText(value)}</span>;
}

interface CellProps {
  readonly cell: PreviewCell;
  readonly shown: MappedShown | undefined;
  readonly problem: boolean;
  readonly form: string | null;
  readonly sources: boolean;
  readonly selected: boolean;
  readonly onSelect: (address: string) => void;
}

function Cell({ cell, shown, problem, form, sources, selected, onSelect }: CellProps) {
  const { definitions } = useSubmission();
  const { address, content, columnSpan, rowSpan } = cell;
  return (
    <td
      id={`template-cell-${address}`}
      data-address={address}
      data-by={shown?.by}
      data-formula={content?.formula === true || undefined}
      data-problem={problem || undefined}
      aria-selected={selected}
      colSpan={columnSpan}
      data-wide={columnSpan > 1 || undefined}
      rowSpan={rowSpan}
      title={shown === undefined ? undefined : `${address} ← ${cellSourceWords(definitions, shown.source)}`}
      onClick={() => onSelect(address)}
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
