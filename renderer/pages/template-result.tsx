import { errorSentence } from '../../shared/messages';
import type { FilledTemplate, TemplateProblem } from '../../shared/template/report';
import { errorOf } from '../api';
import { Mark } from '../components/marks';
import { useApp } from '../store/context';
import type { TemplateStore } from './template-store';

interface TemplateProblemsProps {
  readonly notices: readonly TemplateProblem[];
  readonly problems: readonly TemplateProblem[];
  readonly template: TemplateStore;
}

/** What is not right with the mapping; a click leads to the cell. */
export function TemplateProblems({ notices, problems, template }: TemplateProblemsProps) {
  const all = [...notices, ...problems];
  if (all.length === 0) return null;
  return (
    <details
      className="template-problems"
      data-testid="template-problems"
      open={notices.length > 0 && problems.length + notices.length < 4}
    >
      <summary>{all.length} 处需要看一看</summary>
      <ProblemList problems={all} template={template} />
    </details>
  );
}

const listedAtOnce = 100;

function ProblemList({ problems, template }: Omit<TemplateProblemsProps, 'notices'>) {
  return (
    <ul className="template-problem-list">
      {problems.slice(0, listedAtOnce).map(({ sheet, address, error }, index) => (
        <li key={`${sheet}!${address} ${error.code} ${index}`}>
          {sheet !== '' && (
            <button
              type="button"
              className="link"
              onClick={() => template.show(sheet, address === '' ? null : address)}
            >
              {sheet} {address}
            </button>
          )}
          <span>{errorSentence(error)}</span>
        </li>
      ))}
      {problems.length > listedAtOnce && <li>…还有 {problems.length - listedAtOnce} 处</li>}
    </ul>
  );
}

interface TemplateResultProps {
  readonly result: FilledTemplate;
  readonly template: TemplateStore;
  /** Only its first line is shown. */
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
}

/** The filled file, whose figures went in, and everything that did not. */
export function TemplateResult({ result, template, folded, onFold }: TemplateResultProps) {
  const { call, notices } = useApp();
  function show() {
    call('template.showFilled', null).catch((thrown: unknown) =>
      notices.tell(errorSentence(errorOf(thrown)), 'problem'),
    );
  }
  const { fileName, folder, filled, blank, skipped, state, version, formulas, hash } = result;
  const isFinal = state === 'finalised';
  const head = (
    <p className={isFinal ? 'card-good' : 'filled-draft'} data-testid="filled-state">
      <Mark shape={isFinal ? 'check' : 'triangle'} />{' '}
      {isFinal
        ? `已填入定稿的数据（第 ${version} 版）`
        : '已填入草稿的数据。报表还没有定稿，上报前请定稿后再填一次'}
    </p>
  );
  if (folded) {
    return (
      <section className="card template-result" data-folded data-testid="template-result">
        {head}
        <button type="button" data-testid="unfold-result" onClick={() => onFold(false)}>
          展开
        </button>
      </section>
    );
  }
  return (
    <section className="card template-result" data-testid="template-result">
      {head}
      <dl>
        <dt>文件</dt>
        <dd data-testid="filled-file">{fileName}</dd>
        <dt>文件夹</dt>
        <dd>{folder}</dd>
        <dt>内容</dt>
        <dd data-testid="filled-counts">
          填入 {filled} 格{blank > 0 && `，${blank} 格本校空白`}
          {skipped.length > 0 && `，${skipped.length} 处没有照填`}；其余部分与模板一模一样
          {formulas && '。模板里的公式在 WPS 或 Excel 中打开时重新计算'}
        </dd>
        <dt>校验码</dt>
        <dd className="hash">{hash}</dd>
      </dl>
      {skipped.length > 0 && (
        <details open={skipped.length <= 5} data-testid="filled-skipped">
          <summary>没有照填、需要看一看的 {skipped.length} 处</summary>
          <ProblemList problems={skipped} template={template} />
        </details>
      )}
      <div className="card-buttons">
        <button type="button" onClick={show}>
          打开所在文件夹
        </button>
        <button type="button" data-testid="fold-result" onClick={() => onFold(true)}>
          收起
        </button>
      </div>
    </section>
  );
}
