import type { Form } from '../../shared/form';
import { Mark } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { useToConfirm } from './carry-count';
import { confirmSelected, goToNextToConfirm, noLastYear, togglePriorYear } from './carry-keys';
import '../styles/carry.css';

interface CarryBarProps {
  readonly form: Form;
}

/** Above a form with cells that are 待核: how many, and what to do about them. */
export function CarryBar({ form }: CarryBarProps) {
  const app = useApp();
  const store = useSubmission();
  const locked = useValue(store.locked);
  const count = useToConfirm(form.code);
  if (count === 0 || locked) return null;
  return (
    <div className="carry-bar" data-testid="carry-bar">
      <p>
        <Mark shape="question" /> <strong>待核 {count} 格</strong>：沿用上年的数，变了就重填。
      </p>
      <button type="button" title="F7" onClick={() => goToNextToConfirm(app, store)}>
        下一个待核 F7
      </button>
      <button
        type="button"
        title="确认所选的格没有变化 Ctrl+M"
        data-testid="confirm-selected"
        onClick={() => confirmSelected(app, store)}
      >
        确认没有变化 Ctrl+M
      </button>
    </div>
  );
}

/** Whether last year's figures stand in the cells. */
export function usePriorYearShown(): boolean {
  const { priorYear } = useValue(useApp().session.preferences);
  return useSubmission().lastYear.exists && priorYear === true;
}

/** Shows or hides last year's figures in the cells. */
export function PriorYearButton() {
  const app = useApp();
  const store = useSubmission();
  const shown = usePriorYearShown();
  const { exists } = store.lastYear;
  return (
    <button
      type="button"
      className="prior-year-button"
      data-testid="prior-year"
      aria-pressed={shown}
      aria-disabled={!exists || undefined}
      title={exists ? '在每一格显示上年的数 F4' : noLastYear}
      onClick={() => togglePriorYear(app, store)}
    >
      上年数
    </button>
  );
}
