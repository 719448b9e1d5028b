import { useEffect, useState } from 'react';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { rosterFillFor } from '../store/roster-fill';
import { rosterListFor } from '../store/roster-load-list';
import { offeredByForm } from '../store/roster-plan-view';
import '../styles/roster-source.css';

/** On the home page: what a roster that is loaded could still fill. It is shown once nothing else is to be done. */
export function RosterOffer() {
  const { call, navigation, session } = useApp();
  const store = useSubmission();
  const fill = rosterFillFor(call);
  const list = rosterListFor(call);
  const locked = useValue(store.locked);
  const { submissionId, plan } = useValue(fill.state);
  /** What is known from before may have been filled since. */
  const [isPresent, setPresent] = useState(false);

  useEffect(() => {
    let left = false;
    async function look() {
      const { id } = store.submission.get();
      await list.load(id);
      if (left || (list.state.get().rosters?.length ?? 0) === 0) return;
      await fill.visit(store);
      if (!left) setPresent(true);
    }
    void look();
    return () => {
      left = true;
    };
  }, [store, fill, list]);

  if (!isPresent) return null;
  const rosters = list.state.get().rosters ?? [];
  if (rosters.some(({ keepUntil }) => keepUntil < session.today()))
    return (
      <section className="roster-offer" aria-label="名册" data-testid="roster-offer">
        <button type="button" onClick={() => navigation.go({ name: 'rosters', part: 'people' })}>
          名册已过计划保存的日子 · 去看
        </button>
        <p>不再需要的名册请删除；已经填进表里的数不受影响。</p>
      </section>
    );
  if (locked || plan === null || submissionId !== store.submission.get().id) return null;
  const cells = [...offeredByForm(plan).values()].reduce((sum, count) => sum + count, 0);
  const open = plan.assumptions.filter(({ answer }) => answer === null).length;
  const different = plan.toRemember === 0 ? 0 : plan.cells.filter(({ kind }) => kind === 'kept').length;
  if (cells + open + different === 0) return null;
  return (
    <section className="roster-offer" aria-label="由名册填入" data-testid="roster-offer">
      <button type="button" onClick={() => navigation.go({ name: 'rosters', part: 'fill' })}>
        {cells > 0
          ? `${cells} 格可由名册填入 · 去看`
          : open > 0
            ? `名册有 ${open} 处假定待确认 · 去看`
            : `${different} 格与名册不同 · 去看`}
      </button>
      <p>
        {cells > 0
          ? '名册已经数好，先看哪些格会改动、怎么数的，再填入。'
          : open > 0
            ? '确认以后，名册才能数出有关的格。'
            : '是填错了，还是名册有错？看过再决定改哪一边，或者记下来写说明。'}
      </p>
    </section>
  );
}
