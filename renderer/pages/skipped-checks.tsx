import { useMemo } from 'react';
import type { SkippedCheck } from '../../shared/finding';
import { skippedText } from '../../shared/finding-text';
import { useSubmission } from '../store/context';
import { useValue } from '../store/observable';

/** Reasons that the clerk cannot remove by filling: she should know that nobody checked this. */
const lasting: ReadonlySet<SkippedCheck['reason']> = new Set([
  'pending',
  'notFilled',
  'noPrevious',
  'noTarget',
]);

function byReason(skipped: readonly SkippedCheck[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const item of skipped) {
    if (!lasting.has(item.reason)) continue;
    const reason = skippedText(item);
    groups.set(
      reason,
      (groups.get(reason) ?? new Set()).add(`${item.form} ${item.check.replace(/[@#].*$/, '')}`),
    );
  }
  return groups;
}

/** Checks that were not made, and why: a submission without findings is not therefore proven right. */
export function SkippedChecks() {
  const store = useSubmission();
  const derived = useValue(store.derived);
  const groups = useMemo(() => {
    void derived;
    return byReason(store.skipped());
  }, [store, derived]);
  if (groups.size === 0) return null;
  const count = [...groups.values()].reduce((total, checks) => total + checks.size, 0);
  return (
    <details className="card skipped-checks" data-testid="skipped-checks">
      <summary>有 {count} 项校验没有进行</summary>
      <dl>
        {[...groups].map(([reason, checks]) => (
          <div key={reason}>
            <dt>{reason}</dt>
            <dd>{[...checks].join('、')}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
