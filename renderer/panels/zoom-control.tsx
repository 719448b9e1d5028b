import { useEffect } from 'react';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';

/** Pixels: a notch of a wheel turns further, a touchpad gathers it in small parts. */
const oneStep = 60;

/** How large everything is shown; the keys and the wheel with Ctrl go the same way through main. */
export function ZoomControl() {
  const { call, session, notices } = useApp();
  const { zoom = 1 } = useValue(session.preferences);
  const by = (step: -1 | 0 | 1) =>
    void call('app.zoom', { step }).catch(() => notices.tell('没能改变显示大小，请再试一次。', 'problem'));

  useEffect(() => {
    let turned = 0;
    const onWheel = ({ ctrlKey, deltaY }: WheelEvent) => {
      turned = ctrlKey ? turned + deltaY : 0;
      if (Math.abs(turned) < oneStep) return;
      void call('app.zoom', { step: turned < 0 ? 1 : -1 }).catch(() => undefined);
      turned = 0;
    };
    // Passive, so that scrolling never waits for it.
    window.addEventListener('wheel', onWheel, { passive: true });
    return () => window.removeEventListener('wheel', onWheel);
  }, [call]);

  return (
    <span className="zoom" role="group" aria-label="显示大小">
      <button
        type="button"
        data-testid="zoom-out"
        aria-label="缩小"
        title="缩小 Ctrl+减号"
        disabled={zoom <= 1}
        onClick={() => by(-1)}
      >
        －
      </button>
      <button
        type="button"
        className="quiet"
        data-testid="zoom-usual"
        title="恢复 100% Ctrl+0"
        onClick={() => by(0)}
      >
        {Math.round(zoom * 100)}%
      </button>
      <button
        type="button"
        data-testid="zoom-in"
        aria-label="放大"
        title="放大 Ctrl+加号"
        disabled={zoom >= 2}
        onClick={() => by(1)}
      >
        ＋
      </button>
    </span>
  );
}
