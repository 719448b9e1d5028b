import type { Indicator } from '../../shared/indicator-definition';
import { VerdictMark } from '../components/marks';
import type { IndicatorRow } from './indicators-rows';
import { lackingText, rangeWords, targetNature, targetText } from './indicators-words';

interface TargetTableProps {
  readonly row: IndicatorRow;
  readonly gap: Indicator['gap'];
}

/** What every profile of the round asks, those that bind first, with the words they were taken from. */
export function TargetTable({ row, gap }: TargetTableProps) {
  const { adopted, state } = row;
  return (
    <table className="indicator-targets" data-testid="targets">
      <caption>目标值</caption>
      <thead>
        <tr>
          <th scope="col">目标方案</th>
          <th scope="col">要求</th>
          <th scope="col">判定</th>
          <th scope="col">差距</th>
          <th scope="col">依据</th>
        </tr>
      </thead>
      <tbody>
        {adopted.targets.map((target, index) => (
          <tr key={index} data-binding={target.binding || undefined}>
            <th scope="row">
              {target.profileName}
              <span className="indicator-stage">{target.stage}</span>
            </th>
            <td>
              {targetText(target, adopted.unit)}
              {targetNature(target) !== null && <span className="tag">{targetNature(target)}</span>}
            </td>
            <td>{state === 'invalid' ? rangeWords.invalid : <VerdictMark verdict={target.verdict} />}</td>
            <td>{lackingText(target, adopted.unit, gap) ?? ''}</td>
            <td className="target-words">
              {target.quote !== null && <q>{target.quote}</q>} {target.source}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
