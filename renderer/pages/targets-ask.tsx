import type { TargetProfile } from '../../shared/target-profile';
import { Dialog } from '../components/dialog';
import { useApp, useSubmission } from '../store/context';
import type { TargetsStore } from './targets-store';
import { versionText } from './targets-words';

/** What she is asked before something is lost. */
export type Question =
  { readonly kind: 'remove' } | { readonly kind: 'replace'; readonly as: 'new' | 'version' };

interface TargetsAskProps {
  readonly store: TargetsStore;
  readonly profile: TargetProfile;
  readonly asked: Question;
  readonly onClose: () => void;
}

export function TargetsAsk({ store, profile, asked, onClose }: TargetsAskProps) {
  const { notices } = useApp();
  const { school } = useSubmission();

  async function remove() {
    onClose();
    if (await store.remove(profile.id)) notices.tell(`已删除「${profile.name}」${versionText(profile)}。`);
  }

  if (asked.kind === 'remove')
    return (
      <Dialog title="删除目标方案" onClose={onClose}>
        <p>
          删除「{profile.name}」{versionText(profile)}？删除后不能恢复；以后还要用，请先导出文件。
        </p>
        <footer>
          <button type="button" data-focus-first onClick={onClose}>
            不删除
          </button>
          <button
            type="button"
            className="primary"
            data-testid="targets-confirm-remove"
            onClick={() => void remove()}
          >
            删除
          </button>
        </footer>
      </Dialog>
    );
  return (
    <Dialog title="有一份方案还没有保存" onClose={onClose}>
      <p>先前编辑的方案还没有保存。可以回去接着编辑，也可以放弃它。</p>
      <footer>
        <button
          type="button"
          onClick={() => {
            onClose();
            store.begin(profile, asked.as, school.county);
          }}
        >
          放弃先前的
        </button>
        <button
          type="button"
          className="primary"
          data-focus-first
          onClick={() => {
            onClose();
            store.view('edit');
          }}
        >
          接着编辑先前的
        </button>
      </footer>
    </Dialog>
  );
}
