import { describe, expect, it } from 'vitest';
import { zoomAfter } from '../../electron/zoom';

describe('zoomAfter', () => {
  it('goes through the steps and stays at either end', () => {
    const up = [1, 1.1, 1.25, 1.5, 1.75, 2, 2];
    for (const [index, factor] of up.slice(0, -1).entries()) expect(zoomAfter(factor, 1)).toBe(up[index + 1]);
    expect(zoomAfter(2, -1)).toBe(1.75);
    expect(zoomAfter(1, -1)).toBe(1);
    expect(zoomAfter(1.75, 0)).toBe(1);
  });

  it('takes the factors that Chromium gives back', () => {
    expect(zoomAfter(1.2500000000000002, 1)).toBe(1.5);
    expect(zoomAfter(1.2500000000000002, -1)).toBe(1.1);
    expect(zoomAfter(2.0000000000000004, 1)).toBe(2);
    expect(zoomAfter(1.3, -1)).toBe(1.25);
  });
});
