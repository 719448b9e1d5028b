import { useEffect } from 'react';
import { errorSentence } from '../../shared/messages';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import { TargetsCompare } from './targets-compare-view';
import { TargetsEdit } from './targets-edit';
import { TargetsList } from './targets-list';
import { TargetsOffer } from './targets-offer';
import { targetsStoreFor } from './targets-store';
import { TargetsView } from './targets-view';
import { inReadingOrder } from './targets-words';
import '../styles/targets.css';

/** 目标方案: the program's target profiles and the bureau's own; look, compare, make one, send one on. */
export function TargetsPage() {
  const { call, session, navigation, notices } = useApp();
  const { definitions } = session;
  const store = targetsStoreFor(call);
  const { own, shown, view, draft, compared, refused, busy, offered } = useValue(store.state);
  useEffect(() => void store.load(), [store]);

  const profiles = [...(own ?? []), ...inReadingOrder(definitions.targetProfiles)];
  const profile = profiles.find(({ id }) => id === shown) ?? profiles[0];
  const isEditing = view === 'edit' && draft !== null;
  const chosen = compared.flatMap((id) => profiles.find((each) => each.id === id) ?? []);

  async function read() {
    const outcome = await store.import();
    if (outcome === null || outcome.outcome === 'differs') return;
    const { name, version } = outcome.profile;
    notices.tell(
      outcome.outcome === 'saved'
        ? `已导入「${name}」第 ${version} 版。`
        : `「${name}」第 ${version} 版已经在这台电脑上，内容相同，没有重复保存。`,
    );
  }

  return (
    <div className="page targets" data-view={view}>
      <header className="targets-head">
        <h1>目标方案</h1>
        <p>
          目标责任书的目标值。自带的不能改，可以照着建一份本单位的；保存过的版本不再变，修改另存为下一版。
        </p>
        <div className="card-buttons">
          <button
            type="button"
            data-testid="targets-back"
            onClick={() => navigation.go({ name: 'indicators' })}
          >
            返回指标
          </button>
          <button type="button" disabled={busy} data-testid="targets-import" onClick={() => void read()}>
            导入文件…
          </button>
        </div>
      </header>
      {refused !== null && (
        <p className="card-problem" role="alert" data-testid="targets-refused">
          {errorSentence(refused)}
        </p>
      )}
      <div className="targets-columns">
        {!isEditing && <TargetsList store={store} profiles={profiles} shown={profile?.id ?? null} />}
        {isEditing ? (
          <TargetsEdit store={store} draft={draft} />
        ) : view === 'compare' && chosen.length > 1 ? (
          <TargetsCompare store={store} profiles={chosen} />
        ) : (
          profile !== undefined && <TargetsView key={profile.id} store={store} profile={profile} />
        )}
      </div>
      {offered !== null && <TargetsOffer store={store} offered={offered} />}
    </div>
  );
}
