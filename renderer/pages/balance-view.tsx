import { useValue } from '../store/observable';
import { useApp } from '../store/context';
import { BalanceAcross } from './balance-across';
import { balancePart, ownControl, type BalancePart } from './balance-choice';
import { BalanceOwn } from './balance-own-view';
import '../styles/balance.css';

const parts: readonly { readonly part: BalancePart; readonly name: string }[] = [
  { part: 'coefficients', name: '校际差异系数' },
  { part: 'own', name: '本校八项、七项' },
  { part: 'totals', name: '全部学校合计' },
];

/** 均衡: how far the schools of the round differ, what this school reaches, and what all of them come to together. */
export function BalanceView() {
  const { session } = useApp();
  const several = useValue(session.state).schools.length > 1;
  const shown = useValue(balancePart) ?? (several ? 'coefficients' : 'own');
  return (
    <div className="balance" data-testid="balance">
      <div className="balance-parts" role="group" aria-label="看均衡的什么">
        {parts.map(({ part, name }) => (
          <button
            key={part}
            type="button"
            aria-pressed={part === shown}
            data-testid={`balance-${part}`}
            data-control={part === 'own' ? ownControl : undefined}
            onClick={() => balancePart.set(part)}
          >
            {name}
          </button>
        ))}
      </div>
      {shown === 'own' ? <BalanceOwn /> : <BalanceAcross part={shown} />}
    </div>
  );
}
