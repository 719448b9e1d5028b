import { memo, useEffect, useRef } from 'react';
import { CellPlace } from '../components/cell-place';
import { Mark, type Shape } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import { stateOf, stateWord, type FindingsBy, type FindingState } from '../store/finding-groups';
import type { FindingView } from '../store/finding-views';
import { showFinding } from '../store/finding-walk';
import { ExplanationBox } from './explanation-box';
import { ExceptionLine } from './explanation-exception';
import { FindingRelation } from './findings-relation';
import { sideWords } from './findings-side-words';
import { TargetReason } from './target-reason';

const shapes: Readonly<Record<FindingState, Shape>> = {
  error: 'cross',
  open: 'triangle',
  exception: 'wave',
  explained: 'check',
  waiting: 'ring',
};

interface FindingItemProps {
  readonly view: FindingView;
  readonly by: FindingsBy;
  /** How many findings of the rule have no explanation. */
  readonly alike: number;
  readonly outlined: boolean;
  /** Shown with both sides in full. */
  readonly unfolded: boolean;
  /** Tab comes to this one. */
  readonly inTurn: boolean;
}

/** One finding; the button goes to its cell. */
export const FindingItem = memo(function FindingItem({
  view,
  by,
  alike,
  outlined,
  unfolded,
  inTurn,
}: FindingItemProps) {
  const { finding, open, waitsFor, explanation } = view;
  const store = useSubmission();
  const app = useApp();
  const [first] = finding.cells;
  const item = useRef<HTMLLIElement>(null);
  const state = stateOf(view);
  const isExplained = waitsFor === null && finding.severity === 'warning';
  const isCorrected = waitsFor === null && finding.severity === 'error';

  // F8 goes on to findings that are further down.
  useEffect(() => {
    if (outlined) item.current?.scrollIntoView({ block: 'nearest' });
  }, [outlined]);

  return (
    <li
      ref={item}
      className="finding"
      data-finding-row={finding.key}
      data-state={state}
      data-severity={finding.severity}
      data-open={open || undefined}
      data-chosen={outlined || undefined}
      data-unfolded={unfolded || undefined}
    >
      <button
        type="button"
        className="finding-jump"
        data-row={finding.key}
        data-testid={`finding-${finding.key}`}
        tabIndex={inTurn ? 0 : -1}
        aria-pressed={outlined}
        onClick={() => showFinding(app, store, finding)}
      >
        <span className="finding-severity">
          <Mark shape={shapes[state]} />
          {stateWord(view)}
        </span>
        <span className="finding-words">
          {by === 'form' && <span className="finding-text">{finding.text}</span>}
          <span className="finding-sides">{sideWords(store.definitions, finding, store.lastYear.text)}</span>
          {waitsFor !== null && <span className="finding-waits">{waitsFor} 还没有填，填好后再看</span>}
        </span>
        <span className="finding-place">
          {first === undefined ? (
            finding.form
          ) : by === 'form' ? (
            <CellPlace cell={first} within={finding.form} />
          ) : (
            <CellPlace cell={first} />
          )}
        </span>
      </button>
      {isCorrected && <TargetReason view={view} />}
      {isExplained && <ExplanationBox view={view} alike={alike} />}
      {isCorrected && explanation !== '' && <ExceptionLine view={view} />}
      {unfolded && <FindingRelation finding={finding} />}
      {isCorrected && explanation === '' && unfolded && <ExceptionLine view={view} />}
    </li>
  );
});
