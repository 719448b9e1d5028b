/** How many pixels a form scrolls in a frame while the mouse is held beyond its edge; 0 inside it. */
export function dragSpeed(pointer: number, low: number, high: number): number {
  const beyond = pointer < low ? pointer - low : Math.max(0, pointer - high);
  return beyond === 0 ? 0 : Math.sign(beyond) * Math.min(28, 4 + Math.abs(beyond) / 4);
}

/** The place inside the edges that is nearest to the pointer. */
export function dragPoint(pointer: number, low: number, high: number): number {
  return Math.max(low + 2, Math.min(pointer, high - 2));
}
