import { changedValues } from '../../shared/explanation';
import type { CellRef } from '../../shared/finding';
import { sideValue } from '../../shared/finding-text';
import { CellPlace } from '../components/cell-place';
import type { FindingView } from '../store/finding-views';

/** Values that are named; of the rest it is said how many there are. */
const named = 3;

interface StaleNoticeProps {
  readonly view: FindingView;
}

/** Which values changed since the text was written, from what to what. */
export function StaleNotice({ view: { finding, written } }: StaleNoticeProps) {
  const changed = written === null ? [] : changedValues(written, finding);
  return (
    <p className="explanation-stale">
      <strong>数据已变，请重新确认</strong>
      {changed.slice(0, named).map(({ name, before, now }) => (
        <span key={name}>
          <ValueName name={name} form={finding.form} /> {sideValue(before)} → {sideValue(now)}
        </span>
      ))}
      {changed.length > named && <span>等 {changed.length} 处</span>}
    </p>
  );
}

function ValueName({ name, form }: { readonly name: string; readonly form: string }) {
  if (name === 'left') return '左边';
  if (name === 'right') return '右边';
  const mark = name.indexOf('!');
  const cell: CellRef = { form: name.slice(0, mark), cell: name.slice(mark + 1) };
  return <CellPlace cell={cell} within={form} />;
}
