import { useEffect, useMemo, useRef } from 'react';
import { errorSentence } from '../../shared/messages';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { rosterFillFor, type RosterFill } from '../store/roster-fill';
import { rosterListFor } from '../store/roster-load-list';
import { plannedForms, type PlannedForm } from '../store/roster-plan-view';
import { RosterAssumptions } from './rosters-assumptions';
import { RosterFilled } from './rosters-fill-done';
import { RosterDoubted } from './rosters-fill-doubt';
import { RosterFillForm } from './rosters-fill-form';
import { applyNote, applyWords, isOfMoves, leadWords, notPlannedWords, tickedOf } from './rosters-fill-words';
import '../styles/rosters-fill.css';

/** 填表: what has to be supposed, which cells would change and why, and the button that writes them. */
export function RostersFill() {
  const app = useApp();
  const store = useSubmission();
  const fill = rosterFillFor(app.call);
  const { submissionId, plan, refused, busy, filled } = useValue(fill.state);
  const list = useValue(rosterListFor(app.call).state);
  const locked = useValue(store.locked);
  const { id } = useValue(store.submission);
  useEffect(() => void fill.visit(store), [fill, store]);
  const begun = useRef(false);
  useEffect(() => {
    // What was pressed to come here is gone: the keys begin where something is to be done. `busy` may be of the last paint.
    if (begun.current || plan === null || fill.state.get().busy) return;
    begun.current = true;
    if (document.activeElement !== document.body) return;
    const open = document.querySelector<HTMLElement>('.assumptions fieldset:enabled');
    const first = open?.querySelector<HTMLElement>('input:checked') ?? open?.querySelector('input');
    (first ?? document.querySelector<HTMLElement>('.planned-forms > h2'))?.focus({ preventScroll: true });
  }, [fill, plan, busy]);

  if (list.submissionId === id && list.rosters?.length === 0) return <NoRoster />;
  if (submissionId !== id || (plan === null && refused === null))
    return (
      <p role="status" className="rosters-counting">
        正在按名册计数…
      </p>
    );
  return (
    <div className="rosters-fill" aria-busy={busy}>
      {refused !== null && (
        <p className="card-problem" role="alert" data-testid="rosters-refused">
          {errorSentence(refused)}{' '}
          <button type="button" onClick={() => void fill.load(store)}>
            重新计数
          </button>
        </p>
      )}
      {locked && !busy && (
        <p className="fill-note">报表已定稿，只能查看。要填入，请先在「定稿与导出」页取消定稿。</p>
      )}
      {filled !== null && <RosterFilled cells={filled} />}
      {plan !== null && (
        <>
          {plan.doubt !== undefined && <RosterDoubted doubt={plan.doubt} />}
          <RosterAssumptions plan={plan} fill={fill} locked={locked} busy={busy} />
          <PlannedForms fill={fill} locked={locked} />
        </>
      )}
    </div>
  );
}

function hasCells({ fill, kept, waiting, other, same, blank }: PlannedForm): boolean {
  return fill.length + kept.length + waiting.length + other.length + same + blank > 0;
}

interface PlannedFormsProps {
  readonly fill: RosterFill;
  readonly locked: boolean;
}

function PlannedForms({ fill, locked }: PlannedFormsProps) {
  const store = useSubmission();
  const { navigation } = useApp();
  const { plan, ticks, busy } = useValue(fill.state);
  const planned = useMemo(() => (plan === null ? [] : plannedForms(plan, store.forms)), [plan, store]);
  if (plan === null) return null;
  const ticked = planned.reduce((sum, each) => sum + tickedOf(each, ticks), 0);
  const waiting = plan.assumptions.filter(({ answer }) => answer === null).length;
  return (
    <section aria-label="按名册填各表" className="planned-forms">
      <h2 tabIndex={-1}>按名册填各表</h2>
      <p className="planned-lead" data-testid="planned-lead">
        {leadWords(plan)}
        {waiting > 0 && `还有 ${waiting} 处假定没有确认，与它们有关的格先不填。`}
        {plan.notCounted.some(isOfMoves) && (
          <>
            有学生的来源或去向还没有选定，
            <button
              type="button"
              className="link"
              data-testid="to-moves"
              onClick={() => navigation.go({ name: 'rosters', part: 'moves' })}
            >
              到「变动」里选
            </button>
            。
          </>
        )}
      </p>
      {planned.filter(hasCells).map((each) => (
        <RosterFillForm
          key={each.form.code}
          planned={each}
          fill={fill}
          ticks={ticks}
          locked={locked}
          reviewed={plan.reviewed?.includes(each.form.code) === true}
          partial={plan.partial?.includes(each.form.code) === true}
          opensAtFirst={plan.cells.length <= 60 || (each.kept.length > 0 && each.kept.length <= 20)}
        />
      ))}
      <ul className="not-planned">
        {notPlannedWords(planned.filter((each) => !hasCells(each))).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <footer className="fill-foot">
        <button
          type="button"
          className="primary"
          data-testid="rosters-apply"
          disabled={(ticked === 0 && plan.toRemember === 0) || locked || busy}
          onClick={() => void fill.fill(store)}
        >
          {applyWords(ticked, plan.toRemember)}
        </button>
        <p>{applyNote(ticked, plan.toRemember)}</p>
      </footer>
    </section>
  );
}

function NoRoster() {
  const { navigation } = useApp();
  return (
    <section className="rosters-empty" data-testid="fill-empty">
      <h2>还没有名册</h2>
      <p>
        载入学生名册或教职工名册后，程序按名册数出各表的人数，列出哪些格会改动、是怎么数的，您看过再填入。
      </p>
      <button
        type="button"
        className="primary"
        onClick={() => navigation.go({ name: 'rosters', part: 'load' })}
      >
        去载入名册
      </button>
    </section>
  );
}
