import { useMemo, useState } from 'react';
import { errorSentence } from '../../shared/messages';
import { mappingProblems } from '../../shared/template/check';
import { errorOf } from '../api';
import { WorkProgress } from '../components/work-progress';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { TemplateHead } from './template-head';
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
  const { call, navigation, notices } = useApp();
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
        <TemplateIntroduction
          busy={busy}
          onChoose={() => void template.read(id)}
          onBack={() => navigation.go({ name: 'finish' })}
        />
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

function TemplateBody({ template }: TemplateProps) {
  const submission = useSubmission();
  const { report, places, sheet: name, address, notices, result } = useValue(template.state);
  const { id } = useValue(submission.submission);
  const derived = useValue(submission.derived);
  const [foldedResult, setFoldedResult] = useState<typeof result>(null);
  const filled = result?.submissionId === id ? result : null;
  // What is filled anew is shown in full again.
  const folded = filled !== null && foldedResult === filled;
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
    () => (sheet === undefined ? new Map<string, never>() : mappedOn(sheet, places, figures, submission)),
    [sheet, places, figures, submission],
  );
  if (sheets === undefined || sheet === undefined) return null;
  return (
    <>
      {filled !== null && (
        <TemplateResult
          result={filled}
          template={template}
          folded={folded}
          onFold={(fold) => setFoldedResult(fold ? filled : null)}
        />
      )}
      {(filled === null || folded) && (
        <TemplateProblems notices={notices} problems={problems} template={template} />
      )}
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
