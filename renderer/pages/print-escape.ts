import { useEffect } from 'react';
import { openDialog } from '../components/open-dialog';

/** Escape leaves the page, where nothing that lies above it takes the key first: a dialog, a drawer, a question. */
export function useEscape(leave: () => void): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      if (openDialog() === null) leave();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [leave]);
}
