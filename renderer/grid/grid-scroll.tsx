import { useEffect, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { FindBar } from './find-bar';
import type { GridHandlers } from './use-grid';
import { useHeadMarks } from './use-head-marks';

interface GridScrollProps {
  readonly handlers: GridHandlers;
  /** Pixels of the label column that stays in place; the usual width when absent. */
  readonly labelWidth?: number;
  /** Pixels of a column in which texts are typed. */
  readonly textWidth?: number;
  readonly children: ReactNode;
}

/**
 * The part of a form that scrolls. Its label columns stay in place only where the table is wider than the window
 * (`data-wide`): each cell that stays in place costs a layer in every frame, and most forms fit.
 */
export function GridScroll({
  handlers: { grid, ...handlers },
  labelWidth,
  textWidth,
  children,
}: GridScrollProps) {
  const scroll = useRef<HTMLDivElement>(null);
  useHeadMarks(scroll);

  // Wherever on the page she is: the selected cell, when it has the focus, takes its text over first.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const control = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      const open = { f: grid.openFind, g: grid.openGoTo }[event.key.toLowerCase()];
      if (event.defaultPrevented || !control || open === undefined) return;
      if (document.querySelector('dialog[open], [role="dialog"]') !== null) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [grid]);

  useLayoutEffect(() => {
    const element = scroll.current;
    const table = element?.querySelector('table');
    if (!element || !table) return;
    const measure = () => {
      element.toggleAttribute('data-wide', table.offsetWidth > element.clientWidth);
      // The cell that is scrolled into sight must not end up behind the head, which is higher in some forms.
      element.style.setProperty('--head-height', `${table.tHead?.offsetHeight ?? 0}px`);
    };
    let { clientWidth, clientHeight } = element;
    const watcher = new ResizeObserver(() => {
      measure();
      const isSmaller = element.clientWidth < clientWidth || element.clientHeight < clientHeight;
      ({ clientWidth, clientHeight } = element);
      // A drawer or the window itself took room away: the cell that she is in stays to be seen.
      if (isSmaller)
        element.querySelector('.cell-editor')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
    watcher.observe(element);
    watcher.observe(table);
    measure();
    return () => watcher.disconnect();
  }, []);

  const style = {
    ...(labelWidth !== undefined && { '--label-width': `${labelWidth}px` }),
    ...(textWidth !== undefined && { '--text-width': `${textWidth}px` }),
  } as CSSProperties;
  return (
    <>
      <FindBar
        grid={grid}
        onLeave={() => scroll.current?.querySelector<HTMLElement>('.cell-editor')?.focus()}
      />
      <div ref={scroll} className="grid-scroll" tabIndex={-1} style={style} {...handlers}>
        {children}
      </div>
    </>
  );
}

/** How many rows of the form around this element are in sight at once. */
export function rowsInSight(element: Element): number {
  const scroll = element.closest('.grid-scroll');
  const row = element.closest('tr');
  if (scroll === null || row === null) return 1;
  const head = scroll.querySelector('thead')?.offsetHeight ?? 0;
  return Math.max(1, Math.floor((scroll.clientHeight - head) / row.offsetHeight) - 1);
}
