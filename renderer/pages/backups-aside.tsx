import { useEffect, useState } from 'react';
import type { AppError } from '../../shared/error';
import type { AsideData } from '../../shared/ipc-backup';
import { errorSentence } from '../../shared/messages';
import { type Call, errorOf } from '../api';
import { sizeWords, timeWords } from './backups-words';
import '../styles/backups.css';

/** Damaged databases that were set aside: nobody can seal or search them, so she decides when they go. Nothing without any. */
export function BackupsAside({ call }: { readonly call: Call }) {
  const [items, setItems] = useState<readonly AsideData[]>([]);
  const [asking, setAsking] = useState(false);
  /** Then the button has to have the focus again when it is back. */
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const [gone, setGone] = useState(false);

  useEffect(() => {
    void call('backup.list', null).then(
      ({ aside }) => setItems(aside),
      () => undefined,
    );
  }, [call]);

  async function discard() {
    setBusy(true);
    setRefused(null);
    try {
      const { aside } = await call('backup.discardAside', { names: items.map(({ name }) => name) });
      setItems(aside);
      setGone(true);
    } catch (thrown) {
      setRefused(errorOf(thrown));
      await call('backup.list', null).then(
        ({ aside }) => setItems(aside),
        () => undefined,
      );
    }
    setAsking(false);
    setBusy(false);
  }

  if (items.length === 0 && refused === null)
    return gone ? (
      <p
        role="status"
        className="backups-aside"
        data-testid="backups-aside-gone"
        tabIndex={-1}
        ref={(text) => text?.focus()}
      >
        损坏的数据文件已删掉。
      </p>
    ) : null;
  return (
    <section className="backups-aside" aria-label="损坏的数据文件" data-testid="backups-aside">
      <p>
        恢复备份时，原来打不开的数据文件留在数据文件夹里，里面可能有没加密的姓名、证件号，程序不能给它们加密，也不能从中删名册：
      </p>
      <ul>
        {items.map(({ name, at, bytes }) => (
          <li key={name}>
            {timeWords(at)} 另存（文件夹 {name}，{sizeWords(bytes)}）
          </li>
        ))}
      </ul>
      {refused !== null && (
        <p className="card-problem" role="alert">
          {errorSentence(refused)}
        </p>
      )}
      {asking ? (
        <div className="backups-aside-ask" role="group" aria-label="确认删除损坏的数据文件">
          <span>删了就不能再请技术人员从中找回数据。现在的数据和备份不受影响。</span>
          <button type="button" disabled={busy} autoFocus onClick={() => setAsking(false)}>
            不删除
          </button>
          <button
            type="button"
            disabled={busy}
            data-testid="backups-aside-yes"
            onClick={() => void discard()}
          >
            确定删除
          </button>
        </div>
      ) : (
        <button
          type="button"
          data-testid="backups-aside-discard"
          autoFocus={asked}
          onClick={() => {
            setAsked(true);
            setAsking(true);
          }}
        >
          删除这些损坏的文件…
        </button>
      )}
    </section>
  );
}
