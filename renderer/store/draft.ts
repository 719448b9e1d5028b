/**
 * The text that is being typed lives in one editor at a time and nowhere else. Whoever takes the editor away, by
 * leaving the page or closing the window, first asks it to hand its text over.
 */
let handOver: (() => void) | null = null;

export function openDraft(commit: () => void): () => void {
  handOver = commit;
  return () => {
    if (handOver === commit) handOver = null;
  };
}

export function commitDraft() {
  handOver?.();
}
