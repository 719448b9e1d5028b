/**
 * Puts a text on the clipboard, from a click or a key; false when it could not be. The page has no permission to write
 * there by itself, only by a command of the clerk, as when she copies what is selected.
 */
export function copyText(text: string): boolean {
  const focused = document.activeElement;
  const source = document.createElement('textarea');
  source.value = text;
  source.className = 'copy-source';
  source.setAttribute('aria-hidden', 'true');
  document.body.append(source);
  source.select();
  // The newer way asks for a permission that is never given.
  const copied = document.execCommand('copy');
  source.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}
