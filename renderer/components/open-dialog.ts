/** The dialog on top, while one is open: then the keys of the window are not to be heard. */
export function openDialog(): HTMLElement | null {
  return [...document.querySelectorAll<HTMLElement>('[data-modal]')].at(-1) ?? null;
}
