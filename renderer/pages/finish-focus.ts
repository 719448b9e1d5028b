/** Frames after which nothing is waited for any more. */
const patience = 60;

/**
 * Puts the focus where she goes on after what she pressed has gone: on the first of these, by selectors within the page,
 * that is there and can be used. Where she has gone on herself the focus stays with her; in the practice the guide leads.
 */
export function goOnAt(...selectors: readonly string[]): void {
  if (document.documentElement.dataset['practice'] !== undefined) return;
  let frames = 0;
  const look = () => {
    const now = document.activeElement;
    const isFree = now === null || now === document.body || now.matches(':disabled');
    if (frames > 1 && !isFree) return;
    const found = selectors
      .map((selector) => document.querySelector<HTMLElement>(`.finish ${selector}`))
      .find((element) => element !== null && !element.matches(':disabled'));
    if (frames > 1 && found !== undefined && found !== null) found.focus();
    else if (frames < patience) requestAnimationFrame(look);
    frames += 1;
  };
  requestAnimationFrame(look);
}
