import { memo, useEffect, useRef, useState } from 'react';
import { sidesText } from '../../shared/finding-text';
import { CellPlace } from '../components/cell-place';
import { Mark, type Shape } from '../components/marks';
import { useAfterPaint } from '../store/after-paint';
import { useApp, useSubmission } from '../store/context';
import type { FindingView } from '../store/finding-views';
import { useValue } from '../store/observable';
import { ExplanationBox } from './explanation-box';
import { SidePanel } from './side-panel';

type Scope = 'form' | 'all';

/** What the checks found: errors first, then warnings, by form. */
export function FindingsPanel() {
  const { findings, selection } = useSubmission();
  // The cell that is typed comes first; the list may follow a moment later.
  const all = useAfterPaint(useValue(findings));
  const outlined = useValue(selection.finding);
  const page = useValue(useApp().navigation.page);
  const [scope, setScope] = useState<Scope>('all');
  const form = page.name === 'form' ? page.form : null;
  const inForm = (view: FindingView) =>
    view.finding.form === form || view.finding.cells.some((cell) => cell.form === form);
  const shown = scope === 'form' && form !== null ? all.filter(inForm) : all;
  const scopes = form !== null && (
    <div className="findings-scope" role="group" aria-label="范围">
      <button type="button" aria-pressed={scope === 'all'} onClick={() => setScope('all')}>
        全部 {all.length}
      </button>
      <button type="button" aria-pressed={scope === 'form'} onClick={() => setScope('form')}>
        本表 {all.filter(inForm).length}
      </button>
    </div>
  );
  return (
    <SidePanel panel="findings" title="校验结果" tools={scopes}>
      {shown.length === 0 ? (
        <p className="findings-none">
          <Mark shape="check" /> 没有发现问题。
        </p>
      ) : (
        <ul>
          {shown.map((view) => (
            <FindingItem key={view.finding.key} view={view} outlined={outlined?.key === view.finding.key} />
          ))}
        </ul>
      )}
    </SidePanel>
  );
}

interface FindingItemProps {
  readonly view: FindingView;
  readonly outlined: boolean;
}

function severityWord({ finding, open, waitsFor }: FindingView): string {
  if (waitsFor !== null) return '待看';
  if (finding.status === 'broken') return '规则有误';
  if (finding.severity === 'error') return '错误';
  return open ? '需说明' : '已说明';
}

function markOf({ finding, open, waitsFor }: FindingView): Shape {
  if (waitsFor !== null) return 'ring';
  return finding.severity === 'error' ? 'cross' : open ? 'triangle' : 'check';
}

const FindingItem = memo(function FindingItem({ view, outlined }: FindingItemProps) {
  const { finding, open, waitsFor } = view;
  const store = useSubmission();
  const { navigation } = useApp();
  const [first] = finding.cells;
  const item = useRef<HTMLLIElement>(null);

  // F8 goes on to findings that are further down.
  useEffect(() => {
    if (outlined) item.current?.scrollIntoView({ block: 'nearest' });
  }, [outlined]);

  return (
    <li
      ref={item}
      className="finding"
      data-severity={finding.severity}
      data-open={open || undefined}
      data-waiting={waitsFor !== null || undefined}
    >
      <button
        type="button"
        className="finding-jump"
        data-testid={`finding-${finding.key}`}
        aria-pressed={outlined}
        onClick={() => navigation.goToFinding(store, finding)}
      >
        <span className="finding-severity">
          <Mark shape={markOf(view)} />
          {severityWord(view)}
        </span>
        <span className="finding-words">
          <span className="finding-text">{finding.text}</span>
          <span className="finding-sides">{sidesText(finding)}</span>
          {waitsFor !== null && <span className="finding-waits">{waitsFor} 还没有填，填好后再看</span>}
          {outlined && finding.instruction !== null && (
            <span className="instruction">{finding.instruction}</span>
          )}
        </span>
        <span className="finding-place">
          {first === undefined ? finding.form : <CellPlace cell={first} />}
        </span>
      </button>
      {finding.severity === 'warning' && waitsFor === null && <ExplanationBox view={view} />}
    </li>
  );
});
