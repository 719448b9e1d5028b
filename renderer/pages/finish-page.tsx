import { useEffect } from 'react';
import { CellPlace } from '../components/cell-place';
import { Mark } from '../components/marks';
import { useApp, useSubmission } from '../store/context';
import type { FindingView } from '../store/finding-views';
import { useValue } from '../store/observable';
import { askedOf } from '../store/progress';
import { ExportCard } from './export-card';
import { FinaliseCard } from './finalise-card';
import { ListExports } from './list-export';
import { ReviewAll } from './review-all';
import { SkippedChecks } from './skipped-checks';
import '../styles/finish.css';

const shownAtOnce = 8;

/** What stands between the submission and 定稿, 定稿 itself, and the export. */
export function FinishPage() {
  const store = useSubmission();
  const findings = useValue(store.findings);
  const open = findings.filter((view) => view.open);
  const excepted = findings.filter((view) => view.excepted);
  const errors = open.filter(({ finding }) => finding.severity === 'error');
  const warnings = open.filter(({ finding }) => finding.severity === 'warning');
  const unreviewed = askedOf(useValue(store.progress)).filter((form) => !form.reviewed);
  const changed = useValue(store.progress).filter((form) => form.reviewed && form.changed === true);
  useEffect(() => void store.lookBack().catch((thrown: unknown) => console.error(thrown)), [store]);
  const { navigation } = useApp();
  const { state } = useValue(store.submission);
  return (
    <div className="page finish">
      <h1>定稿与导出</h1>
      <div className="finish-columns">
        <ol className="checklist">
          <CheckItem title="逻辑校验错误" none="没有逻辑校验错误" shape="cross" count={errors.length}>
            <FindingLinks views={errors} />
          </CheckItem>
          <CheckItem
            title="经验校验没有说明"
            none="经验校验都有说明"
            shape="triangle"
            count={warnings.length}
          >
            <FindingLinks views={warnings} />
          </CheckItem>
          {excepted.length > 0 && <Exceptions views={excepted} />}
          <CheckItem title="未核对的表" none="全部表已核对" shape="ring" count={unreviewed.length}>
            <ul className="check-links" data-many>
              {unreviewed.map(({ form }) => (
                <li key={form.code}>
                  <button
                    type="button"
                    className="link"
                    onClick={() => navigation.go({ name: 'form', form: form.code })}
                  >
                    {form.code} {form.title}
                  </button>
                </li>
              ))}
            </ul>
            {state !== 'finalised' && <ReviewAll forms={unreviewed} />}
          </CheckItem>
          {changed.length > 0 && state !== 'finalised' && (
            <CheckItem title="核对后又改动的表，请再看一看" none="" shape="wave" count={changed.length}>
              <ul className="check-links" data-many>
                {changed.map(({ form }) => (
                  <li key={form.code}>
                    <button
                      type="button"
                      className="link"
                      onClick={() => navigation.go({ name: 'form', form: form.code })}
                    >
                      {form.code} {form.title}
                    </button>
                  </li>
                ))}
              </ul>
            </CheckItem>
          )}
        </ol>
        <div className="finish-actions">
          <FinaliseCard errors={errors.length} warnings={warnings.length} unreviewed={unreviewed.length} />
          <ExportCard finalised={state === 'finalised'} />
          <ListExports />
          <section className="card">
            <h2>打印纸质报表</h2>
            <div className="card-buttons">
              <button
                type="button"
                data-testid="print-all"
                title="Ctrl+P"
                onClick={() => navigation.go({ name: 'print', form: null })}
              >
                打印全部…
              </button>
            </div>
            <p className="card-hint">可以先预览、存为 PDF，再打印，供单位负责人签字盖章。</p>
          </section>
          <TemplateCard />
          <SkippedChecks />
        </div>
      </div>
    </div>
  );
}

function TemplateCard() {
  const { navigation } = useApp();
  return (
    <section className="card">
      <h2>县里的空白模板</h2>
      <p className="card-hint">县里发了自己的空白表，要按它的样子上报时用。</p>
      <button type="button" data-testid="open-template" onClick={() => navigation.go({ name: 'template' })}>
        填入县里的模板…
      </button>
    </section>
  );
}

interface CheckItemProps {
  readonly title: string;
  readonly none: string;
  readonly count: number;
  /** Drawn while something is left to do. */
  readonly shape: 'cross' | 'triangle' | 'ring' | 'wave';
  readonly children: React.ReactNode;
}

function CheckItem({ title, none, count, shape, children }: CheckItemProps) {
  return (
    <li className="check-item" data-done={count === 0 || undefined} data-shape={shape}>
      <h2>
        <Mark shape={count === 0 ? 'check' : shape} />
        {count === 0 ? none : `${title}：${count}`}
      </h2>
      {count > 0 && children}
    </li>
  );
}

/** They stand in nobody's way, but whoever finalises sees that they go out. */
function Exceptions({ views }: FindingLinksProps) {
  return (
    <li className="check-item" data-shape="wave">
      <h2>
        <Mark shape="wave" />
        特殊情况：{views.length} 处，随报表上报，由县教育局审核
      </h2>
      <FindingLinks views={views} />
    </li>
  );
}

interface FindingLinksProps {
  readonly views: readonly FindingView[];
}

function FindingLinks({ views }: FindingLinksProps) {
  const store = useSubmission();
  const { navigation } = useApp();
  return (
    <ul className="check-links">
      {views.slice(0, shownAtOnce).map(({ finding, stale, excepted, explanation }) => (
        <li key={finding.key}>
          <button type="button" className="link" onClick={() => navigation.goToFinding(store, finding)}>
            {finding.form}：{finding.text}
          </button>
          <span className="check-place">
            {finding.cells[0] !== undefined && <CellPlace cell={finding.cells[0]} within={finding.form} />}
          </span>
          {excepted && <p className="check-place">{explanation}</p>}
          {stale && <span className="explanation-stale">数据已变，请重新确认</span>}
        </li>
      ))}
      {views.length > shownAtOnce && <li>……还有 {views.length - shownAtOnce} 处</li>}
    </ul>
  );
}
