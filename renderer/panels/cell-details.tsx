import { cellsOf, columnKey } from '../../shared/cell';
import { describeCell, sidesText } from '../../shared/finding-text';
import type { Form } from '../../shared/form';
import { problemSentence } from '../../shared/messages';
import { kindNames, overwrittenAt } from '../grid/cell-marks';
import { recordCell } from '../grid/cell-spec';
import { useAfterPaint } from '../store/after-paint';
import type { CellSnapshot } from '../store/cell-snapshot';
import { splitName } from '../store/cell-snapshot';
import { useApp, useCell, useSubmission } from '../store/context';
import type { FindingView } from '../store/finding-views';
import { useValue } from '../store/observable';
import { formulaWords } from './formula-words';

/** What is known about the selected cell: where it is, where its number comes from, last year, what is wrong. */
export function CellDetails() {
  const { selection, definitions } = useSubmission();
  useValue(selection.current);
  const page = useValue(useApp().navigation.page);
  // The cursor moves first; what is known about its new place may follow a moment later.
  const name = useAfterPaint(selection.active());
  const form = page.name === 'form' ? definitions.forms[page.form] : undefined;
  if (form === undefined) return null;
  const { cell } = splitName(name ?? '');
  return (
    <>
      {name?.startsWith(`${form.code}!`) === true && (
        <Selected key={name} form={form} cell={cell} name={name} />
      )}
      <FormGuide form={form} />
    </>
  );
}

interface SelectedProps {
  readonly form: Form;
  readonly cell: string;
  readonly name: string;
}

function Selected({ form, cell, name }: SelectedProps) {
  const store = useSubmission();
  const snapshot = useCell(name);
  const { view } = snapshot;
  const matrix = form.kind === 'matrix' ? cell.split('.') : null;
  return (
    <section className="cell-details" aria-label="单元格">
      <h2>{describeCell(store.definitions, form.code, cell)}</h2>
      <dl>
        {matrix !== null && (
          <>
            <dt>位置</dt>
            <dd>{`${matrix[0] ?? ''} 行 ${matrix[1] ?? ''} 列`}</dd>
          </>
        )}
        <dt>当前值</dt>
        <dd className="current-value">
          {view.text === '' ? '（空白）' : view.text}{' '}
          <span className="kind-tag" data-kind={view.kind}>
            {kindNames[view.kind]}
          </span>
        </dd>
        <dt>来源</dt>
        <dd>
          {sourceOf(
            snapshot,
            formulaOf(form, cell, (text) => formulaWords(store.definitions, text)),
          )}
        </dd>
        <LastYear form={form} cell={cell} text={view.text} />
      </dl>
      {view.problem !== null && <p className="cell-problem">{problemSentence(view.problem)}</p>}
      {overwrittenAt(form, cell, snapshot) !== null && (
        <p className="cell-differs">
          来源值 {view.source}，填报 {view.text}。若以来源为准，按 Delete 清除即可恢复引用。
        </p>
      )}
      {snapshot.findings.map((finding) => (
        <CellFinding key={finding.finding.key} view={finding} />
      ))}
    </section>
  );
}

function formulaOf(form: Form, cell: string, words: (expression: string) => string): string | null {
  const expression = form.kind === 'list' ? inRecord(form, cell) : inCell(form, cell);
  return expression === null ? null : words(expression);
}

function inCell(form: Form, cell: string): string | null {
  return cellsOf(form).find((each) => each.key === cell)?.expression ?? null;
}

function inRecord(form: Form, cell: string): string | null {
  const { column } = recordCell(cell);
  return form.columns?.find(({ code }) => columnKey(code) === column)?.computed ?? null;
}

function sourceOf({ view }: CellSnapshot, formula: string | null): string {
  switch (view.kind) {
    case 'input':
      return '由填表人填写';
    case 'computed':
      return `自动计算：${formula ?? ''}`;
    case 'pulled':
      return `引用：${formula ?? ''}${view.source === null ? '（来源还没有数据，可以直接填写）' : ''}`;
    case 'notApplicable':
      return '不填';
  }
}

interface LastYearProps {
  readonly form: Form;
  readonly cell: string;
  readonly text: string;
}

function LastYear({ form, cell, text }: LastYearProps) {
  const last = useSubmission().lastYear.text(form.code, cell);
  if (last === null) return null;
  const change = Number(text) - Number(last);
  const comparable = text !== '' && last !== '' && Number.isFinite(change);
  const words = change === 0 ? '持平' : change > 0 ? `比上年多 ${change}` : `比上年少 ${-change}`;
  return (
    <>
      <dt>上年</dt>
      <dd>
        {last === '' ? '（空白）' : last}
        {comparable && <span className="year-change"> {Number.isInteger(change) ? words : ''}</span>}
      </dd>
    </>
  );
}

interface CellFindingProps {
  readonly view: FindingView;
}

function CellFinding({ view }: CellFindingProps) {
  const { finding, open } = view;
  const store = useSubmission();
  const { navigation } = useApp();
  return (
    <div className="cell-finding" data-severity={finding.severity}>
      <p>
        <strong>{finding.severity === 'error' ? '错误' : open ? '需说明' : '已说明'}</strong> {finding.text}
      </p>
      <p>{sidesText(finding)}</p>
      {finding.instruction !== null && <p className="instruction">{finding.instruction}</p>}
      <button type="button" className="link" onClick={() => navigation.goToFinding(store, finding)}>
        标出相关单元格
      </button>
    </div>
  );
}

interface FormGuideProps {
  readonly form: Form;
}

/** Meaning of the figures, and how sure the layout is. */
function FormGuide({ form }: FormGuideProps) {
  return (
    <section className="form-guide" aria-label="指标解释">
      <h2>指标解释</h2>
      <ul>
        {form.guide.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="provenance">
        {form.provenance.class === 'seen' ? '' : '版式待与上级样表核对。'}
        {form.provenance.source}
      </p>
    </section>
  );
}
