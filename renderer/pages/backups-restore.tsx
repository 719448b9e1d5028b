import { useState } from 'react';
import type { AppError } from '../../shared/error';
import type { BackupComparison, BackupContents, BackupItem } from '../../shared/ipc-backup';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { useApp } from '../store/context';
import { forgetRestored, rememberRestored } from './backups-restored';
import { lostWords, schoolsWords, timeWords } from './backups-words';

interface BackupsRestoreProps {
  readonly item: BackupItem;
  readonly contents: BackupContents;
  readonly comparison: BackupComparison;
  readonly onClose: () => void;
}

/** Asks before the copy takes the place of what is there, and says what that does. */
export function BackupsRestore({ item, contents, comparison, onClose }: BackupsRestoreProps) {
  const { call, session } = useApp();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const { total, lostFinals, people } = comparison;
  const isEmpty = session.state.get().submission === null;
  // A file of hers is known by what is in it; when it was copied says nothing.
  const at = item.place === 'file' ? (contents.lastChangeAt ?? item.at) : item.at;

  async function restore() {
    setBusy(true);
    setRefused(null);
    try {
      if (!(await session.saveNow())) throw new Error('not saved');
      rememberRestored({ at }, false);
      await call('backup.restore', { place: item.place, name: item.name });
    } catch (thrown) {
      forgetRestored();
      setRefused(errorOf(thrown));
      setBusy(false);
    }
  }

  return (
    <Dialog title={`恢复到 ${timeWords(at)}`} onClose={busy ? () => undefined : onClose}>
      <div className="consequences" data-testid="backups-ask">
        {isEmpty ? (
          <Brought contents={contents} />
        ) : (
          <ul className="backups-consequences">
            <li>
              {total === 0
                ? '已填的格与现在完全相同。'
                : `有 ${total} 格会变回当时的数，那以后填的、改的不再在表里。`}
            </li>
            {lostFinals.map((lost, index) => (
              <li key={index} className="backups-lost">
                {lostWords(lost)}
              </li>
            ))}
            {people.then !== people.now && (
              <li>
                名册会从 {people.now} 人变回 {people.then} 人。
              </li>
            )}
            <li>说明、已核对标记、学校档案、人员和密码也一并回到当时。</li>
            <li>修改记录也回到当时：那以后的记录只留在「恢复前的数据」里。</li>
            <li>现在的数据会先存为一份备份（「恢复前的数据」），需要时可以再恢复回来。</li>
          </ul>
        )}
        {refused !== null && (
          <p className="card-problem" role="alert" data-testid="backups-restore-refused">
            {errorSentence(refused)}
          </p>
        )}
        {busy && (
          <p role="status">
            {isEmpty ? '正在恢复，请稍候，不要关机……' : '正在备份现在的数据并恢复，请稍候，不要关机……'}
          </p>
        )}
      </div>
      <footer>
        <button type="button" disabled={busy} data-focus-first onClick={onClose}>
          不恢复
        </button>
        <button
          type="button"
          className="primary"
          disabled={busy}
          data-testid="backups-restore-yes"
          onClick={() => void restore()}
        >
          恢复
        </button>
      </footer>
    </Dialog>
  );
}

/** Where there is nothing that it could take away. */
function Brought({ contents }: Pick<BackupsRestoreProps, 'contents'>) {
  const { people, submissions } = contents;
  return (
    <>
      <p>
        这台电脑上还没有数据。将装入：
        {submissions.length === 0 ? '没有报表的备份' : schoolsWords(contents)}
        {people > 0 && `，名册 ${people} 人`}。
      </p>
      <p>人员和密码也和备份里的一样。</p>
    </>
  );
}
