import type { Movement } from '../../shared/roster/plan';
import { Mark } from '../components/marks';
import { isGuess, keyOf } from './rosters-moves-view';

interface MovesRowProps {
  readonly movement: Movement;
  /** Some row of the table has a remark. */
  readonly hasRemarks: boolean;
  readonly active: boolean;
  readonly ticked: boolean;
  readonly onActive: () => void;
  readonly onTick: (ticked: boolean) => void;
}

export function MovesRow({ movement, hasRemarks, active, ticked, onActive, onTick }: MovesRowProps) {
  const { person, side, before, after, remark } = movement;
  const { name = '', identity, register } = person.values;
  const number = identity ?? register ?? '';
  const away = '不在本校';
  return (
    <tr
      tabIndex={active ? 0 : -1}
      aria-selected={ticked}
      data-active={active || undefined}
      data-move={keyOf(movement)}
      data-side={side}
      onFocus={onActive}
      onClick={(event) => event.currentTarget.focus()}
    >
      <td>
        {side !== 'stayed' && (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`选中 ${name}`}
            checked={ticked}
            onChange={(event) => onTick(event.target.checked)}
          />
        )}
      </td>
      <th scope="row">
        {name}
        <small className="moves-number moves-below">{number}</small>
      </th>
      <td className="moves-number">{number}</td>
      <td>{side === 'went' ? person.place : (before ?? away)}</td>
      <td>{side === 'went' ? (after ?? away) : person.place}</td>
      <td>
        <Word movement={movement} />
      </td>
      {hasRemarks && <td className="moves-remark">{remark}</td>}
    </tr>
  );
}

function Word({ movement }: { readonly movement: Movement }) {
  const { side, chosen, suggested } = movement;
  if (side === 'stayed') return <span className="moves-guess">还在本校</span>;
  if (chosen !== null)
    return (
      <span className="moves-said">
        <Mark shape="check" />
        {chosen}
      </span>
    );
  if (suggested !== null)
    return (
      <span className="moves-guess">
        {suggested}
        <small>{isGuess(movement) ? '推断' : '名册'}</small>
      </span>
    );
  return (
    <span className="moves-unsaid">
      <Mark shape="triangle" />
      未说明
    </span>
  );
}
