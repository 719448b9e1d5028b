import type { ImportedTargets } from '../../shared/ipc-figures';
import { Dialog } from '../components/dialog';
import { useApp } from '../store/context';
import type { TargetsStore } from './targets-store';

interface TargetsOfferProps {
  readonly store: TargetsStore;
  readonly offered: ImportedTargets;
}

/** A file that says something else under the id of a profile that is here: nothing is overwritten. */
export function TargetsOffer({ store, offered }: TargetsOfferProps) {
  const { notices } = useApp();
  const { fileName, profile } = offered;

  async function take() {
    const saved = await store.answer(true);
    if (saved !== null) notices.tell(`已存为「${saved.name}」第 ${saved.version} 版。`);
  }

  return (
    <Dialog title="内容不同的目标方案" onClose={() => void store.answer(false)}>
      <p>
        {fileName} 与这台电脑上的「{profile.name}
        」编号相同，内容不同。已有的版本不会改动；要用文件里的内容，就存为新的一版。
      </p>
      <footer>
        <button type="button" onClick={() => void store.answer(false)}>
          不导入
        </button>
        <button
          type="button"
          className="primary"
          data-focus-first
          data-testid="targets-take"
          onClick={() => void take()}
        >
          存为第 {profile.version} 版
        </button>
      </footer>
    </Dialog>
  );
}
