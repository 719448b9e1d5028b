import { useCallback, useEffect, useState } from 'react';
import type { Form } from '../../shared/form';
import { RosterBehind } from '../on-demand';
import type { CellSnapshot } from '../store/cell-snapshot';
import { useApp, useSubmission } from '../store/context';
import { rosterFillFor } from '../store/roster-fill';
import '../styles/roster-source.css';
import { DetailButton } from './cell-details-button';
import { useLater } from './cell-details-later';
import { isCountable } from '../store/roster-plan-view';
import { rosterDifference } from '../grid/roster-words';

interface RosterSourceProps {
  readonly form: Form;
  readonly cell: string;
  readonly snapshot: CellSnapshot;
}

/** She rests on the cell: a cursor that passes asks nothing. */
const rest = 200;

/** 「名册：212 人 · 小学 · 三年级 · 女」 on a cell that the rosters counted, and the way to the people behind it. */
export function RosterSource({ form, cell, snapshot }: RosterSourceProps) {
  const { rosterCounts } = useSubmission();
  const counted = useLater(
    rosterCounts.current.subscribe,
    useCallback(() => rosterCounts.of(form.code, cell), [rosterCounts, form, cell]),
  );
  if (counted === null) return null;
  return <Counted {...{ form, cell, snapshot, counted }} />;
}

function Counted({ form, cell, snapshot, counted }: RosterSourceProps & { readonly counted: string }) {
  const [open, setOpen] = useState(false);
  const words = useRule(form.code, cell);
  const call = useApp().call;
  const differs = rosterDifference(counted, snapshot.view.text);
  return (
    <div className="roster-source" data-differs={differs !== null || undefined} data-testid="roster-source">
      <p>
        <span className="detail-name">名册</span>
        <strong>
          {counted} {form.unit}
        </strong>
      </p>
      {words !== null && words !== '' && <p className="roster-rule">{words}</p>}
      {differs !== null && (
        <p className="roster-differs" data-testid="roster-differs">
          {differs}
        </p>
      )}
      {words === '' ? (
        <p className="quiet-note">
          {isCountable(rosterFillFor(call).state.get().plan, form.code)
            ? '现在的名册没有数这一格，这是上次数出的数。'
            : '名册已删除，只留下数出的数。'}
        </p>
      ) : (
        <DetailButton hook="roster-people" onPress={() => setOpen(true)}>
          看名单
        </DetailButton>
      )}
      {open && <RosterBehind form={form} cell={cell} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** The rule that counts a cell; null until it is known, '' where the roster that it counts is gone. */
function useRule(form: string, cell: string): string | null {
  const store = useSubmission();
  const fill = rosterFillFor(useApp().call);
  const find = useCallback(() => {
    const { submissionId, plan } = fill.state.get();
    if (plan === null || submissionId !== store.submission.get().id) return null;
    return plan.cells.find((each) => each.form === form && each.cell === cell)?.words ?? '';
  }, [fill, store, form, cell]);
  const words = useLater(fill.state.subscribe, find);
  useEffect(() => {
    if (words !== null) return;
    const timer = setTimeout(() => void fill.load(store), rest);
    return () => clearTimeout(timer);
  }, [fill, store, words]);
  return words;
}
