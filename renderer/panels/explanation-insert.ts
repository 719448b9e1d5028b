/** What has to be typed after `text` to add `offered` to it; empty where it is there already. */
export function addition(text: string, offered: string): string {
  if (text.includes(offered)) return '';
  const begun = text.trimEnd();
  return begun === '' || /[，。；：、！？,.;:!?\n]$/.test(begun) ? offered : `；${offered}`;
}

/** Adds an offered text at the end of what she wrote, as if it were typed: Ctrl+Z in the box takes it back. */
export function insertOffered(box: HTMLTextAreaElement | null, offered: string) {
  if (box === null) return;
  box.focus();
  const added = addition(box.value, offered);
  if (added === '') return;
  box.setSelectionRange(box.value.length, box.value.length);
  // The only way to change a field that its own undo knows of.
  if (document.execCommand('insertText', false, added)) return;
  box.setRangeText(added, box.value.length, box.value.length, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
}
