import { useState } from 'react';
import type { AppError } from '../../shared/error';
import { errorSentence } from '../../shared/messages';
import type { StoredRoster } from '../../shared/roster/plan';
import { errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { useApp, useSubmission } from '../store/context';
import { rosterFillFor } from '../store/roster-fill';
import { rosterListFor } from '../store/roster-load-list';
import { kindLabels } from './rosters-people-words';

interface RemoveRosterProps {
  readonly roster: StoredRoster;
  readonly onClose: () => void;
}

/** What goes and what stays is said before; it cannot be taken back. */
export function RemoveRoster({ roster: { kind, people }, onClose }: RemoveRosterProps) {
  const { call, notices } = useApp();
  const store = useSubmission();
  const [refused, setRefused] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);

  async function remove() {
    setBusy(true);
    const submissionId = store.submission.get().id;
    try {
      const rosters = await call('rosters.remove', { submissionId, kind });
      onClose();
      notices.tell(`${kindLabels[kind]}已删除，表里的数没有动。`);
      rosterListFor(call).took(submissionId, rosters);
      // What it counted is no longer offered.
      void rosterFillFor(call).load(store);
    } catch (thrown) {
      setRefused(errorOf(thrown));
      setBusy(false);
    }
  }

  return (
    <Dialog title={`删除${kindLabels[kind]}`} onClose={onClose}>
      <div className="consequences">
        <p>
          将从这台电脑删除 <strong>{people} 人</strong>的名册，不能撤销：
        </p>
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
