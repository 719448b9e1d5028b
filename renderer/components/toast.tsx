import { useApp } from '../store/context';
import { useValue } from '../store/observable';

/** The short message at the foot of the window. */
export function Toast() {
  const { notices } = useApp();
  const notice = useValue(notices.current);
  return (
    <div className="toast-place" role="status" aria-live="polite">
      {notice !== null && (
        <button
          key={notice.id}
          type="button"
          className="toast"
          data-tone={notice.tone}
          onClick={() => notices.dismiss()}
        >
          {notice.text}
        </button>
      )}
    </div>
  );
}
