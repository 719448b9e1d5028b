import { useMemo } from 'react';
import type { Form } from '../../shared/form';
import { useAfterPaint } from '../store/after-paint';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { rosterFillFor } from '../store/roster-fill';
import { offeredByForm } from '../store/roster-plan-view';
import '../styles/roster-source.css';

/** 「可由名册填 48 格」 beside the title of a form in which nothing stands yet. */
export function RosterHint({ form }: { readonly form: Form }) {
  const { call, navigation } = useApp();
  const store = useSubmission();
  const { submissionId, plan } = useValue(rosterFillFor(call).state);
  const locked = useValue(store.locked);
  const offered = useMemo(() => (plan === null ? null : offeredByForm(plan)), [plan]);
  const progress = useAfterPaint(useValue(store.progress)).find((each) => each.form === form);
  if (offered === null || locked || submissionId !== store.submission.get().id || progress?.filled !== 0)
    return null;
  const count = offered.get(form.code) ?? 0;
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="link roster-hint"
      data-testid="roster-hint"
      onClick={() => navigation.go({ name: 'rosters', part: 'fill' })}
    >
      可由名册填 {count} 格
    </button>
  );
}
