import { useRef } from 'react';
import type { Theme } from '../../shared/indicator-definition';
import { Mark } from '../components/marks';
import { countsOf, failingIn, type IndicatorRow } from './indicators-rows';

interface ThemeTabsProps {
  readonly themes: readonly Theme[];
  readonly rows: readonly IndicatorRow[];
  readonly theme: Theme;
  readonly onChoose: (theme: Theme) => void;
}

/** The themes with what is missed and missing in each; arrows go from one to the next. */
export function ThemeTabs({ themes, rows, theme, onChoose }: ThemeTabsProps) {
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: React.KeyboardEvent) {
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
    const here = themes.indexOf(theme);
    const step = steps[event.key];
    const wanted =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? themes.length - 1
          : step === undefined
            ? -1
            : (here + step + themes.length) % themes.length;
    const next = themes[wanted];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[wanted]?.focus();
  }

  return (
    <div
      className="indicators-themes not-on-paper"
      role="tablist"
      aria-label="指标类别"
      ref={list}
      onKeyDown={onKeyDown}
    >
      {themes.map((each) => {
        const own = rows.filter(({ adopted }) => adopted.theme === each);
        const counts = countsOf(own);
        const wrong = failingIn(own);
        return (
          <button
            key={each}
            type="button"
            role="tab"
            id={`indicators-tab-${each}`}
            data-testid={`theme-${each}`}
            aria-selected={each === theme}
            aria-controls={each === theme ? 'indicators-theme' : undefined}
            tabIndex={each === theme ? 0 : -1}
            onClick={() => onChoose(each)}
          >
            {each}
            {wrong > 0 && (
              <span className="theme-count" data-verdict="missed" title={`未达标 ${wrong} 项`}>
                <Mark shape="cross" />
                {wrong}
                <span className="for-readers"> 项未达标</span>
              </span>
            )}
            {counts.missing > 0 && (
              <span className="theme-count" data-verdict="missing" title={`缺数据 ${counts.missing} 项`}>
                <Mark shape="question" />
                {counts.missing}
                <span className="for-readers"> 项缺数据</span>
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
