import { describe, expect, test } from 'vitest';
import { decimal } from '../../shared/decimal';
import { impliedBase } from '../../shared/implied-base';
import { sumOfParts } from '../../shared/sum-of-parts';

describe('the base that a count and a rate imply', () => {
  test('6 pupils at 0.01 % are of 60000, or of 600 if the number was a ratio', () => {
    expect(impliedBase(6, '0.01%')).toEqual({
      base: '60000',
      range: ['40000', '120000'],
      ifRatio: { rate: '1%', base: '600', range: ['400', '1200'] },
      suspicious: true,
    });
  });

  test('a rate without a sign is in per cent; signs of full width and per mille are read', () => {
    expect(impliedBase(6, '0.01')).toEqual(impliedBase(6, ' 0.01 ％'));
    expect(impliedBase(6, '0.1‰')?.base).toBe('60000');
  });

  test('decimals that the rate was rounded to narrow the range, whether printed or told', () => {
    expect(impliedBase(18, '90%')).toMatchObject({ base: '20', range: ['19.89', '20.11'], ifRatio: null });
    expect(impliedBase(18, '90.00%')?.range).toEqual(['20', '20']);
    expect(impliedBase(18, '90%', 2)).toEqual(impliedBase(18, '90.00%'));
    expect(impliedBase(18, '90.00%', 1)).toEqual(impliedBase(18, '90.00%'));
  });

  test('0.1 % and more is not suspicious by itself', () => {
    expect(impliedBase(4, '0.65%')).toMatchObject({ base: '615', suspicious: false });
    expect(impliedBase(4, '0.1%')?.suspicious).toBe(false);
    expect(impliedBase(4, '0.09%')?.suspicious).toBe(true);
  });

  test('a ratio of one is all of them, above it there is none', () => {
    expect(impliedBase(6, '1%')?.ifRatio?.base).toBe('6');
    expect(impliedBase(6, '1.01%')?.ifRatio).toBeNull();
  });

  test('counts stay exact', () => {
    expect(impliedBase(decimal('90071992547409931'), '100%')?.base).toBe('90071992547409931');
  });

  test.each([
    [6, '0.00%'],
    [0, '0.01%'],
    [-1, '0.01%'],
    [6, ''],
    [6, '-1%'],
    [6, '1/100'],
    [6, '约1%'],
    [6, '1e-2'],
  ])('nothing follows from %s at “%s”', (count, rate) => {
    expect(impliedBase(count, rate)).toBeNull();
  });
});

test('parts and their total', () => {
  expect(sumOfParts(26, [12, 2, 5, 6])).toEqual({ sum: '25', ok: false, difference: '1' });
  expect(sumOfParts(449, [48, 329, 120])).toEqual({ sum: '497', ok: false, difference: '-48' });
  expect(sumOfParts(decimal('239.9'), ['120', '78', '2.6', '10', '0.8', '28.5'].map(decimal)).ok).toBe(true);
  expect(sumOfParts(0, [])).toEqual({ sum: '0', ok: true, difference: '0' });
});
