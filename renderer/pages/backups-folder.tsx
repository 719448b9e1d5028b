import { useState } from 'react';
import type { BackupList } from '../../shared/ipc-backup';
import { Dialog } from '../components/dialog';
import { access } from '../store/access';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import { sizeWords } from './backups-words';

interface BackupsFolderProps {
  readonly list: BackupList;
  readonly busy: boolean;
  readonly doing: (words: string, act: () => Promise<void>, canCancel?: boolean) => Promise<void>;
  readonly onList: (list: BackupList) => void;
}

/** Where copies are, and a second place for them. */
export function BackupsFolder({ list, busy, doing, onList }: BackupsFolderProps) {
  const { call, session, notices } = useApp();
  const [asking, setAsking] = useState(false);
  const { folder, chosen, bytes, limit } = list;
  const { sealed } = useValue(access) ?? session.start.access;

  const show = (which: 'own' | 'chosen') =>
    void doing('正在打开文件夹……', async () => void (await call('backup.showFolder', which)));

  const choose = () =>
    doing(
      '正在备份到所选文件夹……',
      async () => {
        setAsking(false);
        await session.saveNow();
        const found = await call('backup.chooseFolder', null);
        if (found === null) return;
        onList(found);
        if (found.trouble === null) notices.tell('已备份到所选文件夹，以后每次备份都会另存一份到那里。');
      },
      true,
    );

  const forget = () =>
    doing('正在更改……', async () => {
      onList(await call('backup.forgetFolder', null));
      notices.tell('不再另存。那里已有的备份没有删除。');
    });

  return (
    <dl className="backups-places">
      <dt>本机</dt>
      <dd>
        <span className="backups-path">{folder}</span>
        <span className="backups-size">
          {bytes > 0 && `共 ${sizeWords(bytes)}，`}最多 {sizeWords(limit)}
        </span>
        <button type="button" disabled={list.items.length === 0} onClick={() => show('own')}>
          打开文件夹
        </button>
      </dd>
      <dt>另存</dt>
      <dd>
        {chosen === null ? (
          <>
            <span>只在本机有备份。电脑坏了、丢了就没有了，建议再备份到 U 盘。</span>
            <button
              type="button"
              data-testid="backups-folder"
              disabled={busy}
              onClick={() => setAsking(true)}
            >
              备份到文件夹或 U 盘…
            </button>
          </>
        ) : (
          <>
            <span className="backups-path" data-testid="backups-chosen">
              {chosen.folder}
              {chosen.reachable ? '' : '（现在找不到，插好 U 盘后点「立即备份」）'}
            </span>
            <button type="button" disabled={!chosen.reachable} onClick={() => show('chosen')}>
              打开文件夹
            </button>
            <button
              type="button"
              data-testid="backups-folder"
              disabled={busy}
              onClick={() => setAsking(true)}
            >
              换一个…
            </button>
            <button type="button" data-testid="backups-forget" disabled={busy} onClick={() => void forget()}>
              不再另存
            </button>
          </>
        )}
      </dd>
      {asking && (
        <Dialog title="备份到文件夹或 U 盘" onClose={() => setAsking(false)}>
          <div className="consequences">
            <p>选好以后马上备份一份到那里，以后每次备份都另存一份；U 盘没插时只存本机，会提示您。</p>
            <p className={sealed ? undefined : 'backups-lost'}>
              {sealed
                ? '备份里有名册和台账，其中的个人信息已经用密码加密；忘了密码，备份也打不开。'
                : '备份里有名册和台账：学生、教师的姓名和证件号，没有加密。请用专门的 U 盘并妥善保管，不要放进公用电脑、网盘或微信群。'}
            </p>
          </div>
          <footer>
            <button type="button" onClick={() => setAsking(false)}>
              取消
            </button>
            <button
              type="button"
              className="primary"
              data-focus-first
              data-testid="backups-folder-yes"
              onClick={() => void choose()}
            >
              选择文件夹…
            </button>
          </footer>
        </Dialog>
      )}
    </dl>
  );
}
