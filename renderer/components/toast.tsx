import { useEffect } from 'react';
import { useApp } from '../store/context';
import { useValue } from '../store/observable';

/** Milliseconds in which a page may come up that belongs to the message itself. */
const ownPage = 400;

/** The short message above the status line; it goes with the page that it was about. */
export function Toast() {
  const { notices, navigation } = useApp();
  const notice = useValue(notices.current);
  useEffect(() => {
    if (notice?.tone !== 'info') return undefined;
    const told = performance.now();
    return navigation.page.subscribe(() => {
      if (performance.now() - told > ownPage) notices.dismiss();
    });
  }, [notice, notices, navigation]);
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
