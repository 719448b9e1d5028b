import { useEffect, useMemo, useState, type KeyboardEvent, type MouseEvent, type UIEvent } from 'react';
import type { TemplateProblem, TemplateSheet } from '../../shared/template/report';
import { parseAddress } from '../../shared/workbook-address';
import { Legend } from './template-legend';
import { cellId, Row } from './template-row';
import type { MappedShown } from './template-mapped';
import { moved, previewOf, reachOf, shownColumns, shownRows } from './template-view';
import '../styles/template-preview.css';

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

/** Enough for the tallest window; a sheet of hundreds of rows would take a second to draw. */
const rowsAtOnce = 80;

/** The sheet as a plain table to look at and point into; nothing of it can be typed over. */
export function TemplatePreview(props: TemplatePreviewProps) {
  const { sheet, mapped, problems, address, onSelect } = props;
  const [sources, setSources] = useState(false);
  const { row, column } = useMemo(() => reachOf(mapped.keys()), [mapped]);
  const preview = useMemo(() => previewOf(sheet, { row, column }), [sheet, row, column]);

  const [drawn, setDrawn] = useState(rowsAtOnce);
  const chosenRow = address === null ? 0 : parseAddress(address).row;
  const rows = preview.rows.slice(0, Math.max(drawn, chosenRow + rowsAtOnce / 2));

  /** The rest of a long sheet is drawn when she comes near it. */
  function scrolled({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent<HTMLElement>) {
    if (scrollHeight - scrollTop - clientHeight < clientHeight && rows.length < preview.rows.length)
      setDrawn(rows.length + rowsAtOnce);
  }

  useEffect(() => {
    if (address === null) return;
    document.getElementById(cellId(address))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [address]);

  function point(event: MouseEvent) {
    const pointed = (event.target as Element).closest<HTMLElement>('[data-address]')?.dataset['address'];
    if (pointed !== undefined) onSelect(pointed);
  }

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
      if (key.toLowerCase() === 'z') props.onUndo();
      else if (key.toLowerCase() === 'y') props.onRedo();
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
        <Legend />
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
        className="template-scroll"
        tabIndex={0}
        role="grid"
        aria-label={`${sheet.sheet}，用方向键移动，回车选来源，Delete 清除`}
        aria-activedescendant={address === null ? undefined : cellId(address)}
        data-testid="template-grid"
        onKeyDown={press}
        onScroll={scrolled}
        onClick={point}
      >
        <table className="template-table" role="none">
          <colgroup>
            <col className="template-numbers" />
            {preview.columns.map(({ letters, width }) => (
              <col key={letters} style={{ width: `${width}px` }} />
            ))}
          </colgroup>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader">
                <span className="for-readers">行号</span>
              </th>
              {preview.columns.map(({ letters }) => (
                <th key={letters} role="columnheader">
                  {letters}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <Row
                key={row.row}
                row={row}
                sheet={sheet}
                mapped={mapped}
                problems={problems}
                sources={sources}
                selected={row.cells.some((cell) => cell.address === address) ? address : null}
              />
            ))}
          </tbody>
        </table>
        {preview.cut && rows.length === preview.rows.length && (
          <p className="template-cut">
            只显示前 {shownRows} 行、{shownColumns} 列；其余的格照样按对照填入。
          </p>
        )}
      </div>
    </section>
  );
}
