import { useState } from 'react';
import { mayBeExcepted } from '../../shared/explanation';
import { ExceptionDialog } from '../on-demand';
import { useSubmission } from '../store/context';
import type { FindingView } from '../store/finding-views';
import { useValue } from '../store/observable';
import { StaleNotice } from './explanation-stale';

interface ExceptionLineProps {
  readonly view: FindingView;
}

/** Of an error that may go out as 特殊情况: the way to its 特殊情况说明, and what was written. */
export function ExceptionLine({ view }: ExceptionLineProps) {
  const { finding, explanation, stale, excepted } = view;
  const store = useSubmission();
  const locked = useValue(store.locked);
  const [writing, setWriting] = useState(false);
  if (!mayBeExcepted(finding)) return null;
  const isWritten = explanation !== '';
  return (
    <div
      className="explanation"
      data-stale={(isWritten && stale) || undefined}
      data-exception={isWritten || undefined}
    >
      {isWritten && stale && <StaleNotice view={view} />}
      {isWritten && (
        <p className="exception-text">
          <strong>{excepted ? '特殊情况说明' : '特殊情况说明（没有生效）'}：</strong>
          {explanation}
        </p>
      )}
      {!locked && (
        <div className="explanation-buttons">
          {isWritten && stale && (
            <button type="button" onClick={() => store.explain(finding, explanation)}>
              确认仍然属实
            </button>
          )}
          <button
            type="button"
            data-write
            data-testid={`exception-${finding.key}`}
            onClick={() => setWriting(true)}
          >
            {isWritten ? '修改或撤回…' : '数字属实、改不平？写特殊情况说明…'}
          </button>
        </div>
      )}
      {writing && <ExceptionDialog view={view} onClose={() => setWriting(false)} />}
    </div>
  );
}
