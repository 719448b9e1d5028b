import { useState } from 'react';
import type { AppError } from '../../shared/error';
import { errorSentence } from '../../shared/messages';
import type { RemovedRoster, StoredRoster } from '../../shared/roster/plan';
import { errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { useApp, useSubmission } from '../store/context';
import { rosterFillFor } from '../store/roster-fill';
import { rosterListFor } from '../store/roster-load-list';
import { BackupsAside } from './backups-aside';
import { kindLabels } from './rosters-people-words';

interface RemoveRosterProps {
  readonly roster: StoredRoster;
  readonly onClose: () => void;
}

/** What goes and what stays is said before; it cannot be taken back. */
export function RemoveRoster({ roster: { kind, people, fromLastYear }, onClose }: RemoveRosterProps) {
  const { call, notices } = useApp();
  const store = useSubmission();
  const [refused, setRefused] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const [leftIn, setLeftIn] = useState<RemovedRoster | null>(null);

  function finish({ rosters }: RemovedRoster) {
    onClose();
    notices.tell(`${kindLabels[kind]}已删除，表里的数没有动。`);
    rosterListFor(call).took(store.submission.get().id, rosters);
    // What it counted is no longer offered.
    void rosterFillFor(call).load(store);
  }

  async function remove() {
    setBusy(true);
    const submissionId = store.submission.get().id;
    try {
      const removed = await call('rosters.remove', { submissionId, kind });
      // The list closes this dialog, which has yet to say what could not be deleted.
      if (removed.leftIn.length > 0) setLeftIn(removed);
      else finish(removed);
    } catch (thrown) {
      setRefused(errorOf(thrown));
      setBusy(false);
    }
  }

  if (leftIn !== null)
    return (
      <Dialog title={`${kindLabels[kind]}已删除，还有备份要处理`} onClose={() => finish(leftIn)}>
        <div className="consequences" data-testid="left-in-copies">
          <p>名册已经从程序的数据里删掉，表里的数没有动。但是下面的备份文件打不开，里面可能还留着名册：</p>
          <ul>
            {leftIn.leftIn.map((name) => (
              <li key={name}>{/[\\/]/.test(name) ? name : `backups\\${name}`}</li>
            ))}
          </ul>
          <p>
            这些备份已经损坏、正被别的程序占用，或在没有插好的 U
            盘上，您现在的数据不受影响。请打开数据文件夹，在 backups
            里把它们删除；删不掉的，关掉占用它的程序或重新开机后再删。U
            盘插好以后点「立即备份」，里面的名册也会删掉。
          </p>
          <BackupsAside call={call} />
        </div>
        <footer>
          <button type="button" onClick={() => void call('app.openDataFolder', null).catch(() => null)}>
            打开数据文件夹
          </button>
          <button type="button" className="primary" data-focus-first onClick={() => finish(leftIn)}>
            知道了
          </button>
        </footer>
      </Dialog>
    );
  return (
    <Dialog title={`删除${kindLabels[kind]}`} onClose={onClose}>
      <div className="consequences">
        <p>
          将从这台电脑删除 <strong>{people} 人</strong>的名册，不能撤销：
        </p>
        {fromLastYear === true && (
          <p className="card-problem">
            这份名册是<strong>上年报表</strong>
            的学生名册，今年只是接着用。删了，上年的报表也不能再看名单、重新计数。
          </p>
        )}
        <ul>
          <li>姓名、身份证件号和全部栏目都删掉，变动里选过的去向也一起删掉；</li>
          <li>已经填进表里的数、算式和说明都不动；</li>
          <li>以后不能再「看名单」，也不能再按它重新计数；原来的名册文件不受影响。</li>
        </ul>
      </div>
      {refused !== null && (
        <p className="card-problem" role="alert">
          {errorSentence(refused)}
        </p>
      )}
      <footer>
        <button type="button" data-focus-first onClick={onClose}>
          不删除
        </button>
        <button
          type="button"
          className="primary"
          data-testid="confirm-remove"
          disabled={busy}
          onClick={() => void remove()}
        >
          删除名册
        </button>
      </footer>
    </Dialog>
  );
}
