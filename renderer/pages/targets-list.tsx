import type { TargetProfile } from '../../shared/target-profile';
import { useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { comparedLimit, type TargetsStore } from './targets-store';
import { versionText } from './targets-words';

interface TargetsListProps {
  readonly store: TargetsStore;
  /** The bureau's own first. */
  readonly profiles: readonly TargetProfile[];
  readonly shown: string | null;
}

/** All profiles: one is looked at, up to four are ticked to be compared. */
export function TargetsList({ store, profiles, shown }: TargetsListProps) {
  const { session, own, compared, view, draft } = useList(store);
  const isOwn = ({ id }: TargetProfile) => own.some((each) => each.id === id);
  const groups = [
    { title: '本单位的', members: profiles.filter(isOwn) },
    { title: '程序自带的', members: profiles.filter((profile) => !isOwn(profile)) },
  ];
  return (
    <nav className="targets-list" aria-label="目标方案">
      {draft !== null && (
        <button
          type="button"
          className="targets-unsaved"
          aria-current={view === 'edit' ? 'true' : undefined}
          data-testid="targets-resume"
          onClick={() => store.view('edit')}
        >
          正在编辑：{draft.head.name.trim() === '' ? '新方案' : draft.head.name}
          <span>还没有保存</span>
        </button>
      )}
      <button
        type="button"
        disabled={compared.length < 2}
        aria-current={view === 'compare' ? 'true' : undefined}
        data-testid="targets-compare"
        onClick={() => store.view('compare')}
      >
        对照勾选的方案（{compared.length}/{comparedLimit}）
      </button>
      {groups.map(({ title, members }) => (
        <section key={title}>
          <h2>{title}</h2>
          {members.length === 0 && <p className="targets-none">还没有。打开一个自带的，点「以此新建」。</p>}
          <ul>
            {members.map((profile) => (
              <Member
                key={profile.id}
                store={store}
                profile={profile}
                own={isOwn(profile)}
                current={view === 'one' && profile.id === shown}
                chosen={compared.includes(profile.id)}
                full={compared.length === comparedLimit}
                place={session.indexOf(profile.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function useList(store: TargetsStore) {
  const { collection } = useSubmission();
  const { own, compared, view, draft } = useValue(store.state);
  return { session: collection.targetProfiles, own: own ?? [], compared, view, draft };
}

interface MemberProps {
  readonly store: TargetsStore;
  readonly profile: TargetProfile;
  readonly own: boolean;
  readonly current: boolean;
  readonly chosen: boolean;
  /** As many as fit are ticked. */
  readonly full: boolean;
  /** Which one it is among those of the round; -1 of none. */
  readonly place: number;
}

function Member({ store, profile, own, current, chosen, full, place }: MemberProps) {
  const { id, name, level, thresholds } = profile;
  return (
    <li>
      <input
        type="checkbox"
        aria-label={`对照 ${name}${own ? ` ${versionText(profile)}` : ''}`}
        title="勾选后并排对照"
        checked={chosen}
        disabled={full && !chosen}
        data-testid={`compare-${id}`}
        onChange={(event) => store.compare(id, event.target.checked)}
      />
      <button
        type="button"
        className="targets-member"
        aria-current={current ? 'true' : undefined}
        data-testid={`targets-${id}`}
        onClick={() => store.show(id)}
      >
        <span className="targets-name">{name}</span>
        <span className="targets-facts">
          {[own ? versionText(profile) : null, level, `${thresholds.length} 条`]
            .filter((fact) => fact !== null && fact !== undefined)
            .join(' · ')}
          {place >= 0 && <span className="targets-used">本次年报采用</span>}
        </span>
      </button>
    </li>
  );
}
