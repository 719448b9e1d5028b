import { useEffect, useState } from 'react';

/**
 * The value as it was when the last frame was painted: what is typed appears first, and what is said about it in the
 * panels follows one frame later instead of making that frame longer.
 */
export function useAfterPaint<T>(value: T): T {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => setShown(value));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return shown;
}
