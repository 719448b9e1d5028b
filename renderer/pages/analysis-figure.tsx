import { useMemo, useRef, useState } from 'react';
import type { AnalysisRead } from '../../shared/analysis-result';
import { describeCell } from '../../shared/finding-text';
import type { MenuChoice } from '../components/menu';
import { Menu } from '../on-demand';
import { useApp, useSubmission, type App } from '../store/context';
import type { SubmissionStore } from '../store/submission-store';
import { changeIndicatorView, indicatorView } from '../store/indicator-view';
import { switchTo } from '../store/switching';
import { goalsOf, type Goal } from './analysis-table';
import { rememberLeft, wayBack } from './indicators-go';

interface FigureProps {
  readonly text: string;
  /** For readers: of which row and column. */
  readonly label: string;
  /** Where she comes back to: one name for each figure of the page. */
  readonly control: string;
  readonly reads: readonly AnalysisRead[];
}

/** A figure that leads to the cells it was computed from: at once when there is one, by a menu when there are several. */
export function Figure({ text, label, control, reads }: FigureProps) {
  const app = useApp();
  const store = useSubmission();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const goals = useMemo(() => goalsOf(reads).filter((goal) => canReach(store, goal)), [store, reads]);
  const [first] = goals;
  if (first === undefined) return <>{text}</>;
  const single = goals.length === 1;
  return (
    <>
      <button
        ref={button}
        type="button"
        className="figure-link"
        data-control={control}
        aria-label={`${label} ${text === '' ? '空白' : text}，${single ? `到 ${wordsOf(store, first)}` : '看数据来源'}`}
        title={single ? `到 ${wordsOf(store, first)}` : `由 ${goals.length} 处的数算出，点开选择`}
        {...(!single && { 'aria-haspopup': 'menu', 'aria-expanded': open })}
        onClick={() => (single ? void goTo(app, store, first, control) : setOpen(!open))}
      >
        {text}
      </button>
      {open && (
        <Menu
          label={`${label}的数据来源`}
          groups={[goals.map((goal, index) => choiceOf(app, store, goal, control, index))]}
          button={button}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** What an earlier year has no cell for, or this school no form, leads nowhere. */
function canReach({ forms, collection, lastYear }: SubmissionStore, { form, cell, yearsAgo }: Goal): boolean {
  if (yearsAgo === 0) return forms.some(({ code }) => code === form);
  const year = collection.schoolYear - yearsAgo;
  return cell !== null && lastYear.collectionOf(year) !== null && lastYear.placeIn(year, form, cell) !== null;
}

function yearWords({ collection }: SubmissionStore, { yearsAgo }: Goal): string {
  if (yearsAgo === 0) return '';
  const year = collection.schoolYear - yearsAgo;
  return yearsAgo === 1 ? '上年 ' : `${year}—${year + 1}学年 `;
}

function wordsOf(store: SubmissionStore, goal: Goal): string {
  const { form, cell, cells } = goal;
  const title = store.definitions.forms[form]?.title ?? '';
  if (cell === null) return `${yearWords(store, goal)}${form} ${title}`;
  const words = `${yearWords(store, goal)}${describeCell(store.definitions, form, cell)}`;
  return cells === 1 ? words : `${words}等 ${cells} 格`;
}

function textOf({ cells, collection, lastYear }: SubmissionStore, goal: Goal): string | null {
  if (goal.cell === null || goal.cells > 1) return null;
  if (goal.yearsAgo === 0) return cells.get(`${goal.form}!${goal.cell}`).view.text;
  return lastYear.textIn(collection.schoolYear - goal.yearsAgo, goal.form, goal.cell);
}

function choiceOf(app: App, store: SubmissionStore, goal: Goal, control: string, index: number): MenuChoice {
  const text = textOf(store, goal);
  const shown = text === null ? '' : text === '' ? '：空白' : `：${text}`;
  return {
    label: `${wordsOf(store, goal)}${shown}`,
    testId: `figure-goal-${index}`,
    act: () => void goTo(app, store, goal, control),
  };
}

async function goTo(app: App, store: SubmissionStore, { form, cell, yearsAgo }: Goal, control: string) {
  const { navigation, notices } = app;
  rememberLeft(control);
  if (cell === null || yearsAgo === 0) {
    if (cell === null) navigation.go({ name: 'form', form });
    else navigation.goToCell(store, { form, cell });
    notices.tell(wayBack);
    return;
  }
  const { left } = indicatorView.get();
  const year = store.collection.schoolYear - yearsAgo;
  const collection = store.lastYear.collectionOf(year);
  const place = store.lastYear.placeIn(year, form, cell);
  if (collection === null || place === null) return;
  const earlier = await switchTo(app, { collectionId: collection.id });
  if (earlier === null) return;
  // The page was painted once more for that year, and has used up what was remembered.
  changeIndicatorView({ left });
  navigation.goToCell(earlier, place);
  notices.tell(
    `这是 ${year}—${year + 1} 学年的报表。看完后，请在上面的年报任务里选回本年，再点「指标」回到刚才的位置。`,
  );
}
