/**
 * Text that is being typed lives in its editor and nowhere else. Whoever takes editors away, by leaving the page or
 * closing the window, first asks them to hand their text over.
 */
const editors = new Set<() => void>();

export function openDraft(commit: () => void): () => void {
  editors.add(commit);
  return () => editors.delete(commit);
}

export function commitDraft() {
  for (const commit of [...editors]) commit();
}
