import { memo } from 'react';
import type { RosterField } from '../../shared/roster/definition';
import type { RosterProblem } from '../../shared/roster/staged';
import { problemWords } from '../../shared/roster/words';
import type { ProblemGroup } from '../store/roster-load-order';
import type { EditedRow, RosterLoad } from '../store/roster-load-state';
import { RostersFix } from './rosters-fix';
import { tableName } from './rosters-map-view';
import { acceptWords, inShort, problemKinds } from './rosters-problems-words';

interface RosterProblemGroupProps {
  readonly load: RosterLoad;
  readonly group: ProblemGroup;
  /** How many there are; not all may be listed. */
  readonly count: number;
  readonly current: string | null;
  readonly edited: EditedRow | null;
  readonly fields: readonly RosterField[];
}

/** One kind of problem: what to do about it, for all of them or for each. */
export function RosterProblemGroup({ load, group, count, current, edited, fields }: RosterProblemGroupProps) {
  const { code, problems, errors } = group;
  const isOne = count === 1;
  return (
    <section className="rosters-kind" data-code={code} aria-labelledby={`rosters-kind-${code}`}>
      <header>
        <h4 id={`rosters-kind-${code}`}>
          {problemKinds[code]} <span className="rosters-number">{count}</span>
        </h4>
        {!isOne && (
          <div className="card-buttons">
            {!errors && (
              <button
                type="button"
                data-testid={`rosters-accept-all-${code}`}
                onClick={() => void load.acceptAll(code)}
              >
                全部{acceptWords(code)}
              </button>
            )}
            <button
              type="button"
              data-testid={`rosters-leave-out-all-${code}`}
              onClick={() => void load.leaveOutAll(code)}
            >
              全部排除
            </button>
          </div>
        )}
      </header>
      <ul>
        {problems.map((problem) => (
          <Problem
            key={problem.id}
            load={load}
            problem={problem}
            isCurrent={problem.id === current}
            edited={problem.id === current && edited?.row.row === problem.row ? edited : null}
            fields={fields}
          />
        ))}
      </ul>
    </section>
  );
}

/** Who it is about, and in which class to ask. */
export function RosterWho({ problem: { name, place } }: { readonly problem: RosterProblem }) {
  return (
    <span className="rosters-who">
      <strong>{name === '' ? '（没有姓名）' : name}</strong>
      {place !== '' && <span>{place}</span>}
    </span>
  );
}

interface ProblemProps {
  readonly load: RosterLoad;
  readonly problem: RosterProblem;
  readonly isCurrent: boolean;
  readonly edited: EditedRow | null;
  readonly fields: readonly RosterField[];
}

/** Of hundreds only those are drawn again that changed. */
const Problem = memo(function Problem({ load, problem, isCurrent, edited, fields }: ProblemProps) {
  const { id, row, line, severity } = problem;
  const tab = isCurrent ? 0 : -1;
  const words = problemWords(problem, fields);
  return (
    <li
      data-problem={id}
      data-row={row}
      data-severity={severity}
      data-edited={edited !== null || undefined}
      data-begin={isCurrent || undefined}
      tabIndex={tab}
      aria-current={isCurrent || undefined}
      onFocus={() => load.goTo(id)}
      onClick={() => load.goTo(id)}
    >
      <span className="rosters-place">
        {tableName(problem)} 第 {line} 行
      </span>
      <RosterWho problem={problem} />
      <span className="rosters-wrong">{isCurrent ? words : inShort(words)}</span>
      <span className="rosters-acts">
        <button type="button" tabIndex={tab} data-act="edit" onClick={() => void load.edit(problem)}>
          改正
        </button>
        {severity === 'doubt' && (
          <button type="button" tabIndex={tab} data-act="accept" onClick={() => void load.accept([id], true)}>
            {acceptWords(problem.code)}
          </button>
        )}
        <button
          type="button"
          tabIndex={tab}
          data-act="leaveOut"
          title="这一行不载入"
          onClick={() => void load.leaveOut([row], true)}
        >
          排除
        </button>
      </span>
      {edited !== null && (
        <RostersFix load={load} edited={edited} fields={fields} key={`${edited.code} ${edited.field}`} />
      )}
    </li>
  );
});
