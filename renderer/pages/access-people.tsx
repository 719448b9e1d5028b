import { useState, type FormEvent } from 'react';
import type { AccessState, Duty, Operator } from '../../shared/ipc-access';
import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { Dialog } from '../components/dialog';
import { Field, Select } from '../components/field';
import { access } from '../store/access';
import { useApp } from '../store/context';

const duties: readonly Duty[] = ['clerk', 'lead', 'head'];
const dutyNames: Readonly<Record<Duty, string>> = {
  clerk: '填表人',
  lead: '统计负责人',
  head: '单位负责人',
};

/** Who works at this PC: the log names them. Nobody has to be entered. */
export function AccessPeople({ state }: { readonly state: AccessState }) {
  const { call, notices } = useApp();
  const [asked, setAsked] = useState<Operator | 'new' | null>(null);

  async function work(id: number) {
    try {
      access.set(await call('access.setOperator', { id }));
    } catch (thrown) {
      notices.tell(errorSentence(errorOf(thrown)), 'problem');
    }
  }

  return (
    <section className="access-card" aria-labelledby="access-people">
      <h2 id="access-people">谁在填报</h2>
      <p className="access-note">
        登记以后，「修改记录」会写明每一处是谁改的。只有一个人的自动算他；两个人以上的，在状态栏或解锁时选。
      </p>
      {state.operators.length === 0 ? (
        <p>还没有登记人员。只有您一个人用的，可以不登记。</p>
      ) : (
        <table className="access-people">
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">职责</th>
              <th scope="col">现在填报</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {state.operators.map((operator) => (
              <tr key={operator.id}>
                <td>{operator.name}</td>
                <td>{dutyNames[operator.duty]}</td>
                <td>
                  <label>
                    <input
                      type="radio"
                      name="operator"
                      aria-label={`现在是${operator.name}在填报`}
                      checked={state.operator?.id === operator.id}
                      onChange={() => void work(operator.id)}
                    />
                    {state.operator?.id === operator.id && ' 正在填报'}
                  </label>
                </td>
                <td>
                  <button
                    type="button"
                    aria-label={`修改${operator.name}`}
                    onClick={() => setAsked(operator)}
                  >
                    修改…
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="access-buttons">
        <button type="button" data-testid="access-add" onClick={() => setAsked('new')}>
          登记人员…
        </button>
      </div>
      {asked !== null && (
        <PersonDialog operator={asked === 'new' ? null : asked} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}

interface PersonDialogProps {
  /** Null for a new one. */
  readonly operator: Operator | null;
  readonly onClose: () => void;
}

function PersonDialog({ operator, onClose }: PersonDialogProps) {
  const { call } = useApp();
  const [name, setName] = useState(operator?.name ?? '');
  const [duty, setDuty] = useState<Duty>(operator?.duty ?? 'clerk');
  const [problem, setProblem] = useState<string | undefined>();

  async function save(retired: boolean) {
    if (name.trim() === '') {
      setProblem('请写姓名');
      return;
    }
    try {
      const next =
        operator === null
          ? await call('access.addOperator', { name, duty })
          : await call('access.changeOperator', { id: operator.id, name, duty, retired });
      access.set(next);
      onClose();
    } catch (thrown) {
      setProblem(errorSentence(errorOf(thrown)));
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void save(false);
  }

  return (
    <Dialog title={operator === null ? '登记人员' : '修改人员'} onClose={onClose}>
      <form className="access-form" onSubmit={submit}>
        <Field label="姓名" problem={problem}>
          <input
            name="operatorName"
            maxLength={30}
            data-focus-first
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
        <Field label="职责">
          <Select name="duty" value={duty} options={duties} labels={dutyNames} onChange={setDuty} />
        </Field>
        {operator !== null && (
          <p className="access-note">停用的不再出现在名单里；以前的修改记录仍写着这个名字，不会删掉。</p>
        )}
        <footer>
          {operator !== null && (
            <button type="button" onClick={() => void save(true)}>
              停用
            </button>
          )}
          <button type="button" onClick={onClose}>
            取消
          </button>
          <button type="submit" className="primary" data-testid="access-save-person">
            确定
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
