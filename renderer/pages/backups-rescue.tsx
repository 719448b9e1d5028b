import { useEffect, useState } from 'react';
import type { AppError } from '../../shared/error';
import type { BackupContents, BackupItem } from '../../shared/ipc-backup';
import { errorSentence } from '../../shared/messages';
import { type Call, errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { forgetRestored, rememberRestored } from './backups-restored';
import { contentsWords, placeWords, reasonWords, sameCopy, timeWords } from './backups-words';
import '../styles/backups.css';

interface BackupsRescueProps {
  readonly call: Call;
  /** There is no database at all. */
  readonly missing: boolean;
}

interface Looked {
  readonly item: BackupItem;
  readonly contents: BackupContents;
}

/** Where the database cannot be opened: the newest good copy, and the others. */
export function BackupsRescue({ call, missing }: BackupsRescueProps) {
  const [inside, setInside] = useState<ReadonlyMap<string, BackupContents>>(new Map());
  const [items, setItems] = useState<readonly BackupItem[] | null>(null);
  const [best, setBest] = useState<Looked | null>(null);
  const [looking, setLooking] = useState(true);
  const [tried, setTried] = useState(0);
  const [refused, setRefused] = useState<AppError | null>(null);
  /** Why the last try, or the last copy, came to nothing. */
  const [before, setBefore] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);

  useEffect(() => {
    void (async () => {
      try {
        const list = await call('backup.list', null);
        setItems(list.items);
        setBefore(list.trouble?.code.startsWith('backup.') === true ? list.trouble : null);
        const found = await newestGood(call, list.items, setTried);
        // A file that she opened meanwhile is what she wants.
        setBest((chosen) => chosen ?? found);
      } catch (thrown) {
        setRefused(errorOf(thrown));
      }
      setLooking(false);
    })();
  }, [call]);

  const others = (items ?? []).filter((item) => best === null || !sameCopy(best.item, item));

  /** Copies are many and on a slow stick: what is in the others is read one after the other once she asks for them. */
  async function lookInto() {
    for (const item of others) {
      if (inside.has(keyOf(item))) continue;
      try {
        const contents = await call('backup.contents', { place: item.place, name: item.name });
        setInside((before) => new Map(before).set(keyOf(item), contents));
      } catch {
        // Restoring it says why it cannot be read.
      }
    }
  }

  async function doing(act: () => Promise<unknown>) {
    setBusy(true);
    setRefused(null);
    try {
      await act();
    } catch (thrown) {
      forgetRestored();
      setRefused(errorOf(thrown));
    }
    setBusy(false);
  }

  const restore = (item: BackupItem) =>
    doing(() => {
      rememberRestored(item, !missing);
      return call('backup.restore', { place: item.place, name: item.name });
    });

  const openFile = () =>
    doing(async () => {
      const item = await call('backup.chooseFile', null);
      if (item === null) return;
      const contents = await call('backup.contents', { place: item.place, name: item.name });
      setBest({ item, contents });
    });

  return (
    <section className="backups-rescue" aria-labelledby="backups-rescue">
      <h2 id="backups-rescue">从备份恢复</h2>
      {refused !== null && (
        <p className="card-problem" role="alert" data-testid="rescue-refused">
          {errorSentence(refused)}
        </p>
      )}
      {refused === null && before !== null && (
        <p className="card-problem" role="status" data-testid="rescue-before">
          上一次没有做成：{errorSentence(before)}
        </p>
      )}
      {looking && (
        <p role="status">
          正在找最近一份完好的备份……
          {tried > 1 && `已看到第 ${tried} 份，共 ${items?.length ?? 0} 份`}
        </p>
      )}
      {!looking && best === null && (
        <p data-testid="rescue-none">没有找到完好的备份。U 盘里有备份的，点「从文件恢复…」。</p>
      )}
      {best !== null && (
        <div className="backups-best" data-testid="rescue-best">
          <p>
            <strong>
              {best.item.place === 'file'
                ? `所选文件：${best.item.name}`
                : `最近一份完好的备份：${timeWords(best.item.at)}`}
            </strong>{' '}
            {best.item.place === 'file' ? '' : reasonWords(best.item)}
          </p>
          <p>{contentsWords(best.contents)}</p>
          {best.item.reason === 'restore' && <p>{beforeRestore}</p>}
          <p>
            {missing
              ? '恢复后，这以后填的数不在里面，请对照纸质底稿补填。'
              : '打不开的数据文件会原样另存在数据文件夹里，不会删除；这份备份以后填的数不在里面，请对照纸质底稿补填。'}
          </p>
          <button
            type="button"
            className="primary"
            disabled={busy}
            data-testid="rescue-restore"
            onClick={() => void restore(best.item)}
          >
            恢复这一份
          </button>
        </div>
      )}
      {busy && <p role="status">请稍候……</p>}
      {others.length > 0 && (
        <details
          data-testid="rescue-others"
          onToggle={({ currentTarget }) => currentTarget.open && void lookInto()}
        >
          <summary>其他备份（{others.length} 份）</summary>
          <ul className="backups-others">
            {others.map((item) => (
              <li key={`${item.place} ${item.name}`}>
                <span>
                  {timeWords(item.at)} {reasonWords(item)}（{placeWords[item.place]}）
                  <span className="backups-inside">{insideWords(inside.get(keyOf(item)))}</span>
                  {item.reason === 'restore' && <span className="backups-inside">{beforeRestore}</span>}
                </span>
                <button type="button" disabled={busy} onClick={() => void restore(item)}>
                  恢复这一份
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className="card-buttons">
        <button type="button" disabled={busy} data-testid="rescue-file" onClick={() => void openFile()}>
          从文件恢复…
        </button>
        {missing && (
          <button type="button" disabled={busy} data-testid="rescue-anew" onClick={() => setAsking(true)}>
            不恢复，从空白开始…
          </button>
        )}
      </div>
      {asking && (
        <Dialog title="从空白开始" onClose={() => setAsking(false)}>
          <div className="consequences">
            <p>
              程序会新建一个空的数据文件，学校、报表都要重新建立。已有的备份不会删除，以后仍可在「备份与恢复」里恢复。
            </p>
          </div>
          <footer>
            <button type="button" data-focus-first onClick={() => setAsking(false)}>
              取消
            </button>
            <button
              type="button"
              data-testid="rescue-anew-yes"
              onClick={() => {
                setAsking(false);
                void doing(() => call('backup.startAnew', null));
              }}
            >
              从空白开始
            </button>
          </footer>
        </Dialog>
      )}
    </section>
  );
}

const beforeRestore = '这是您上次恢复之前的数据。';

const keyOf = ({ place, name }: Pick<BackupItem, 'place' | 'name'>) => `${place} ${name}`;

function insideWords(contents: BackupContents | undefined): string {
  if (contents === undefined) return '正在读取……';
  if (contents.newer) return '由更新版本的程序做的，不能恢复';
  return contents.sound ? contentsWords(contents) : '已损坏，不能恢复';
}

/** `onNext` hears how many were looked into: on a slow stick each takes a moment. */
async function newestGood(
  call: Call,
  items: readonly BackupItem[],
  onNext: (tried: number) => void,
): Promise<Looked | null> {
  for (const [index, item] of items.entries()) {
    onNext(index + 1);
    try {
      const contents = await call('backup.contents', { place: item.place, name: item.name });
      if (contents.sound && !contents.newer) return { item, contents };
    } catch {
      // A stick pulled out or a file that cannot be read: an older one may be good.
    }
  }
  return null;
}
