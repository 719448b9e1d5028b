import { useMemo, useState } from 'react';
import { carryChanges, type CarriedForm } from '../../shared/carry';
import { carryRecordChanges } from '../../shared/carry-records';
import { Dialog } from '../components/dialog';
import { useApp, useSubmission } from '../store/context';
import { offered, offerOf, placeOf, recordWords, skippedSentence } from './carry-plan';
import '../styles/carry.css';

interface CarryDialogProps {
  readonly onClose: () => void;
}

/** Shows by form what last year offers, everything chosen; what is taken over is one step for undo. */
export function CarryDialog({ onClose }: CarryDialogProps) {
  const store = useSubmission();
  const { notices } = useApp();
  const plan = useMemo(() => offerOf(store), [store]);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const chosen = plan.filter(({ form }) => !without.has(form.code));
  const count = offered(chosen);

  function choose(form: string, wanted: boolean) {
    const next = new Set(without);
    if (wanted) next.delete(form);
    else next.add(form);
    setWithout(next);
  }

  function carry() {
    const records = carryRecordChanges(plan, (form) => store.records(form), without);
    store.carry(carryChanges(plan, without), records);
    notices.tell(`已带入 ${count} 项，都标为「待核」。按 Ctrl+Z 可以整体撤销。`);
    onClose();
  }

  return (
    <Dialog title="从上年带入" onClose={onClose} wide>
      <p>
        下面这些格今年还空着，上年有数；台账里还没了结的，接着登记。带入后每一格都标为<strong>待核</strong>
        ：没有变化就确认，变了就重填，整张表看过后核对。学生数、教师数不带入；期初数由程序带出，不在这里。
      </p>
      <div className="carry-forms">
        {plan.map((each) => (
          <CarriedFormCard
            key={each.form.code}
            carried={each}
            chosen={!without.has(each.form.code)}
            onChoose={(wanted) => choose(each.form.code, wanted)}
          />
        ))}
      </div>
      <footer>
        <button type="button" onClick={onClose}>
          以后再说
        </button>
        <button
          type="button"
          className="primary"
          data-testid="carry"
          data-focus-first
          disabled={count === 0}
          onClick={carry}
        >
          带入 {count} 项
        </button>
      </footer>
    </Dialog>
  );
}

interface CarriedFormCardProps {
  readonly carried: CarriedForm;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

function CarriedFormCard({ carried, chosen, onChoose }: CarriedFormCardProps) {
  const { lastYear } = useSubmission();
  const { form, cells, records } = carried;
  const count = offered([carried]);
  const skipped = skippedSentence(carried);
  const elsewhere = [...new Set(cells.map(({ from }) => from.form).filter((code) => code !== form.code))];
  return (
    <section className="carry-form" data-form={form.code}>
      <label className="choice">
        <input
          type="checkbox"
          checked={chosen && count > 0}
          disabled={count === 0}
          onChange={(event) => onChoose(event.target.checked)}
        />
        <strong>{form.code}</strong> {form.title}
        <span className="carry-form-count">{countWords(carried)}</span>
      </label>
      {elsewhere.length > 0 && (
        <p className="carry-note">上年的表换过版，数取自 {elsewhere.join('、')} 中名称相同的格。</p>
      )}
      {skipped !== '' && <p className="carry-note">不带入：{skipped}。</p>}
      {records.length > 0 && (
        <details>
          <summary>看一看是哪几条</summary>
          <table className="carry-cells">
            <thead>
              <tr>
                <th scope="col">上年登记的</th>
                <th scope="col">带入后</th>
              </tr>
            </thead>
            <tbody>
              {records.map((record) => {
                const { name, now } = recordWords(form, record);
                return (
                  <tr key={record.id}>
                    <th scope="row">{name}</th>
                    <td>{now}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </details>
      )}
      {cells.length > 0 && (
        <details>
          <summary>看一看上年的数</summary>
          <table className="carry-cells">
            <thead>
              <tr>
                <th scope="col">指标</th>
                <th scope="col">上年</th>
              </tr>
            </thead>
            <tbody>
              {cells.map(({ cell, content }) => (
                <tr key={cell}>
                  <th scope="row">{placeOf(form, cell)}</th>
                  <td className={content.kind === 'number' ? 'number' : undefined}>
                    {lastYear.text(form.code, cell)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}

function countWords({ cells, records }: CarriedForm): string {
  if (records.length > 0) return `${records.length} 条`;
  return cells.length === 0 ? '没有可带入的' : `${cells.length} 项`;
}
