const forNextFrame = new Set<() => void>();
const painted = new Set<() => void>();
let isScheduled = false;

/**
 * Runs once the next frame is on screen; what waits for the same frame runs together. Asked again between that frame
 * and its run, it waits for the frame that shows the newer change instead of making that one longer.
 */
export function afterFrame(update: () => void): void {
  painted.delete(update);
  forNextFrame.add(update);
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    for (const each of forNextFrame) painted.add(each);
    forNextFrame.clear();
    setTimeout(() => {
      const updates = [...painted];
      painted.clear();
      for (const each of updates) each();
    });
  });
}

export function forgetAfterFrame(update: () => void): void {
  forNextFrame.delete(update);
  painted.delete(update);
}
