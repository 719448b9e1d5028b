import { useCallback, useState } from 'react';
import { errorSentence } from '../../shared/messages';
import type { Call } from '../api';
import { WorkProgress } from '../components/work-progress';
import { useApp, useSubmission } from '../store/context';
import { changeIndicatorView } from '../store/indicator-view';
import { useValue } from '../store/observable';
import { switchTo } from '../store/switching';
import { balancePart, ownControl } from './balance-choice';
import { BalanceCoefficients } from './balance-coefficients';
import { notBegunIn, notBegunSentence } from './balance-table';
import { BalanceTotals } from './balance-totals-view';
import { useAllSchools } from './schools-data';

interface BalanceAcrossProps {
  readonly part: 'coefficients' | 'totals';
}

const none: readonly number[] = [];

/** What main counted over all schools of the round. Schools left out by hand come back when the page is left. */
export function BalanceAcross({ part }: BalanceAcrossProps) {
  const app = useApp();
  const { collection } = useSubmission();
  const { schools } = useValue(app.session.state);
  const [excluded, setExcluded] = useState(none);
  const collectionId = collection.id;
  const asked = useAllSchools(
    useCallback(
      (call: Call) => call('figures.across', { collectionId, excluded: [...excluded] }),
      [collectionId, excluded],
    ),
    'figures.stopAcross',
  );
  const { value, error, waiting, again, stop } = asked;
  const waitedFor = notBegunIn(part, value?.results ?? []).filter(
    ({ schoolId }) => !excluded.includes(schoolId),
  );
  const left = schools.filter(({ id }) => excluded.includes(id));

  function exclude(schoolId: number, out: boolean) {
    setExcluded((now) => (out ? [...now, schoolId] : now.filter((id) => id !== schoolId)));
  }

  async function showOwn(schoolId: number) {
    // Set before: the page of the other school is a new one.
    const before = balancePart.get();
    balancePart.set('own');
    changeIndicatorView({ left: { scrolled: 0, control: ownControl } });
    if ((await switchTo(app, { schoolId })) !== null) return;
    balancePart.set(before);
    changeIndicatorView({ left: null });
  }

  return (
    <>
      {schools.length === 1 && (
        <p className="balance-note">这台电脑上只有一所学校。差异系数比较各校之间的差别，单校无意义。</p>
      )}
      {left.length > 0 && (
        <p className="balance-left" role="status" data-testid="balance-left">
          已手工剔除 {left.length} 所：{left.map(({ name }) => name).join('、')}。下面的数都不含
          {left.length === 1 ? '这所' : '这几所'}学校。
          <button
            type="button"
            data-testid="balance-restore"
            onClick={() => {
              focusPart();
              setExcluded(none);
            }}
          >
            全部恢复
          </button>
        </p>
      )}
      {waiting && <WorkProgress onCancel={stop} />}
      {!waiting && error !== null && (
        <p className="card-problem" role="alert">
          {error.code === 'work.cancelled' ? '已停止计算，下面的数可能不是最新的。' : errorSentence(error)}{' '}
          <button type="button" data-testid="balance-again" onClick={again}>
            重新计算
          </button>
        </p>
      )}
      {waitedFor.length > 0 && (
        <p className="balance-warning" data-testid="balance-not-begun">
          {notBegunSentence(part, waitedFor)}
          <button
            type="button"
            data-testid="balance-leave-not-begun"
            onClick={() => {
              focusPart();
              setExcluded((now) => [...now, ...waitedFor.map(({ schoolId }) => schoolId)]);
            }}
          >
            不算还没开始的学校
          </button>
        </p>
      )}
      {value !== null && (
        <div aria-busy={waiting} className="balance-answer">
          {part === 'coefficients' ? (
            <BalanceCoefficients figures={value} onExclude={exclude} onShow={(id) => void showOwn(id)} />
          ) : (
            <BalanceTotals figures={value} onShow={(id) => void showOwn(id)} />
          )}
        </div>
      )}
    </>
  );
}

/** The button goes with what it did: the focus moves to the part of the page that it was about. */
function focusPart() {
  document.querySelector<HTMLElement>('.balance-parts [aria-pressed="true"]')?.focus();
}
