import { useEffect, useMemo, useState } from 'react';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { WorkProgress } from '../components/work-progress';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { HistoryChanges } from './history-changes';
import { HistoryLife } from './history-life';
import { createHistoryStore } from './history-store';
import '../styles/history.css';

/** 修改记录: what happened to the submission, and every change of a value with who made it. */
export function HistoryPage() {
  const { call, notices } = useApp();
  const { submission, school, collection } = useSubmission();
  const { id } = submission.get();
  const store = useMemo(() => createHistoryStore(call, id), [call, id]);
  const { problem } = useValue(store.state);
  const [exporting, setExporting] = useState(false);
  useEffect(() => void store.load(), [store]);

  async function exportAll() {
    setExporting(true);
    try {
      const exported = await call('audit.export', { submissionId: id });
      if (exported !== null) notices.tell(`已导出「${exported.fileName}」，共 ${exported.changes} 处修改。`);
    } catch (error) {
      notices.tell(errorSentence(errorOf(error)), 'problem');
    } finally {
      setExporting(false);
    }
  }

  return (
    <div className="page history">
      <header className="history-head">
        <h1>修改记录</h1>
        <p>
          {school.name}　{collection.title}。每次修改都记下时间、操作人和前后的值，不能删改。
        </p>
        <button
          type="button"
          data-testid="history-export"
          disabled={exporting}
          onClick={() => void exportAll()}
        >
          导出 Excel…
        </button>
      </header>
      {exporting && <WorkProgress onCancel={() => void call('work.cancel', null)} />}
      {problem !== null && (
        <p className="card-problem" role="alert">
          {`修改记录没有读出来：${errorSentence(problem)}`}
          <button type="button" onClick={() => void store.load()}>
            重试
          </button>
        </p>
      )}
      <HistoryLife store={store} />
      <HistoryChanges store={store} />
    </div>
  );
}
