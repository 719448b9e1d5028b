import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../shared/error';
import type { BackupItem, BackupList } from '../../shared/ipc-backup';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { focusLater } from '../components/focus-later';
import { usePageFocus } from '../components/page-focus';
import { WayBack } from '../components/way-back';
import { useApp } from '../store/context';
import { BackupsAside } from './backups-aside';
import { BackupsDetails } from './backups-details';
import { BackupsFolder } from './backups-folder';
import { placeWords, reasonWords, sameCopy, sizeWords, timeWords } from './backups-words';
import '../styles/backups.css';

/** 备份与恢复: which copies there are, what is in them, and putting one back. */
export function BackupsPage() {
  usePageFocus();
  const { call, session, notices } = useApp();
  const [list, setList] = useState<BackupList | null>(null);
  const [opened, setOpened] = useState<BackupItem | null>(null);
  const [chosen, setChosen] = useState<BackupItem | null>(null);
  const [refused, setRefused] = useState<AppError | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [callable, setCallable] = useState(false);
  const { practice } = session.start;
  const makeButton = useRef<HTMLButtonElement>(null);
  const fileButton = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (practice) return;
    void call('backup.list', null).then(setList, (thrown: unknown) => setRefused(errorOf(thrown)));
  }, [call, practice]);

  async function doing(words: string, act: () => Promise<void>, canCancel = false) {
    setBusy(words);
    setCallable(canCancel);
    setRefused(null);
    try {
      await act();
    } catch (thrown) {
      const error = errorOf(thrown);
      if (error.code === 'work.cancelled') notices.tell('已取消，没有做成的备份没有留下。');
      else setRefused(error);
    }
    await call('backup.list', null).then(setList, () => undefined);
    setBusy(null);
  }

  function cancel() {
    setCallable(false);
    setBusy('正在取消……');
    void call('backup.cancel', null).catch(() => undefined);
  }

  async function make() {
    await doing(
      '正在备份……',
      async () => {
        await session.saveNow();
        const made = await call('backup.make', null);
        setChosen(made);
        notices.tell(`已备份（${sizeWords(made.bytes)}），并读回核对无误。`);
      },
      true,
    );
    focusLater(makeButton);
  }

  async function openFile() {
    await doing('正在读取文件……', async () => {
      const found = await call('backup.chooseFile', null);
      if (found === null) return;
      setOpened(found);
      setChosen(found);
    });
    focusLater(fileButton);
  }

  const items = [...(opened === null ? [] : [opened]), ...(list?.items ?? [])];
  const shown = chosen ?? items[0] ?? null;
  return (
    <div className="page backups">
      <header className="backups-head">
        <h1>备份与恢复</h1>
        {!practice && (
          <p>
            定稿、导出正式文件、程序升级前和使用中都会自动备份；每份都读回核对过。太旧的会自动清理，最近的一份总在。
          </p>
        )}
        <div className="card-buttons">
          <WayBack />
          {!practice && (
            <>
              <button
                type="button"
                ref={fileButton}
                data-testid="backups-file"
                disabled={busy !== null}
                onClick={() => void openFile()}
              >
                从文件恢复…
              </button>
              <button
                type="button"
                className="primary"
                ref={makeButton}
                data-testid="backups-make"
                disabled={busy !== null}
                onClick={() => void make()}
              >
                立即备份
              </button>
            </>
          )}
        </div>
      </header>
      {busy !== null && (
        <p className="backups-note" role="status">
          {busy}{' '}
          {callable && (
            <button type="button" data-testid="backups-cancel" onClick={cancel}>
              取消
            </button>
          )}
        </p>
      )}
      {refused !== null && (
        <p className="card-problem" role="alert" data-testid="backups-refused">
          {errorSentence(refused)}
        </p>
      )}
      {list !== null && list.trouble !== null && (
        <p className="card-problem" role="alert" data-testid="backups-trouble-here">
          {errorSentence(list.trouble)}
        </p>
      )}
      {list !== null && <BackupsFolder list={list} busy={busy !== null} doing={doing} onList={setList} />}
      {!practice && <BackupsAside call={call} />}
      {practice && (
        <p className="backups-empty" data-testid="backups-practice">
          示例数据不备份：现在打开的是示例学校，里面的数都是编的。真实数据的备份都在，点窗口上方的「退出练习」，回到自己的数据以后再来这里备份和恢复。
        </p>
      )}
      {list !== null && items.length === 0 && (
        <p className="backups-empty" data-testid="backups-empty">
          还没有备份。填了数以后程序会自动备份；现在就要一份，点「立即备份」。换了电脑，点「从文件恢复…」选择
          U 盘里的备份文件。
        </p>
      )}
      {items.length > 0 && (
        <div className="backups-columns">
          <ul className="backups-list" aria-label="备份" data-testid="backups-list">
            {items.map((item) => (
              <li key={`${item.place} ${item.name}`}>
                <button
                  type="button"
                  aria-current={sameCopy(shown, item) || undefined}
                  onClick={() => setChosen(item)}
                >
                  <strong>{item.place === 'file' ? item.name : timeWords(item.at)}</strong>
                  <span>{reasonWords(item)}</span>
                  <span className="backups-size">
                    {placeWords[item.place]} · {sizeWords(item.bytes)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {shown !== null && <BackupsDetails key={`${shown.place} ${shown.name}`} item={shown} />}
        </div>
      )}
    </div>
  );
}
