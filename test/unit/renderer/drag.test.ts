import { describe, expect, it } from 'vitest';
import { dragPoint, dragSpeed } from '../../../renderer/grid/drag';

describe('dragging beyond the edge', () => {
  it('scrolls faster the further the mouse is, up to a limit, and not at all inside', () => {
    expect(dragSpeed(150, 100, 200)).toBe(0);
    expect(dragSpeed(100, 100, 200)).toBe(0);
    expect(dragSpeed(204, 100, 200)).toBe(5);
    expect(dragSpeed(96, 100, 200)).toBe(-5);
    expect(dragSpeed(5000, 100, 200)).toBe(28);
  });

  it('reaches for the last cell in sight', () => {
    expect(dragPoint(150, 100, 200)).toBe(150);
    expect(dragPoint(900, 100, 200)).toBe(198);
    expect(dragPoint(-3, 100, 200)).toBe(102);
  });
});
