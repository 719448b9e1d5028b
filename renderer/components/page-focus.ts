import { useEffect } from 'react';
import { focusSoon } from '../panels/practice-focus';

/**
 * A page that a menu leads to begins at its heading: the menu gives the focus back to its button, from which the keyboard
 * would have to go through the whole bar. A place within the page that took it already keeps it.
 */
export function usePageFocus(): void {
  useEffect(() => {
    if (document.activeElement?.closest('.page') instanceof Element) return;
    focusSoon(() => {
      const heading = document.querySelector<HTMLElement>('.page h1');
      if (heading !== null) heading.tabIndex = -1;
      return heading;
    });
  }, []);
}
