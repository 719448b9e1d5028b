import { useState } from 'react';
import type { ExportResult } from '../../shared/ipc';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { WorkProgress } from '../components/work-progress';
import { useApp, useSubmission } from '../store/context';
import { commitDraft } from '../store/draft';
import { exportedVersion, filedVersion } from '../store/exported';
import { useValue } from '../store/observable';
import { goOnAt } from './finish-focus';

/** Under which the window remembers whether totals are to be formulas. */
const formulasKey = 'tianbao.exportFormulas';

interface ExportCardProps {
  readonly finalised: boolean;
}

export function ExportCard({ finalised }: ExportCardProps) {
  const store = useSubmission();
  const { call } = useApp();
  const { id, state, version } = useValue(store.submission);
  const [busy, setBusy] = useState(false);
  const [formulas, setFormulas] = useState(() => localStorage.getItem(formulasKey) === 'yes');
  const [result, setResult] = useState<ExportResult | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function exportWorkbook(draft: boolean) {
    commitDraft();
    setBusy(true);
    setProblem(null);
    try {
      if (!(await store.save.settled())) setProblem('还有内容没有保存，请先在下方状态栏点「重试」。');
      else {
        const written = await call('workbook.export', {
          submissionId: id,
          draft,
          totals: formulas ? 'formulas' : 'numbers',
        });
        if (written !== null) {
          setResult(written);
          goOnAt('[data-testid="show-folder"]');
          if (written.version !== null) {
            exportedVersion.set(written.version);
            filedVersion.set({ submissionId: id, version: written.version });
          }
        }
      }
    } catch (thrown) {
      setProblem(errorSentence(errorOf(thrown)));
    } finally {
      setBusy(false);
    }
  }

  function chooseFormulas(chosen: boolean) {
    setFormulas(chosen);
    localStorage.setItem(formulasKey, chosen ? 'yes' : 'no');
  }

  function cancel() {
    call('work.cancel', null).catch((thrown: unknown) => setProblem(errorSentence(errorOf(thrown))));
  }

  // The file of a 定稿 that was taken back, or of one before, is not what is to be reported.
  const isShown =
    result !== null && (result.version === null || (state === 'finalised' && result.version === version));

  return (
    <section className="card">
      <h2>导出上报文件</h2>
      <div className="card-buttons">
        <button
          type="button"
          className={finalised ? 'primary' : undefined}
          data-testid="export-final"
          disabled={!finalised || busy}
          title={finalised ? undefined : '定稿后才能导出正式文件'}
          onClick={() => void exportWorkbook(false)}
        >
          导出正式文件
        </button>
        <button
          type="button"
          data-testid="export-draft"
          disabled={busy}
          onClick={() => void exportWorkbook(true)}
        >
          导出草稿
        </button>
      </div>
      <label className="card-choice">
        <input
          type="checkbox"
          data-testid="export-formulas"
          checked={formulas}
          disabled={busy}
          onChange={(event) => chooseFormulas(event.target.checked)}
        />
        合计写成公式（县局要求可以重算时才勾选）
      </label>
      <p className="card-hint">
        {finalised
          ? '正式文件带版本号，可用 U 盘、邮件或微信报县教育局。'
          : '定稿后才能导出正式文件；草稿随时可以导出，封面标明「草稿」。'}
      </p>
      {busy && <WorkProgress onCancel={cancel} />}
      {problem !== null && (
        <p className="card-problem" role="alert">
          {problem}
        </p>
      )}
      {isShown && <ExportedFile result={result} />}
    </section>
  );
}

interface ExportedFileProps {
  readonly result: ExportResult;
}

function ExportedFile({ result }: ExportedFileProps) {
  const { call, notices } = useApp();
  function show() {
    call('workbook.showLast', null).catch((thrown: unknown) =>
      notices.tell(errorSentence(errorOf(thrown)), 'problem'),
    );
  }
  return (
    <div className="exported" data-testid="export-result">
      <p className="card-good">
        {result.version === null ? '已导出草稿' : `已导出正式文件，第 ${result.version} 版`}
      </p>
      <dl>
        <dt>文件</dt>
        <dd data-testid="export-file">{result.fileName}</dd>
        <dt>文件夹</dt>
        <dd>{result.folder}</dd>
        <dt>内容</dt>
        <dd>
          {result.sheets} 张工作表，{result.cells} 个单元格，写出后已逐格核对
        </dd>
        <dt>校验码</dt>
        <dd className="hash">{result.hash}</dd>
      </dl>
      <button type="button" data-testid="show-folder" onClick={show}>
        打开所在文件夹
      </button>
    </div>
  );
}
