import { useEffect, useState } from 'react';
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
  const derived = useValue(store.derived);
  const [count, setCount] = useState(0);
  const [open, setOpen] = useState(false);

  // Last year is only read once the page is painted and nothing else is to be done.
  useEffect(() => {
    const look = () => {
      const now = offered(offerOf(store));
      setCount(now);
      if (newRound.get() !== store.submission.get().id) return;
      newRound.set(null);
      setOpen(now > 0);
    };
    const idle = requestIdleCallback(look, { timeout: 1000 });
    return () => cancelIdleCallback(idle);
  }, [store, derived]);

  // Asked for once, where she is when the round is new: not in the middle of later work.
  useEffect(
    () => () => {
      if (newRound.get() === store.submission.get().id) newRound.set(null);
    },
    [store],
  );

  if (locked || count + waiting === 0) return null;
  return (
    <section className="carry-offer" aria-label="从上年带入">
      {count > 0 && (
        <div>
          <button type="button" data-testid="open-carry" onClick={() => setOpen(true)}>
            从上年带入 {count} 项…
          </button>
          <p>
            校舍、占地、设备、联系方式等往年不常变的，台账里还没了结的，不用重打；带入后逐格看有没有变化。
          </p>
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
