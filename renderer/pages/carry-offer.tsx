import { useEffect, useState } from 'react';
import type { CarriedForm } from '../../shared/carry';
import { Mark } from '../components/marks';
import { CarryDialog } from '../on-demand';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { toConfirmByForm } from '../store/to-confirm';
import { goToNextToConfirm } from './carry-keys';
import { newRound, offered, offerOf } from './carry-plan';
import '../styles/carry.css';

/** On the home page: what may be taken over from last year, and what was taken over and waits to be looked at. */
export function CarryOffer() {
  const app = useApp();
  const store = useSubmission();
  const counts = toConfirmByForm(useValue(store.toConfirm));
  const waiting = store.forms.reduce((sum, { code }) => sum + (counts.get(code) ?? 0), 0);
  const locked = useValue(store.locked);
  const plan = useOffer();
  const [open, setOpen] = useState(false);
  const count = plan === null ? 0 : offered(plan);

  useEffect(() => {
    if (plan === null || newRound.get() !== store.submission.get().id) return;
    newRound.set(null);
    setOpen(count > 0);
  }, [store, plan, count]);

  if (locked || count + waiting === 0) return null;
  return (
    <section className="carry-offer" aria-label="从上年带入">
      {count > 0 && (
        <div>
          <button type="button" data-testid="open-carry" onClick={() => setOpen(true)}>
            从上年带入 {count} 项…
          </button>
          <p>校舍、占地、设备、联系方式等往年不常变的，不用重打；带入后逐格看有没有变化。</p>
        </div>
      )}
      {waiting > 0 && (
        <div>
          <button type="button" data-testid="next-to-confirm" onClick={() => goToNextToConfirm(app, store)}>
            <Mark shape="question" /> 待核 {waiting} 格 · 去看
          </button>
          <p>沿用上年的数，没有变化的按 Ctrl+M 确认，变了的直接重填。按 F7 到下一个待核的格。</p>
        </div>
      )}
      {open && <CarryDialog onClose={() => setOpen(false)} />}
    </section>
  );
}

/** Null until it is known: last year is only read once the page is painted and nothing else is to be done. */
function useOffer(): readonly CarriedForm[] | null {
  const store = useSubmission();
  const derived = useValue(store.derived);
  const [plan, setPlan] = useState<readonly CarriedForm[] | null>(null);
  useEffect(() => {
    const waiting = requestIdleCallback(() => setPlan(offerOf(store)), { timeout: 1000 });
    return () => cancelIdleCallback(waiting);
  }, [store, derived]);
  return plan;
}
