import { useState } from 'react';
import type { ImportProblem } from '../../shared/import/report';
import { errorSentence } from '../../shared/messages';
import { Mark } from '../components/marks';
import { inOrder } from './import-differences';

interface ImportProblemsProps {
  readonly problems: readonly ImportProblem[];
  /** How many are shown before she asks for more. */
  readonly first?: number;
}

const shownAtOnce = 20;

/** What was not taken as it stands, what she must look at first; nothing when there is no such thing. */
export function ImportProblems({ problems, first = shownAtOnce }: ImportProblemsProps) {
  const [shown, setShown] = useState(first);
  if (problems.length === 0) return null;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const notices = problems.length - errors;
  const left = problems.length - shown;
  return (
    <section className="import-problems" data-testid="import-problems">
      <h2>
        {errors > 0 && `${errors} 处须核对`}
        {errors > 0 && notices > 0 && '，'}
        {notices > 0 && `${notices} 处提示`}
      </h2>
      <table className="import-table">
        <thead>
          <tr>
            <th scope="col">位置</th>
            <th scope="col">情况</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(problems)
            .slice(0, shown)
            .map(({ severity, sheet, address, error }, index) => (
              <tr key={index} data-severity={severity}>
                <td className="import-place">
                  <Mark shape={severity === 'error' ? 'cross' : 'question'} />
                  <span className="for-readers">{severity === 'error' ? '错误' : '提示'}</span>
                  {sheet === '' ? '整个文件' : `${sheet} ${address}`}
                </td>
                <td>{errorSentence(error)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {left > 0 && (
        <button type="button" className="link" onClick={() => setShown(shown + 10 * shownAtOnce)}>
          还有 {left} 处，继续显示
        </button>
      )}
    </section>
  );
}
