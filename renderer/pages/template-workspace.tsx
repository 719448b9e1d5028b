import { useMemo, useState } from 'react';
import { errorSentence } from '../../shared/messages';
import { mappingProblems } from '../../shared/template/check';
import { errorOf } from '../api';
import { WorkProgress } from '../components/work-progress';
import { useApp, useSubmission } from '../store/context';
import { commitDraft } from '../store/draft';
import { useValue } from '../store/observable';
import { TemplateIntroduction } from './template-introduction';
import { figuresOf, mappedOn, problemsByCell, withSource } from './template-mapped';
import { TemplatePreview } from './template-preview';
import { TemplateProblems, TemplateResult } from './template-result';
import { TemplateSheets } from './template-sheets';
import { TemplateSource } from './template-source';
import { templateStoreFor, type TemplateStore } from './template-store';
import '../styles/template.css';

/** Choose the bureau's workbook, see which of its cells take which of our values, correct that, fill it. */
export function TemplateWorkspace() {
  const { call, notices } = useApp();
  const submission = useSubmission();
  const { id } = useValue(submission.submission);
  const template = templateStoreFor(call);
  const { report, busy, refused } = useValue(template.state);

  function cancel() {
    call('work.cancel', null).catch((thrown: unknown) =>
      notices.tell(errorSentence(errorOf(thrown)), 'problem'),
    );
  }

  return (
    <div className="page template" data-open={report === null ? undefined : true}>
      {report === null ? (
        <TemplateIntroduction busy={busy} onChoose={() => void template.read(id)} />
      ) : (
        <TemplateHead template={template} />
      )}
      {busy && <WorkProgress onCancel={cancel} />}
      {refused !== null && (
        <p className="card-problem" role="alert" data-testid="template-refused">
          {errorSentence(refused)}
        </p>
      )}
      {report !== null && <TemplateBody template={template} />}
    </div>
  );
}

interface TemplateProps {
  readonly template: TemplateStore;
}

function TemplateHead({ template }: TemplateProps) {
  const { notices } = useApp();
  const submission = useSubmission();
  const { id } = useValue(submission.submission);
  const { report, mappingFile, changed, busy, done, undone } = useValue(template.state);

  const [leaving, setLeaving] = useState<keyof typeof leaveFor | null>(null);
  const leaveFor = { another: () => void template.read(id), nothing: () => template.close() };

  /** The work of mapping by hand is not lost by a slip. */
  function leave(where: keyof typeof leaveFor) {
    if (changed && done.length > 0 && leaving === null) {
      setLeaving(where);
      return;
    }
    setLeaving(null);
    leaveFor[where]();
  }

  async function saveFirst() {
    setLeaving(null);
    await template.saveMapping();
  }

  async function fill() {
    commitDraft();
    if (await submission.save.settled()) await template.fill(id);
    else notices.tell('还有内容没有保存，请先在下方状态栏点「重试」。', 'problem');
  }

  return (
    <header className="template-head">
      <div className="template-names">
        <h1 data-testid="template-file">{report?.fileName}</h1>
        <span className="template-mapping" data-testid="template-mapping">
          {mappingFile === null ? '对照由程序找出' : `对照文件：${mappingFile}`}
          {changed && '，有改动没有保存'}
        </span>
      </div>
      <div className="card-buttons">
        <button type="button" disabled={busy} onClick={() => leave('another')} data-testid="choose-template">
          换模板
        </button>
        <button
          type="button"
          disabled={busy}
          onClick={() => void template.loadMapping()}
          data-testid="load-mapping"
        >
          载入对照
        </button>
        <button
          type="button"
          disabled={busy}
          onClick={() => void template.saveMapping()}
          data-testid="save-mapping"
        >
          保存对照
        </button>
        <button type="button" disabled={done.length === 0} onClick={() => template.undo()} title="Ctrl+Z">
          撤销
        </button>
        <button type="button" disabled={undone.length === 0} onClick={() => template.redo()} title="Ctrl+Y">
          恢复
        </button>
        <button type="button" disabled={busy} data-testid="close-template" onClick={() => leave('nothing')}>
          关闭
        </button>
        <button
          type="button"
          className="primary"
          disabled={busy}
          data-testid="fill-template"
          onClick={() => void fill()}
        >
          填入本校数据
        </button>
      </div>
      {leaving !== null && (
        <p className="ask" role="alert">
          <span>对照有改动还没有保存，离开这个模板就没有了。</span>
          <button type="button" className="primary" autoFocus onClick={() => void saveFirst()}>
            先保存对照
          </button>
          <button type="button" data-testid="drop-mapping" onClick={() => leave(leaving)}>
            不保存
          </button>
          <button type="button" onClick={() => setLeaving(null)}>
            不离开
          </button>
        </p>
      )}
    </header>
  );
}

function TemplateBody({ template }: TemplateProps) {
  const submission = useSubmission();
  const { report, places, sheet: name, address, notices, result } = useValue(template.state);
  const { id } = useValue(submission.submission);
  const derived = useValue(submission.derived);
  const sheets = report?.sheets;
  const sheet = sheets?.find((one) => one.sheet === name) ?? sheets?.[0];
  // The figures of the forms are read anew whenever something was typed there.
  const figures = useMemo(() => figuresOf(submission, derived), [submission, derived]);
  const problems = useMemo(
    () => mappingProblems(submission.definitions, sheets ?? [], places),
    [submission, sheets, places],
  );
  const byCell = useMemo(() => problemsByCell(problems), [problems]);
  const mapped = useMemo(
    () => mappedOn(sheet?.sheet ?? '', places, figures, submission),
    [sheet, places, figures, submission],
  );
  if (sheets === undefined || sheet === undefined) return null;
  return (
    <>
      {result !== null && result.submissionId === id && (
        <TemplateResult result={result} template={template} />
      )}
      <TemplateProblems notices={notices} problems={problems} template={template} />
      <div className="template-columns">
        <TemplateSheets template={template} current={sheet} />
        <TemplatePreview
          key={sheet.sheet}
          sheet={sheet}
          mapped={mapped}
          problems={byCell}
          address={address}
          onSelect={(next) => template.show(sheet.sheet, next)}
          onClear={(cell) => template.change(withSource(places, sheet, cell, null))}
          onUndo={() => template.undo()}
          onRedo={() => template.redo()}
        />
        <TemplateSource
          key={`${sheet.sheet}!${address ?? ''}`}
          template={template}
          sheet={sheet}
          address={address}
          mapped={mapped}
          problems={address === null ? [] : (byCell.get(`${sheet.sheet}!${address}`) ?? [])}
          figures={figures}
        />
      </div>
    </>
  );
}
