import type { ReactNode } from 'react';
import { useApp } from '../store/context';
import type { Panel } from '../store/navigation';
import { useValue } from '../store/observable';

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
  return (
    <section
      className="panel"
      data-panel={panel}
      data-region={panel}
      data-drawer={drawer === panel || undefined}
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
