import { useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import type { GridHandlers } from './use-grid';

interface GridScrollProps {
  readonly handlers: GridHandlers;
  /** Pixels of the label column that stays in place; the usual width when absent. */
  readonly labelWidth?: number;
  readonly children: ReactNode;
}

/**
 * The part of a form that scrolls. Its label columns stay in place only where the table is wider than the window
 * (`data-wide`): each cell that stays in place costs a layer in every frame, and most forms fit.
 */
export function GridScroll({ handlers, labelWidth, children }: GridScrollProps) {
  const scroll = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = scroll.current;
    const table = element?.querySelector('table');
    if (!element || !table) return;
    const measure = () => {
      element.toggleAttribute('data-wide', table.offsetWidth > element.clientWidth);
      // The cell that is scrolled into sight must not end up behind the head, which is higher in some forms.
      element.style.setProperty('--head-height', `${table.tHead?.offsetHeight ?? 0}px`);
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    watcher.observe(table);
    measure();
    return () => watcher.disconnect();
  }, []);

  const style =
    labelWidth === undefined ? undefined : ({ '--label-width': `${labelWidth}px` } as CSSProperties);
  return (
    <div ref={scroll} className="grid-scroll" tabIndex={-1} style={style} {...handlers}>
      {children}
    </div>
  );
}
