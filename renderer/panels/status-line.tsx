import { errorSentence } from '../../shared/messages';
import { Mark } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { askedOf } from '../store/progress';
import { OperatorChooser } from '../on-demand';
import { access } from '../store/access';
import { ExceptionCount } from './explanation-count';
import { SelectedFigures } from './selected-figures';
import { ZoomControl } from './zoom-control';

/** The line at the foot: is everything saved, what is left, whose submission this is. */
export function StatusLine() {
  const store = useSubmission();
  const { navigation } = useApp();
  const page = useValue(navigation.page);
  const progress = askedOf(useValue(store.progress));
  const findings = useValue(store.findings);
  const open = findings.filter((view) => view.open);
  const errors = open.filter(({ finding }) => finding.severity === 'error').length;
  const form = page.name === 'form' ? store.definitions.forms[page.form] : undefined;
  const reviewed = progress.filter((form) => form.reviewed).length;
  return (
    <footer className="status-line">
      <SavedState />
      <button
        type="button"
        className="status-findings"
        data-testid="toggle-findings"
        onClick={() => navigation.toggleDrawer('findings')}
      >
        <Mark shape="cross" /> 错误 {errors}
        <Mark shape="triangle" /> 需说明 {open.length - errors}
      </button>
      <ExceptionCount />
      {page.name === 'form' && (
        <button
          type="button"
          className="status-details"
          data-testid="toggle-details"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => navigation.toggleDrawer('details')}
        >
          单元格说明
        </button>
      )}
      <span>
        已核对 {reviewed}/{progress.length} 张表
      </span>
      {form !== undefined && <SelectedFigures form={form} />}
      <Operator />
      <span className="status-school">
        {store.school.name}（{store.school.code}）
      </span>
      <span className="status-collection">{store.collection.title}</span>
      <span className="status-keys">F1 手册 · Shift+F1 按键</span>
      <ZoomControl />
    </footer>
  );
}

/** Asked only where there are several. */
function Operator() {
  const { session } = useApp();
  const { operators } = useValue(access) ?? session.start.access;
  return operators.length > 1 ? <OperatorChooser /> : null;
}

function SavedState() {
  const { save, submission } = useSubmission();
  const { status, items, error, triesAgain } = useValue(save.state);
  const finalised = useValue(submission).state === 'finalised';
  return (
    <span className="saved-state" data-testid="saved-state" data-status={status} role="status">
      {status === 'saved' && (
        <>
          <Mark shape={finalised ? 'lock' : 'check'} /> {finalised ? '已定稿' : '已保存'}
        </>
      )}
      {status === 'saving' && `保存中 ${items} 项`}
      {status === 'failed' && (
        <>
          <Mark shape="triangle" /> 未保存 {items} 项
          <span className="saved-reason" title={error === null ? '' : errorSentence(error)}>
            {error === null ? '' : errorSentence(error)}
          </span>
          {triesAgain && <span className="saved-again">程序会自动再试</span>}
          <button type="button" data-testid="retry-save" onClick={save.retry}>
            重试
          </button>
        </>
      )}
    </span>
  );
}
