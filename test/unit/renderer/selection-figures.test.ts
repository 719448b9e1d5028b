import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../renderer/grid/selection-figures';

const figures = (...texts: readonly string[]) => figuresOf(texts.map((text) => ({ text, numeric: true })));

describe('figuresOf', () => {
  it('adds up exactly and rounds the average only', () => {
    expect(figures('0.1', '0.2')).toEqual({ count: 2, sum: '0.3', average: '0.15' });
    expect(figures('1', '1', '2', '')).toEqual({ count: 3, sum: '4', average: '1.33' });
    expect(figures('9007199254740991', '2')).toMatchObject({ sum: '9007199254740993' });
    expect(figures('434160.00', '0.50')).toMatchObject({ sum: '434160.5', average: '217080.25' });
    expect(figures('0', '0')).toEqual({ count: 2, sum: '0', average: '0' });
  });

  it('counts texts but adds none up', () => {
    const mixed = [
      { text: '440106', numeric: false },
      { text: '十二', numeric: true },
      { text: '5', numeric: true },
    ];
    expect(figuresOf(mixed)).toEqual({ count: 3, sum: '5', average: '5' });
    expect(figuresOf(mixed.slice(0, 2))).toEqual({ count: 2, sum: null, average: null });
  });
});
