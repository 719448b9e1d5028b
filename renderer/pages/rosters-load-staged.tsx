import { useEffect, useRef } from 'react';
import type { StagedRoster } from '../../shared/roster/staged';
import { rosterOf } from '../../shared/roster/definition';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { rosterListFor } from '../store/roster-load-list';
import { listed } from '../store/roster-load-order';
import type { RosterLoad, RosterLoadState } from '../store/roster-load-state';
import { RostersDiscard } from './rosters-load-discard';
import { hindrance } from './rosters-load-hindrance';
import { RostersMap } from './rosters-map';
import { RostersNotices } from './rosters-load-notices';
import { RostersProblems } from './rosters-problems';
import { kindNames, peopleWords, replacedWords } from './rosters-problems-words';

interface RostersStagedProps {
  readonly load: RosterLoad;
  readonly state: RosterLoadState;
  readonly staged: StagedRoster;
}

/** What was read and is not stored yet: its columns, what is wrong with its rows, and the way to store it. */
export function RostersStaged({ load, state, staged }: RostersStagedProps) {
  const { kind, tables, rows, leftOut } = staged;
  const { undoes, busy, told } = state;
  const used = tables.filter((table) => table.used);

  function onKeyDown(event: React.KeyboardEvent) {
    const isField =
      event.target instanceof HTMLElement && event.target.matches('input:not([type=checkbox]), select');
    if (isField || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    if (event.key.toLowerCase() !== 'z' || undoes === null) return;
    event.preventDefault();
    void load.undo();
  }

  return (
    <div className="rosters-staged" data-kind={kind} data-testid="rosters-staged" onKeyDown={onKeyDown}>
      <header className="rosters-staged-head">
        <h2>
          正在载入{kindNames[kind]}
          <span>
            {used.length} 张表，{rows} 行{leftOut > 0 && `，排除 ${leftOut} 行`}
          </span>
        </h2>
        <div className="card-buttons">
          {undoes !== null && (
            <button type="button" data-testid="rosters-undo" onClick={() => void load.undo()}>
              撤销「{undoes}」 <kbd>Ctrl+Z</kbd>
            </button>
          )}
          <RostersDiscard load={load} />
        </div>
      </header>
      <RostersNotices staged={staged} />
      <RostersMap load={load} staged={staged} fields={state.fields} key={staged.stagedId} />
      <RostersProblems load={load} state={state} staged={staged} />
      <p className="for-readers" role="status">
        {told}
      </p>
      <Foot load={load} staged={staged} busy={busy} />
    </div>
  );
}

interface FootProps {
  readonly load: RosterLoad;
  readonly staged: StagedRoster;
  readonly busy: RosterLoadState['busy'];
}

/** Stores the roster; while something is left to do it says what, and leads there. */
function Foot({ load, staged, busy }: FootProps) {
  const { call, navigation, notices } = useApp();
  const { id } = useValue(useSubmission().submission);
  const known = useValue(rosterListFor(call).state);
  const replaces = known.submissionId === id ? replacedWords(known.rosters ?? [], staged.kind) : '';
  const left = hindrance(staged);
  const saveButton = useRef<HTMLButtonElement>(null);
  const isDone = left === null;
  useEffect(() => {
    // The last problem took the focus along; what comes next is saving.
    if (isDone && document.activeElement === document.body) saveButton.current?.focus();
  }, [isDone]);

  async function save() {
    const { kind } = staged;
    const people = await load.save();
    if (people === null) return;
    notices.tell(`已保存${kindNames[kind]}：${peopleWords(rosterOf(kind), people)}。`);
    navigation.go({ name: 'rosters', part: 'fill' });
  }

  function goToLeft() {
    const first = listed(staged.problems, null)[0];
    if (left?.in === 'problems' && first !== undefined) {
      load.choose(null);
      load.goTo(first.id);
    }
    const place = left?.in === 'map' ? '.rosters-map' : '.rosters-problems';
    const control = document.querySelector<HTMLElement>(`${place} [data-begin]`);
    control?.focus();
    control?.scrollIntoView({ block: 'center' });
  }

  return (
    <footer className="rosters-foot">
      <p data-testid="rosters-left" data-done={isDone || undefined}>
        {left?.sentence ??
          `可以保存了：${peopleWords(rosterOf(staged.kind), staged.rows - staged.leftOut)}。保存后列出会填哪些数，您点「填入」才改动报表。`}
        {replaces !== '' && (
          <strong className="rosters-replaces" data-testid="rosters-replaces">
            {replaces}
          </strong>
        )}
      </p>
      {left !== null && (
        <button type="button" data-testid="rosters-go-left" onClick={goToLeft}>
          去处理
        </button>
      )}
      <button
        ref={saveButton}
        type="button"
        className="primary"
        data-begin={isDone || undefined}
        data-testid="rosters-save"
        disabled={!isDone || busy === 'saving'}
        onClick={() => void save()}
      >
        {busy === 'saving' ? '正在保存…' : '保存名册'}
      </button>
    </footer>
  );
}
