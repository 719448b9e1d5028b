import { useEffect, useMemo, useRef, useState } from 'react';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { focusLater } from '../components/focus-later';
import { usePageFocus } from '../components/page-focus';
import { WayBack } from '../components/way-back';
import { WorkProgress } from '../components/work-progress';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { HistoryChanges } from './history-changes';
import { HistoryLife } from './history-life';
import { type Span, unfiltered } from './history-filter';
import { createHistoryStore } from './history-store';
import '../styles/history.css';

/** 修改记录: what happened to the submission, and every change of a value with who made it. */
export function HistoryPage() {
  usePageFocus();
  const { call, notices } = useApp();
  const { submission, school, collection } = useSubmission();
  const { id } = submission.get();
  const store = useMemo(() => createHistoryStore(call, id), [call, id]);
  const { problem } = useValue(store.state);
  const exportButton = useRef<HTMLButtonElement>(null);
  const [exporting, setExporting] = useState(false);
  const [asking, setAsking] = useState(false);
  const chooser = useRef<HTMLSelectElement>(null);
  useEffect(() => void store.load(), [store]);

  function showSpan(versions: Span) {
    void store.filterBy({ ...unfiltered, versions });
    chooser.current?.focus({ preventScroll: true });
    chooser.current?.closest('section')?.scrollIntoView({ block: 'start' });
  }

  async function exportAll(texts: boolean) {
    setAsking(false);
    setExporting(true);
    try {
      const exported = await call('audit.export', { submissionId: id, texts });
      if (exported !== null) notices.tell(`已导出「${exported.fileName}」，共 ${exported.changes} 处修改。`);
    } catch (error) {
      notices.tell(errorSentence(errorOf(error)), 'problem');
    } finally {
      setExporting(false);
      focusLater(exportButton);
    }
  }

  return (
    <div className="page history">
      <header className="history-head">
        <h1>修改记录</h1>
        <p>
          {school.name}　{collection.title}
          。每次修改都记下时间、操作人和前后的值，不能删改；恢复备份以后，那份备份之后的记录只在「恢复前的数据」里。
        </p>
        <WayBack />
        <button
          ref={exportButton}
          type="button"
          data-testid="history-export"
          disabled={exporting}
          onClick={() => setAsking(true)}
        >
          导出 Excel…
        </button>
      </header>
      {asking && <Asking onClose={() => setAsking(false)} onExport={(texts) => void exportAll(texts)} />}
      {exporting && <WorkProgress onCancel={() => void call('work.cancel', null)} />}
      {problem !== null && (
        <p className="card-problem" role="alert">
          {`修改记录没有读出来：${errorSentence(problem)}`}
          <button type="button" onClick={() => void store.load()}>
            重试
          </button>
        </p>
      )}
      <HistoryLife store={store} onSpan={showSpan} />
      <HistoryChanges store={store} chooser={chooser} />
    </div>
  );
}

interface AskingProps {
  readonly onClose: () => void;
  readonly onExport: (texts: boolean) => void;
}

/** What she wrote in her own words may name a pupil: whether it goes along is hers to say, before there is a file. */
function Asking({ onClose, onExport }: AskingProps) {
  const [texts, setTexts] = useState(false);
  return (
    <Dialog title="导出修改记录" onClose={onClose}>
      <div className="consequences">
        <p>文件里有每次修改的时间、操作人和前后的值，以及导出过的文件和校验码。台账和名册的内容不导出。</p>
        <label>
          <input
            type="checkbox"
            data-testid="history-texts"
            checked={texts}
            onChange={({ target }) => setTexts(target.checked)}
          />
          连同取消定稿的原因和说明的文字一起导出（其中可能写到学生或教职工的姓名，请先看一遍）
        </label>
      </div>
      <footer>
        <button type="button" onClick={onClose}>
          取消
        </button>
        <button
          type="button"
          className="primary"
          data-focus-first
          data-testid="history-export-yes"
          onClick={() => onExport(texts)}
        >
          选择保存位置…
        </button>
      </footer>
    </Dialog>
  );
}
