import { describe, expect, it } from 'vitest';
import { exactValue, settled } from '../../../renderer/grid/shown-value';
import type { CellSpec } from '../../../shared/value';

const count = { type: 'integer' } as const;
const money = { type: 'decimal', decimals: 2 } as const;
const code = { type: 'text' } as const;
const date = { type: 'date' } as const;

const take = (text: string, behind: string, spec: CellSpec) =>
  settled({ text, exact: exactValue(behind) }, spec);
const asShown = (text: string) => ({ text, asShown: true });
const plainly = (text: string) => ({ text, asShown: false });

describe('the number behind a copied cell', () => {
  it('counts where it says the same as the text, rounded to its decimals', () => {
    expect(take('1,235', '1234.5', money)).toEqual(plainly('1234.5'));
    expect(take('0.3', '0.29999999999999999', money)).toEqual(plainly('0.3'));
    expect(take('(5)', '-5', count)).toEqual(plainly('-5'));
    expect(take('¥1,234.50', '1234.5', money)).toEqual(plainly('1234.5'));
    expect(take('1.01', '1.005', { type: 'decimal', decimals: 3 })).toEqual(plainly('1.005'));
  });

  it('counts where the text shows no figure', () => {
    expect(take('#####', '434160', count)).toEqual(plainly('434160'));
    expect(take('1.2E+03', '1234', count)).toEqual(plainly('1234'));
    expect(take('1.2E+11', '123456789012', code)).toEqual(plainly('123456789012'));
  });

  it('does not replace a code with zeros in front, a scaled figure, a percentage or a date', () => {
    expect(take('000123', '123', code)).toEqual(plainly('000123'));
    expect(take('123.5', '1234567', money)).toEqual(asShown('123.5'));
    expect(take('1,235', '1234567', count)).toEqual(asShown('1,235'));
    expect(take('12.5%', '0.125', money)).toEqual(plainly('12.5%'));
    for (const shown of ['2026.9.1', '20260901', '2026.09', '2026年9月'])
      for (const spec of [date, code]) expect(take(shown, '46266', spec)).toEqual(plainly(shown));
  });

  it('gives way to the text where the cell can hold only that, which is counted', () => {
    expect(take('123.46', '123.456', money)).toEqual(asShown('123.46'));
    expect(take('2', '1.5', count)).toEqual(asShown('2'));
    expect(take('1,235', '1234.5', count)).toEqual(asShown('1235'));
    expect(take('123.456', '123.4561', money)).toEqual(plainly('123.4561'));
  });

  it('gives a date without its year the day behind it, if the month and the day agree', () => {
    expect(take('9月1日', '46266', date)).toEqual(plainly('2026-09-01'));
    expect(take('9-1', '46266', date)).toEqual(plainly('2026-09-01'));
    expect(take('####', '46266', date)).toEqual(plainly('2026-09-01'));
    expect(take('9-2', '46266', date)).toEqual(plainly('9-2'));
    expect(take('9-1', '46266', code)).toEqual(plainly('9-1'));
  });

  it('is none where it is no number, or longer than the other program can keep', () => {
    expect(['', 'x', '.', '1e999', '440102199001011234'].map(exactValue)).toEqual(Array(5).fill(null));
    expect(exactValue('1e-7')).toBe('0.0000001');
  });
});
