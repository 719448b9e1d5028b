import { Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { themes, type Theme } from '../../shared/indicator-definition';
import { useAfterPaint } from '../store/after-paint';
import { useApp, useSubmission } from '../store/context';
import { changeIndicatorView, indicatorView } from '../store/indicator-view';
import { useValue } from '../store/observable';
import { AnalysisList } from './analysis-list';
import { BalanceView } from './balance-view';
import { useEarlierYears } from './indicators-earlier';
import { IndicatorsHead } from './indicators-head';
import { RateCheckTool } from './indicators-rate-check-tool';
import { Readings } from './indicators-readings';
import { fillFirst, rowsOf, shownRows, themeShown, type IndicatorRow } from './indicators-rows';
import { IndicatorTable } from './indicators-table';
import { TargetCharts } from './indicators-target-charts';
import { ThemeTabs } from './indicators-themes';
import '../styles/indicators.css';

/** Every figure that the school is judged by, theme by theme: value, target, verdict, and where it comes from. */
export function IndicatorsPage() {
  const store = useSubmission();
  const { session } = useApp();
  const derived = useAfterPaint(useValue(store.derived));
  const view = useValue(indicatorView);
  const remembered = useValue(session.preferences).theme;
  const page = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => {
    void derived;
    return rowsOf(store.indicatorsOf(0) ?? []);
  }, [store, derived]);
  const [begun] = useState(() => themeShown(rows, null, remembered));
  const theme = view.theme ?? begun;
  const first = useMemo(() => fillFirst(rows) ?? [], [rows]);
  // What she looks at stays there when its last missed target is reached.
  useEffect(() => changeIndicatorView({ theme }), [theme]);
  useReturn(page);

  function choose(next: Theme) {
    changeIndicatorView({ theme: next });
    session.prefer({ theme: next });
  }

  return (
    <div className="page indicators" ref={page}>
      <IndicatorsHead rows={rows} theme={theme} page={page} />
      <ThemeTabs themes={themes} rows={rows} theme={theme} onChoose={choose} />
      <div
        role="tabpanel"
        id="indicators-theme"
        aria-labelledby={`indicators-tab-${theme}`}
        data-theme={theme}
        key={theme}
      >
        {first.length > 0 && <FillFirst forms={first} />}
        <ThemeFigures
          theme={theme}
          rows={rows.filter(({ adopted }) => adopted.theme === theme)}
          isEmpty={first.length > 0}
        />
      </div>
    </div>
  );
}

interface ThemeFiguresProps {
  readonly theme: Theme;
  readonly rows: readonly IndicatorRow[];
  /** Nothing is filled in yet: fifty times 缺数据 would say no more than once. */
  readonly isEmpty: boolean;
}

/** What a school that has filled in nothing does first. */
function FillFirst({ forms }: { readonly forms: readonly string[] }) {
  const { definitions } = useSubmission();
  const { navigation } = useApp();
  return (
    <p className="indicators-none" role="note" data-testid="fill-first">
      还没有可以计算的数据；先填{' '}
      {forms.map((form, index) => (
        <Fragment key={form}>
          {index > 0 && '、'}
          <button type="button" className="link" onClick={() => navigation.go({ name: 'form', form })}>
            {definitions.forms[form]?.title ?? form}
          </button>
        </Fragment>
      ))}
      ，这里就会算出来。
    </p>
  );
}

function ThemeFigures({ theme, rows, isEmpty }: ThemeFiguresProps) {
  const { filter, unfolded } = useValue(indicatorView);
  const earlier = useEarlierYears();
  const shown = shownRows(rows, theme === '均衡' ? 'all' : filter);
  const own = rows.filter(({ forCounty }) => !forCounty);
  const county = rows.filter(({ forCounty }) => forCounty);
  return (
    <>
      {theme === '均衡' && <BalanceView />}
      {shown.length > 0 && !isEmpty && <IndicatorTable rows={shown} earlier={earlier} caption={theme} />}
      {shown.length > 0 && isEmpty && (
        <details
          className="indicators-county"
          data-testid="indicators-empty"
          open={unfolded}
          onToggle={(event) => changeIndicatorView({ unfolded: event.currentTarget.open })}
        >
          <summary>这一类的指标（{shown.length} 项，都还没有数据）</summary>
          <IndicatorTable rows={shown} earlier={earlier} caption={theme} />
        </details>
      )}
      {shown.length === 0 && theme !== '均衡' && (
        <p className="indicators-none" role="note">
          {own.length === 0
            ? '本校的学段没有这一类要算的指标。'
            : `这一类 ${own.length} 项都没有未达标和缺数据。`}
        </p>
      )}
      {county.length > 0 && (
        <details className="indicators-county not-on-paper" data-testid="indicators-county">
          <summary>县、镇填报的指标（{county.length} 项，本校没有数据）</summary>
          <p className="card-hint">
            这些由县局或中心校按全县、全镇的数计算，学校不用填；有数据时会自动列到上面。
          </p>
          <IndicatorTable rows={county} earlier={earlier} caption={`${theme}：县、镇填报`} />
        </details>
      )}
      {theme === '控辍保学' && <Readings rows={own} />}
      <TargetCharts theme={theme} rows={own} />
      <AnalysisList theme={theme} />
      {own.some(({ adopted }) => adopted.unit === '%') && <RateCheckTool rows={own} key={theme} />}
    </>
  );
}

/** Whoever comes back from a cell finds the page as it was left, on the control that led away. */
function useReturn(page: React.RefObject<HTMLDivElement | null>) {
  useLayoutEffect(() => {
    const { left } = indicatorView.get();
    if (left === null) return;
    changeIndicatorView({ left: null });
    const scroller = page.current?.closest('.middle');
    scroller?.scrollTo({ top: left.scrolled });
    const control = page.current?.querySelector<HTMLElement>(`[data-control="${CSS.escape(left.control)}"]`);
    control?.focus({ preventScroll: true });
    // Charts that are still to come make the page shorter than it was.
    control?.scrollIntoView({ block: 'nearest' });
  }, [page]);
}
