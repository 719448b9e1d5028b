import { openDialog } from '../components/open-dialog';

/** Frames in which a page or panel has come, were the machine a slow one. */
export const mostFrames = 120;
/** The sheet that comes takes the focus for its cursor; this many frames later it has had its turn. */
const settled = 6;

/**
 * Gives the focus to what is not on screen yet, after whatever else takes it while the page comes. What she does herself
 * meanwhile goes before.
 */
export function focusSoon(find: () => HTMLElement | null): void {
  let tries = mostFrames;
  let had = 0;
  const stop = () => {
    tries = 0;
    for (const event of acts) window.removeEventListener(event, stop, true);
  };
  for (const event of acts) window.addEventListener(event, stop, true);
  const look = () => {
    if (tries <= 0) return;
    const place = find();
    if (place?.checkVisibility() === true) {
      if (document.activeElement !== place) place.focus();
      had += 1;
    }
    if (had < settled && (tries -= 1) > 0) requestAnimationFrame(look);
    else stop();
  };
  requestAnimationFrame(look);
}

const acts = ['pointerdown', 'keydown'] as const;

/**
 * What finished a step may have gone from the screen with the focus, at once or with its dialog: then `find` gets it.
 * Returns what ends the watching.
 */
export function catchLostFocus(find: () => HTMLElement | null): () => void {
  let tries = mostFrames;
  let frame = 0;
  const look = () => {
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (lost && openDialog() === null) find()?.focus();
    if ((tries -= 1) > 0) frame = requestAnimationFrame(look);
  };
  frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}

/** The new page begins at its heading: the button that left the sample has gone with the old one. */
export function focusHeading(): void {
  sessionStorage.removeItem('leftSample');
  focusSoon(() => {
    const heading = document.querySelector('h1');
    if (heading !== null) heading.tabIndex = -1;
    return heading;
  });
}
