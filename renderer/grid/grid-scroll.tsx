import { useLayoutEffect, useRef, type ReactNode } from 'react';
import type { GridHandlers } from './use-grid';

interface GridScrollProps {
  readonly handlers: GridHandlers;
  readonly children: ReactNode;
}

/**
 * The part of a form that scrolls. Its label columns stay in place only where the table is wider than the window
 * (`data-wide`): each cell that stays in place costs a layer in every frame, and most forms fit.
 */
export function GridScroll({ handlers, children }: GridScrollProps) {
  const scroll = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = scroll.current;
    const table = element?.querySelector('table');
    if (!element || !table) return;
    const measure = () => element.toggleAttribute('data-wide', table.offsetWidth > element.clientWidth);
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    watcher.observe(table);
    measure();
    return () => watcher.disconnect();
  }, []);

  return (
    <div ref={scroll} className="grid-scroll" tabIndex={-1} {...handlers}>
      {children}
    </div>
  );
}
