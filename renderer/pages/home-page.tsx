import { memo, useEffect, useState } from 'react';
import { Counts, FormStateMark } from '../components/marks';
import { CarryOffer, ImportUndo, RosterOffer } from '../on-demand';
import { ExceptionCount } from '../panels/explanation-count';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import type { FormGroup } from '../store/form-groups';
import { askedOf, isDone, type FormProgress } from '../store/progress';
import { ToConfirmCount } from './carry-count';
import { dueSentence } from './due-date';
import { ImportButton } from './import-button';
import { NextStepButton } from './next-step-button';

/** What is to be done and by when: the next step, and every form with how far it is. */
export function HomePage() {
  const store = useSubmission();
  const { session, navigation } = useApp();
  const progress = askedOf(useValue(store.progress));
  const { collection, school } = store;
  const isFinal = useValue(store.submission).state === 'finalised';
  const left = dueSentence(session.today(), collection.dueDate);
  const due = isFinal && left.startsWith('已逾期') ? '已定稿' : left;
  const done = isFinal ? progress.length : progress.filter(isDone).length;
  return (
    <div className="page home">
      <header className="home-head">
        <div>
          <h1>{school.name}</h1>
          <p>
            {collection.title} · 学校标识码 {school.code} · {school.type}
          </p>
        </div>
        <p className="due" data-late={due.startsWith('已逾期') || undefined}>
          <strong>{due}</strong>
          {collection.dueDate !== null && <span>上报截止 {collection.dueDate}</span>}
        </p>
      </header>
      <div className="home-next">
        <NextStepButton />
        <p className="home-progress">
          <progress max={progress.length} value={done} aria-label="完成的表" />
          完成 {done}/{progress.length} 张表
        </p>
        <ExceptionCount />
      </div>
      <CarryOffer />
      <Later />
      <div className="home-files">
        <ImportButton />
        {progress.some(({ filled }) => filled > 0) || (
          <button
            type="button"
            className="quiet"
            data-testid="to-rosters"
            onClick={() => navigation.go({ name: 'rosters', part: null })}
          >
            用名册填表…
          </button>
        )}
      </div>
      <FormTable title="教育部年报表" groups={store.groups.filter((group) => !group.local)} />
      <FormTable title="县教育局报表" groups={store.groups.filter((group) => group.local)} />
    </div>
  );
}

/** What is seldom there: nothing of it is fetched before there is nothing else to do. */
function Later() {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const idle = requestIdleCallback(() => setIdle(true), { timeout: 3000 });
    return () => cancelIdleCallback(idle);
  }, []);
  const store = useSubmission();
  useEffect(() => {
    if (isIdle) store.lookBack().catch((thrown: unknown) => console.error(thrown));
  }, [store, isIdle]);
  return (
    isIdle && (
      <>
        <ImportUndo />
        <RosterOffer />
      </>
    )
  );
}

interface FormTableProps {
  readonly title: string;
  readonly groups: readonly FormGroup[];
}

function FormTable({ title, groups }: FormTableProps) {
  const byForm = new Map(useValue(useSubmission().progress).map((each) => [each.form, each]));
  if (groups.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <table className="form-table">
        <thead>
          <tr>
            <th scope="col">表号</th>
            <th scope="col">表名</th>
            <th scope="col">状态</th>
            <th scope="col">已填</th>
            <th scope="col">待处理</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.title}>
            <tr className="form-group">
              <th scope="rowgroup" colSpan={5}>
                {group.title}
              </th>
            </tr>
            {group.forms
              .flatMap((form) => byForm.get(form) ?? [])
              .map((progress) => (
                <FormTableRow key={progress.form.code} progress={progress} />
              ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

interface FormTableRowProps {
  readonly progress: FormProgress;
}

const FormTableRow = memo(function FormTableRow({ progress }: FormTableRowProps) {
  const { navigation } = useApp();
  const { form, state, filled, errors, warnings } = progress;
  const open = () => navigation.go({ name: 'form', form: form.code });
  return (
    <tr onClick={open}>
      <td className="form-code">{form.code}</td>
      <td>
        <button type="button" className="link" data-testid={`open-form-${form.code}`}>
          {form.title}
        </button>
      </td>
      <td>
        <FormStateMark state={state} />
      </td>
      <td className="number">
        {filled} {form.kind === 'list' ? '条' : '格'}
      </td>
      <td>
        <ToConfirmCount form={form.code} /> <Counts errors={errors} warnings={warnings} />
      </td>
    </tr>
  );
});
