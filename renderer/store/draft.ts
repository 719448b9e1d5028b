/**
 * Text that is being typed lives in its editor and nowhere else. Whoever takes editors away, by leaving the page or
 * closing the window, first asks them to hand their text over.
 */
const editors = new Set<() => void>();

/** Texts that stay drafts while their submission is open, whatever page is shown. */
const kept = new Set<() => void>();

export function openDraft(commit: () => void): () => void {
  editors.add(commit);
  return () => editors.delete(commit);
}

export function keepDraft(commit: () => void): () => void {
  kept.add(commit);
  return () => kept.delete(commit);
}

export function commitDraft() {
  for (const commit of [...editors]) commit();
}

/** The submission is about to leave the screen: what was kept as a draft would be lost with it. */
export function commitAll() {
  commitDraft();
  for (const commit of [...kept]) commit();
}
