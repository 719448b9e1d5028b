import { memo, useEffect, useState } from 'react';
import type { CellKind } from '../../shared/calculation';
import { cellsOf } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { Counts, FormStateMark, Mark } from '../components/marks';
import { kindNames } from '../grid/cell-marks';
import { computedColumns } from '../grid/cell-spec';
import { FieldGrid } from '../grid/field-grid';
import { ListGrid } from '../grid/list-grid';
import { MatrixGrid } from '../grid/matrix-grid';
import { countRender } from '../grid/render-count';
import { ReviewDialog, RosterHint } from '../on-demand';
import { CellCallout } from '../panels/cell-callout';
import { useAfterPaint } from '../store/after-paint';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import type { Undone } from '../store/submission-store';
import { CarryBar, PriorYearButton, usePriorYearShown } from './carry-bar';
import { ToConfirmCount, useToConfirm } from './carry-count';
import { FindingLegend, OtherFormsHint } from './form-hints';
import '../styles/form.css';
import '../styles/sheet.css';
import '../styles/sheet-kinds.css';
import '../styles/editor.css';

interface FormPageProps {
  readonly form: Form;
}

/** One form, as it looks on paper. */
export const FormPage = memo(function FormPage({ form }: FormPageProps) {
  countRender(`page ${form.code}`);
  const store = useSubmission();
  const finalised = useValue(store.submission).state === 'finalised';
  return (
    <div className="page form-page" key={form.code}>
      <FormHead form={form} />
      {finalised && (
        <p className="form-locked">
          <Mark shape="lock" /> 报表已定稿，只能查看。需要修改时，请先在「定稿与导出」页取消定稿。
        </p>
      )}
      <CarryBar form={form} />
      {form.kind === 'matrix' && <MatrixGrid form={form} />}
      {form.kind === 'fields' && <FieldGrid form={form} />}
      {form.kind === 'list' && <ListGrid form={form} />}
      <Legend form={form} />
      <CellCallout />
    </div>
  );
});

function FormHead({ form }: FormPageProps) {
  const store = useSubmission();
  const progress = useValue(store.progress).find((each) => each.form === form);
  const history = useValue(store.history);
  const locked = useValue(store.locked);
  const { navigation, notices } = useApp();
  const [reviewing, setReviewing] = useState(false);
  const index = store.forms.indexOf(form);
  const next = store.forms[index + 1];
  useEffect(() => void store.lookBack().catch((thrown: unknown) => console.error(thrown)), [store]);

  function show(place: Undone | null) {
    notices.dismiss();
    if (place !== null) navigation.goToCell(store, place);
    if (place?.filled !== undefined) notices.tell(`已撤销按名册填入的 ${place.filled} 格，按 Ctrl+Y 恢复。`);
  }

  return (
    <header className="form-head">
      <div className="form-title">
        <h1>{form.title}</h1>
        <p>
          <span className="form-code">{form.code}</span>
          {form.unit !== '' && <span>计量单位：{form.unit}</span>}
          <span>{form.timePoint}</span>
          {form.provenance.class !== 'seen' && <span className="provenance">版式待与上级样表核对</span>}
          <OtherFormsHint form={form} />
          {form.kind === 'matrix' && <RosterHint form={form} />}
        </p>
      </div>
      <div className="form-actions">
        {progress !== undefined && (
          <>
            <FormStateMark state={progress.state} />
            <ToConfirmCount form={form.code} />
            <Counts errors={progress.errors} warnings={progress.warnings} />
          </>
        )}
        <button
          type="button"
          disabled={!history.undo || locked}
          title="撤销 Ctrl+Z"
          onClick={() => show(store.undo())}
        >
          撤销
        </button>
        <button
          type="button"
          disabled={!history.redo || locked}
          title="恢复 Ctrl+Y"
          onClick={() => show(store.redo())}
        >
          恢复
        </button>
        {form.kind !== 'list' && <PriorYearButton />}
        <button
          type="button"
          className={progress?.reviewed === true ? undefined : 'primary'}
          data-testid="review"
          aria-pressed={progress?.reviewed === true}
          disabled={locked}
          onClick={() => setReviewing(true)}
        >
          {progress?.reviewed !== true ? '核对' : progress.changed === true ? '核对改动' : '取消核对'}
        </button>
        <button
          type="button"
          data-testid="print-form"
          title="打印本表 Ctrl+P"
          onClick={() => navigation.go({ name: 'print', form: form.code })}
        >
          打印本表
        </button>
        {next !== undefined && (
          <button
            type="button"
            data-testid="next-form"
            title={`${next.code} ${next.title} (Ctrl+PageDown)`}
            onClick={() => navigation.go({ name: 'form', form: next.code })}
          >
            下一张表
          </button>
        )}
      </div>
      {reviewing && progress !== undefined && (
        <ReviewDialog progress={progress} onClose={() => setReviewing(false)} />
      )}
    </header>
  );
}

/** What the marks and grounds of the form's cells mean; only those that it has. */
function Legend({ form }: FormPageProps) {
  const cells = form.kind === 'list' ? listKinds(form) : new Set(cellsOf(form).map(({ kind }) => kind));
  return (
    <p className="legend" aria-label="图例">
      {kinds.map((kind) =>
        cells.has(kind) ? (
          <span key={kind} data-kind={kind}>
            {kindNames[kind]}
          </span>
        ) : null,
      )}
      <CarryLegend form={form} />
      <span data-trouble="error">错误</span>
      <span data-trouble="warning">需说明</span>
      <ExceptionLegend form={form} />
      <FindingLegend form={form} />
    </p>
  );
}

/** Only while an error of the form goes out with a 特殊情况说明. */
function ExceptionLegend({ form }: FormPageProps) {
  const findings = useAfterPaint(useValue(useSubmission().findings));
  const isThere = findings.some(
    ({ excepted, finding }) => excepted && finding.cells.some((cell) => cell.form === form.code),
  );
  return isThere ? <span data-trouble="exception">特殊情况</span> : null;
}

/** Only while they are to be seen. */
function CarryLegend({ form }: FormPageProps) {
  const waiting = useToConfirm(form.code);
  const prior = usePriorYearShown();
  return (
    <>
      {waiting > 0 && <span data-to-confirm>待核</span>}
      {prior && form.kind !== 'list' && <span data-prior>上年的数</span>}
    </>
  );
}

const kinds: readonly CellKind[] = ['input', 'computed', 'pulled', 'notApplicable'];

function listKinds(form: Form): ReadonlySet<CellKind> {
  return new Set(computedColumns(form).length > 0 ? ['input', 'computed'] : ['input']);
}
