import { useEffect, useMemo, useRef } from 'react';
import type { StagedRoster } from '../../shared/roster/staged';
import { problemOrder, openGroups, stepProblem } from '../store/roster-load-order';
import type { RosterLoad, RosterLoadState } from '../store/roster-load-state';
import { RosterProblemGroup } from './rosters-problems-group';
import { RostersHandled } from './rosters-problems-handled';
import { problemKinds } from './rosters-problems-words';
import '../styles/rosters-load-problems.css';

interface RostersProblemsProps {
  readonly load: RosterLoad;
  readonly state: RosterLoadState;
  readonly staged: StagedRoster;
}

/** How far PageUp and PageDown go. */
const page = 10;

/** What is wrong with the rows, kind by kind; the arrows go from one to the next, and letters deal with it. */
export function RostersProblems({ load, state, staged }: RostersProblemsProps) {
  const { filter, current, edited } = state;
  const { problems, open } = staged;
  const groups = useMemo(() => openGroups(problems, filter), [problems, filter]);
  const total = Object.values(open).reduce((sum, each) => sum + each, 0);
  const told = groups.reduce((sum, group) => sum + group.problems.length, 0);
  const list = useRef<HTMLDivElement>(null);
  useCursor(list, current, problems, edited !== null);

  function onKeyDown(event: React.KeyboardEvent) {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || target.closest('.rosters-fix') !== null) return;
    if (target.closest('[data-problem]') === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Readonly<Record<string, number>> = {
      ...{ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page },
      ...{ Home: -Infinity, End: Infinity },
    };
    const step = steps[key];
    const problem = problems.find(({ id }) => id === current);
    if (step !== undefined) focusProblem(list.current, stepProblem(problems, filter, current, step));
    else if (problem === undefined) return;
    else if (key === 'Enter' && target.matches('[data-problem]')) void load.edit(problem);
    else if (key === 'Delete') void load.leaveOut([problem.row], true);
    else if (key.toLowerCase() === 'y' && problem.severity === 'doubt') void load.accept([problem.id], true);
    else return;
    event.preventDefault();
  }

  // Without the columns that are needed little can be wrong: that is no praise.
  if (problems.length === 0 && !staged.ready) return null;
  if (problems.length === 0)
    return (
      <p className="rosters-good" data-testid="rosters-no-problems">
        逐行检查过，没有发现问题。
      </p>
    );
  return (
    <section className="rosters-problems" aria-labelledby="rosters-problems-title">
      <header>
        <h3 id="rosters-problems-title">{total === 0 ? '问题都处理完了' : `要处理的问题 ${total} 处`}</h3>
        {total > 0 && (
          <p className="rosters-keys">
            <span>
              <kbd>↑</kbd> <kbd>↓</kbd> 逐条看
            </span>
            <span>
              <kbd>Enter</kbd> 改正
            </span>
            <span>
              <kbd>Delete</kbd> 排除这一行
            </span>
            <span>
              <kbd>Y</kbd> 确认
            </span>
          </p>
        )}
      </header>
      {total > 0 && <Filter load={load} filter={filter} open={open} total={total} />}
      <div ref={list} className="rosters-problem-list" onKeyDown={onKeyDown}>
        {groups.map((group) => (
          <RosterProblemGroup
            key={group.code}
            load={load}
            group={group}
            count={open[group.code] ?? group.problems.length}
            current={current}
            edited={edited}
            fields={state.fields}
          />
        ))}
      </div>
      {filter === null && told < total && (
        <p className="rosters-quiet" data-testid="rosters-more">
          先列出 {told} 处，处理一些以后接着列出其余的。很多行都有同一种问题时，多半是上面的栏目对照不对。
        </p>
      )}
      <RostersHandled load={load} staged={staged} />
    </section>
  );
}

/**
 * Which makes it the one that the keys act on. At once: after the next frame she may be typing in a row that she has
 * opened meanwhile.
 */
function focusProblem(list: HTMLElement | null, id: string | null) {
  const rows = list?.querySelectorAll<HTMLElement>('[data-problem]') ?? [];
  [...rows].find((row) => row.dataset['problem'] === id)?.focus();
}

/** What was dealt with takes the focus along when it goes: then it is put on the next one. */
function useCursor(
  list: React.RefObject<HTMLDivElement | null>,
  current: string | null,
  problems: readonly unknown[],
  isEditing: boolean,
) {
  const before = useRef(problems);
  useEffect(() => {
    const changed = before.current !== problems;
    before.current = problems;
    if (isEditing || document.activeElement !== document.body) return;
    if (changed || current !== null)
      list.current?.querySelector<HTMLElement>('[data-problem][tabindex="0"]')?.focus();
  }, [list, current, problems, isEditing]);
}

interface FilterProps {
  readonly load: RosterLoad;
  readonly filter: RosterLoadState['filter'];
  readonly open: StagedRoster['open'];
  readonly total: number;
}

function Filter({ load, filter, open, total }: FilterProps) {
  const kinds = problemOrder.filter((code) => (open[code] ?? 0) > 0);
  if (kinds.length < 2) return null;
  return (
    <div className="rosters-filter" role="group" aria-label="只看一种问题">
      <button type="button" aria-pressed={filter === null} onClick={() => load.choose(null)}>
        全部 {total}
      </button>
      {kinds.map((code) => (
        <button
          key={code}
          type="button"
          aria-pressed={filter === code}
          data-testid={`rosters-filter-${code}`}
          onClick={() => load.choose(code)}
        >
          {problemKinds[code]} {open[code]}
        </button>
      ))}
    </div>
  );
}
