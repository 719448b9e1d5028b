import { useEffect, useState } from 'react';
import type { LastImport } from '../../shared/ipc-import';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { localTime } from '../panels/cell-history-words';
import { useApp, useSubmission } from '../store/context';
import { importUndoAsked, lastImport } from '../store/import-undo';
import { useValue } from '../store/observable';
import '../styles/import-undo.css';

/** On the home page, as long as nothing was changed since an import: what was taken in, and the way back. */
export function ImportUndo() {
  const app = useApp();
  const store = useSubmission();
  const { id, revision } = useValue(store.submission);
  const save = useValue(store.save.state);
  const asked = useValue(importUndoAsked) === id;
  const [last, setLast] = useState<LastImport | null>(null);

  useEffect(() => {
    let gone = false;
    lastImport(app, store)
      .then((found) => gone || setLast(found))
      .catch((thrown: unknown) => console.error(thrown));
    return () => {
      gone = true;
    };
  }, [app, store, revision, save]);

  if (last === null) return null;
  return (
    <section className="import-undo" aria-label="撤销导入">
      <button type="button" data-testid="import-undo" title="Ctrl+Z" onClick={() => importUndoAsked.set(id)}>
        撤销导入…
      </button>
      <p>
        {localTime(last.at, new Date())} 导入了「{last.fileName}」，采用 {last.accepted} 处，之后没有改动。
      </p>
      {asked && <ImportUndoDialog last={last} />}
    </section>
  );
}

function ImportUndoDialog({ last }: { readonly last: LastImport }) {
  const { call, notices, session } = useApp();
  const store = useSubmission();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const close = () => importUndoAsked.set(null);

  async function undo() {
    setBusy(true);
    try {
      const { values } = await call('import.undo', {
        submissionId: store.submission.get().id,
        revision: store.save.revision(),
      });
      close();
      notices.tell(`已撤销导入「${last.fileName}」，${values} 处恢复成导入前的样子。`);
      await session.openImported(store.school.id, store.collection.id);
    } catch (thrown) {
      setProblem(errorSentence(errorOf(thrown)));
      setBusy(false);
    }
  }

  return (
    <Dialog title="撤销导入" onClose={close}>
      <p>
        「{last.fileName}」采用的 {last.accepted}{' '}
        处都恢复成导入前的样子，已核对标记和说明也一样。学校和年报任务不动，文件也还在，需要时可以再导入。
      </p>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <footer>
        <button type="button" onClick={close}>
          不撤销
        </button>
        <button
          type="button"
          className="primary"
          data-testid="import-undo-confirm"
          data-focus-first
          disabled={busy}
          onClick={() => void undo()}
        >
          撤销导入
        </button>
      </footer>
    </Dialog>
  );
}
