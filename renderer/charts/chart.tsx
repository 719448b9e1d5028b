import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { useApp } from '../store/context';
import type * as ChartDrawing from './chart-drawing';
import type { ChartLook } from './chart-option';
import { pictureOf } from './chart-picture';
import type { ChartSpec } from './chart-spec';
import { chartName, chartTable, isEmptyChart, zeroWords } from './chart-words';
import { printOnly } from './print-only';
import '../styles/charts.css';

interface ChartProps {
  readonly spec: ChartSpec;
}

/** Pixels. */
const height = 260;
const pictureWidth = 860;

type Drawing = Pick<typeof ChartDrawing, 'drawChart'>;
type State = 'loading' | 'failed' | Drawing;

/** A chart, the table that stands for it, and the ways to take it along: as a picture and on paper. */
export function Chart({ spec }: ChartProps) {
  const { call, notices, session } = useApp();
  const [asTable, setAsTable] = useState(false);
  const drawing = useDrawing();
  const figure = useRef<HTMLElement>(null);
  const name = useId();
  if (isEmptyChart(spec)) return null;

  async function copy(draw: Drawing) {
    try {
      const frame = { width: pictureWidth, height: height + 40, titled: true };
      const svg = draw.drawChart(spec, lookOf(figure.current), frame);
      await call('figures.copyPicture', { png: await pictureOf(svg, frame.width, frame.height) });
      notices.tell('图片已复制，可以粘贴到 WPS、Word 或微信里。');
    } catch (thrown) {
      notices.tell(`图片没有复制：${errorSentence(errorOf(thrown))}`, 'problem');
    }
  }

  async function print() {
    try {
      const submissionId = session.state.get().submission?.submission.get().id ?? null;
      const called = spec.title.slice(0, 80);
      await printOnly(figure.current, () => call('figures.printPage', { submissionId, name: called }));
    } catch (thrown) {
      notices.tell(errorSentence(errorOf(thrown)), 'problem');
    }
  }

  const zeros = zeroWords(spec);
  if (zeros !== null)
    return (
      <p className="chart-zeros" data-testid="chart-zeros">
        {spec.title}：{zeros}
      </p>
    );

  const ready = typeof drawing === 'object';
  return (
    <figure className="chart" data-testid="chart" data-kind={spec.kind} ref={figure} aria-labelledby={name}>
      <figcaption>
        <span id={name} className="chart-title">
          {spec.title}
        </span>
        <span className="chart-tools">
          <button
            type="button"
            aria-pressed={asTable}
            data-testid="chart-table"
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? '看图' : '看表格'}
          </button>
          <button
            type="button"
            data-testid="chart-copy"
            disabled={!ready}
            onClick={() => ready && void copy(drawing)}
          >
            复制图片
          </button>
          <button type="button" data-testid="chart-print" disabled={!ready} onClick={() => void print()}>
            打印
          </button>
        </span>
      </figcaption>
      {!asTable && ready && <Picture spec={spec} draw={drawing} />}
      {!asTable && drawing === 'loading' && <div className="chart-picture" />}
      {drawing === 'failed' && <p role="alert">图没有画出来，请看表格。</p>}
      <ChartTable spec={spec} hidden={!asTable && drawing !== 'failed'} />
    </figure>
  );
}

let loaded: Drawing | null = null;

/** The library is read when the first chart is shown, and is there for all that follow. */
function useDrawing(): State {
  const [state, setState] = useState<State>(loaded ?? 'loading');
  useEffect(() => {
    if (loaded !== null) return undefined;
    let left = false;
    void import('./chart-drawing').then(
      (module) => {
        loaded = module;
        if (!left) setState(module);
      },
      () => {
        if (!left) setState('failed');
      },
    );
    return () => {
      left = true;
    };
  }, []);
  return state;
}

function lookOf(element: Element | null): ChartLook {
  const style = getComputedStyle(element ?? document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ...{ ink: token('ink'), quiet: token('quiet-ink'), line: token('line'), paper: token('paper') },
    ...{ accent: token('accent'), warning: token('warning'), good: token('good'), error: token('error') },
    font: token('font').replaceAll('"', "'"),
  };
}

interface PictureProps {
  readonly spec: ChartSpec;
  readonly draw: Drawing;
}

/** Drawn anew for each width, so that letters keep their size in every window and zoom. */
function Picture({ spec, draw }: PictureProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (place.current === null) return undefined;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (place.current === null || width < 80) return;
    const svg = draw.drawChart(spec, lookOf(place.current), { width, height, titled: false });
    const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
    documentElement.setAttribute('aria-hidden', 'true');
    place.current.replaceChildren(document.importNode(documentElement, true));
  }, [spec, draw, width]);
  return <div className="chart-picture" role="img" aria-label={chartName(spec)} ref={place} />;
}

interface ChartTableProps extends ChartProps {
  /** Only readers see it. */
  readonly hidden: boolean;
}

function ChartTable({ spec, hidden }: ChartTableProps) {
  const { head, rows } = useMemo(() => chartTable(spec), [spec]);
  const [, ...columns] = head;
  return (
    <div className={hidden ? 'for-readers' : 'chart-table-place'}>
      <table className="chart-table" data-testid="chart-data">
        <caption className="for-readers">{spec.title}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((column, index) => (
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([category, ...values]) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {values.map((value, index) => (
                <td key={index} className="number">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
