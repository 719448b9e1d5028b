import { Chart } from '../charts/chart';
import { Mark } from '../components/marks';
import { memberRows, membersChart, unweightedRemark } from './balance-table';
import type { BalanceItem, MemberRow } from './balance-table';

export interface MemberActions {
  readonly onExclude: (schoolId: number, out: boolean) => void;
  /** Goes to the school's own figures. */
  readonly onShow: (schoolId: number) => void;
}

interface BalanceSchoolsProps extends MemberActions {
  readonly stage: string;
  readonly item: BalanceItem;
}

/** The schools behind a coefficient: who differs, by how much, and what it would be without them. */
export function BalanceSchools({ stage, item, ...actions }: BalanceSchoolsProps) {
  const rows = memberRows(item);
  const remark = unweightedRemark(item);
  return (
    <div className="balance-schools" data-testid="balance-schools">
      <table className="balance-table" aria-label={`${stage}${item.name}：各校`}>
        <thead>
          <tr>
            <th scope="col">计入</th>
            <th scope="col">学校</th>
            <th scope="col" className="number">
              {item.unit === '' ? '数值' : `数值（${item.unit}）`}
            </th>
            <th scope="col" className="number">
              学生数
            </th>
            <th scope="col" className="number">
              占全部差异
            </th>
            <th scope="col" className="number">
              去掉这所，系数
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <School key={row.member.schoolId} row={row} {...actions} />
          ))}
        </tbody>
      </table>
      <p className="balance-quiet">
        取消勾选，这所学校就不算在任何一项里，系数立即重算；只是试算，不改动报表，离开本页即恢复。
      </p>
      {remark !== null && <p className="balance-quiet">{remark}</p>}
      <Chart spec={membersChart(stage, item)} />
    </div>
  );
}

function School({ row, onExclude, onShow }: { readonly row: MemberRow } & MemberActions) {
  const { member, state, value, pupils, share, without, against, note } = row;
  return (
    <tr data-state={state} data-school={member.code}>
      <td>
        <input
          type="checkbox"
          aria-label={`计入 ${member.name}`}
          checked={state === 'counted' || state === 'lacking'}
          disabled={state === 'excluded'}
          onChange={({ target }) => onExclude(member.schoolId, !target.checked)}
        />
      </td>
      <th scope="row">
        <button
          type="button"
          className="link"
          title="换到这所学校，看它的八项、七项和数据来源"
          onClick={() => onShow(member.schoolId)}
        >
          {member.name}
        </button>
        {note !== '' && (
          <span className="balance-member-note">
            {state === 'lacking' && <Mark shape="question" />} {note}
          </span>
        )}
      </th>
      <td className="number" data-column="value">
        {value}
        {against !== '' && <span className="balance-against">{against}</span>}
      </td>
      <td className="number">{pupils}</td>
      <td className="number" data-column="share">
        {share}
      </td>
      <td className="number" data-column="without">
        {without}
      </td>
    </tr>
  );
}
