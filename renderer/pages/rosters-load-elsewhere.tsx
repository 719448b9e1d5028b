import type { StagedRoster } from '../../shared/roster/staged';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import type { LoadedFor, RosterLoad } from '../store/roster-load-state';
import { kindNames } from './rosters-problems-words';
import { RostersDiscard } from './rosters-load-discard';

interface RostersElsewhereProps {
  readonly load: RosterLoad;
  readonly loadedFor: LoadedFor;
  readonly staged: StagedRoster;
}

/** The files that are being loaded belong to another school or year: they wait there, and are never stored here. */
export function RostersElsewhere({ load, loadedFor, staged }: RostersElsewhereProps) {
  const { session } = useApp();
  const { schools, collections } = useValue(session.state);
  const { school, round, schoolId, collectionId } = loadedFor;
  const isThere =
    schools.some(({ id }) => id === schoolId) && collections.some(({ id }) => id === collectionId);
  return (
    <div className="rosters-card" data-testid="rosters-elsewhere">
      <p>
        {`「${school}」${round}的${kindNames[staged.kind]}（${staged.rows} 行）正在载入，还没有保存。请先回到那里保存或放弃，再载入别的名册。`}
      </p>
      <div className="card-buttons">
        <button
          type="button"
          className="primary"
          data-begin
          data-testid="rosters-go-back"
          disabled={!isThere}
          onClick={() => void session.open(schoolId, collectionId)}
        >
          回到「{school}」
        </button>
        <RostersDiscard load={load} />
      </div>
    </div>
  );
}
