import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import { access } from '../store/access';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';
import '../styles/access.css';

/** Who works now, where there are several: what is typed from then on carries that name. */
export function OperatorChooser() {
  const { call, notices, session } = useApp();
  const { operators, operator } = useValue(access) ?? session.start.access;

  async function choose(id: number | null) {
    try {
      access.set(await call('access.setOperator', { id }));
    } catch (thrown) {
      notices.tell(errorSentence(errorOf(thrown)), 'problem');
    }
  }

  return (
    <label className="operator-chooser" data-missing={operator === null || undefined}>
      {operator === null ? '还没有选填报人' : '填报人'}
      <select
        data-testid="operator-chooser"
        value={operator?.id ?? ''}
        onChange={({ target }) => void choose(target.value === '' ? null : Number(target.value))}
      >
        {operator === null && <option value="">请选择</option>}
        {operators.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
