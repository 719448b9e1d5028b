import type { StagedRoster } from '../../shared/roster/staged';
import type { RosterLoad } from '../store/roster-load-state';
import { RosterWho } from './rosters-problems-group';
import { tableName } from './rosters-map-view';
import { acceptWords, problemKinds } from './rosters-problems-words';

interface RostersHandledProps {
  readonly load: RosterLoad;
  readonly staged: StagedRoster;
}

/** What was left out or accepted, to be taken back one by one. */
export function RostersHandled({ load, staged }: RostersHandledProps) {
  const rows = new Set<number>();
  const out = staged.problems.filter(({ leftOut, row }) => leftOut && !rows.has(row) && rows.add(row));
  const accepted = staged.problems.filter((problem) => problem.accepted && !problem.leftOut);
  if (out.length + accepted.length === 0) return null;
  return (
    <details className="rosters-handled" data-testid="rosters-handled">
      <summary>
        已排除 {staged.leftOut} 行，已确认 {accepted.length} 处
      </summary>
      <ul>
        {out.map((problem) => (
          <li key={`out ${problem.row}`}>
            <span className="rosters-place">
              {tableName(problem)} 第 {problem.line} 行
            </span>
            <RosterWho problem={problem} />
            <span>已排除（{problemKinds[problem.code]}）</span>
            <button type="button" data-act="takeIn" onClick={() => void load.leaveOut([problem.row], false)}>
              恢复
            </button>
          </li>
        ))}
        {accepted.map((problem) => (
          <li key={problem.id}>
            <span className="rosters-place">
              {tableName(problem)} 第 {problem.line} 行
            </span>
            <RosterWho problem={problem} />
            <span>
              已{acceptWords(problem.code)}（{problemKinds[problem.code]}）
            </span>
            <button type="button" data-act="doubt" onClick={() => void load.accept([problem.id], false)}>
              取消确认
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
