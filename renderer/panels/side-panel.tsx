import { useEffect, useRef, type ReactNode } from 'react';
import { useApp } from '../store/context';
import type { Panel } from '../store/navigation';
import { useValue } from '../store/observable';
import { focusInRegion } from './regions';

interface SidePanelProps {
  readonly panel: Panel;
  readonly title: string;
  readonly children: ReactNode;
  /** Shown in the head, beside the title. */
  readonly tools?: ReactNode;
}

/** Beside the page where there is room, over it as a drawer where there is not. */
export function SidePanel({ panel, title, children, tools }: SidePanelProps) {
  const { navigation } = useApp();
  const drawer = useValue(navigation.drawer);
  const folded = useValue(navigation.folded);
  const isFolded = folded.has(panel);
  const isDrawn = drawer === panel;
  const section = useRef<HTMLElement>(null);

  // What lies over the page has the focus; where it was before gets it back, unless it has gone on.
  useEffect(() => {
    const own = section.current;
    if (!isDrawn || own === null) return;
    const before = document.activeElement;
    focusInRegion(own);
    return () => {
      const now = document.activeElement;
      if (before instanceof HTMLElement && (now === document.body || own.contains(now))) before.focus();
    };
  }, [isDrawn]);

  return (
    <section
      ref={section}
      className="panel"
      data-panel={panel}
      data-region={panel}
      data-drawer={isDrawn || undefined}
      data-folded={isFolded || undefined}
      aria-label={title}
      tabIndex={-1}
    >
      <header className="panel-head">
        <span>{title}</span>
        {tools}
        <button
          type="button"
          className="quiet fold"
          aria-expanded={!isFolded}
          aria-label={`${isFolded ? '展开' : '收起'}${title}`}
          onClick={() => navigation.toggleFolded(panel)}
        >
          {isFolded ? '展开' : '收起'}
        </button>
        <button
          type="button"
          className="quiet close-drawer"
          aria-label={`关闭${title}`}
          onClick={() => navigation.toggleDrawer(panel)}
        >
          ✕
        </button>
      </header>
      {/* Where there is nothing to press in it, the keyboard scrolls it all the same. */}
      <div className="panel-body" tabIndex={panel === 'details' ? 0 : undefined}>
        {children}
      </div>
    </section>
  );
}
