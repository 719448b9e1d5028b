import type { RefObject } from 'react';

/**
 * Puts the focus on an element that is painted, or out of use, only until what was just done is shown. Where she has
 * gone on meanwhile, the focus stays with her.
 */
export function focusLater(element: RefObject<HTMLElement | null>): void {
  setTimeout(() => {
    const now = document.activeElement;
    if (now === null || now === document.body || now.matches(':disabled')) element.current?.focus();
  }, 50);
}
