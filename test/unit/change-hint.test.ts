import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeHint, yearChange } from '../../shared/change-hint';

describe('the change from last year', () => {
  it('is exact, also with decimals', () => {
    expect(yearChange('601', '612')).toEqual({ direction: 'less', difference: '11', percent: '1.8' });
    expect(yearChange('0.3', '0.1')).toEqual({ direction: 'more', difference: '0.2', percent: '200.0' });
    expect(yearChange('1234567.89', '1234567.88')).toEqual({
      ...{ direction: 'more', difference: '0.01', percent: '0.0' },
    });
    expect(yearChange('10.50', '10.5')).toEqual({ direction: 'same', difference: '0', percent: '0.0' });
  });

  it('rounds the percentage half up', () => {
    expect(yearChange('2001', '2000')?.percent).toBe('0.1');
    expect(yearChange('1999', '2000')?.percent).toBe('0.1');
    expect(yearChange('20009', '20000')?.percent).toBe('0.0');
    expect(yearChange('2003', '2000')?.percent).toBe('0.2');
  });

  it('has no percentage where last year was zero, and is none where a figure is missing', () => {
    expect(yearChange('5', '0')).toEqual({ direction: 'more', difference: '5', percent: null });
    expect(yearChange('0', '0')).toEqual({ direction: 'same', difference: '0', percent: null });
    expect(yearChange('', '3')).toBeNull();
    expect(yearChange('3', '')).toBeNull();
    expect(yearChange('约九十', '3')).toBeNull();
  });

  it('agrees with whole-number arithmetic', () => {
    const figure = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(figure, figure, (now, last) => {
        const gap = Math.abs(now - last);
        const tenths = (2n * BigInt(gap) * 1000n + BigInt(last)) / (2n * BigInt(last));
        expect(yearChange(String(now), String(last))).toEqual({
          direction: now > last ? 'more' : now < last ? 'less' : 'same',
          difference: String(gap),
          percent: `${tenths / 10n}.${tenths % 10n}`,
        });
      }),
    );
  });
});

describe('a change larger than usual', () => {
  it('is told by the size where fewer than three years are known', () => {
    expect(changeHint('99', ['97'])).toBeNull();
    expect(changeHint('130', ['97'])).toEqual({ basis: 'size', percent: 30 });
    expect(changeHint('126', ['97'])).toBeNull();
    expect(changeHint('60', ['30'])).toEqual({ basis: 'size', percent: 30 });
    expect(changeHint('45', ['30'])).toBeNull();
    expect(changeHint('46', ['30'])).toEqual({ basis: 'size', percent: 50 });
    expect(changeHint('601', ['500'])).toEqual({ basis: 'size', percent: 20 });
    expect(changeHint('600', ['500'])).toBeNull();
    expect(changeHint('3480', ['3000'])).toEqual({ basis: 'size', percent: 15 });
    expect(changeHint('60', ['0'])).toEqual({ basis: 'size', percent: 30 });
    expect(changeHint('0', ['60', '58'])).toEqual({ basis: 'size', percent: 30 });
    expect(changeHint('10800', ['6000.5'])).toEqual({ basis: 'size', percent: 15 });
  });

  it('is told by the own years where there are three', () => {
    expect(changeHint('125', ['100', '98', '102'])).toEqual({ basis: 'own', usual: '4' });
    // A school that always changes much is not asked about it.
    expect(changeHint('150', ['100', '140', '95'])).toBeNull();
    // A tenth, and ten, are nothing unusual in a steady school.
    expect(changeHint('109', ['100', '100', '100'])).toBeNull();
    expect(changeHint('330', ['300', '300', '300'])).toBeNull();
    expect(changeHint('331', ['300', '300', '300'])).toEqual({ basis: 'own', usual: '0' });
    expect(changeHint('62', ['50', '50.5', '50'])).toEqual({ basis: 'own', usual: '0.5' });
  });

  it('does not look beyond a year without a figure', () => {
    expect(changeHint('150', ['100', null, '98', '102'])).toEqual({ basis: 'size', percent: 30 });
    expect(changeHint('150', ['100', '', '98', '102'])).toEqual({ basis: 'size', percent: 30 });
    expect(changeHint('150', [null, '98', '97', '96'])).toBeNull();
    expect(changeHint('150', [])).toBeNull();
    expect(changeHint('', ['150'])).toBeNull();
  });

  const figure = fc.integer({ min: 0, max: 5000 });
  const years = fc.array(figure, { minLength: 1, maxLength: 5 });
  const texts = (values: readonly number[]) => values.map(String);

  it('is never seen in small figures or where nothing changed', () => {
    const small = fc.integer({ min: 0, max: 19 });
    fc.assert(
      fc.property(small, small, years, (now, last, earlier) => {
        expect(changeHint(String(now), texts([last, ...earlier]))).toBeNull();
      }),
    );
    fc.assert(
      fc.property(figure, years, (now, earlier) => {
        expect(changeHint(String(now), texts([now, ...earlier]))).toBeNull();
      }),
    );
  });

  it('stays when the figure moves further away', () => {
    let seen = 0;
    fc.assert(
      fc.property(figure, years, fc.nat({ max: 2000 }), (now, earlier, step) => {
        if (changeHint(String(now), texts(earlier)) === null) return;
        seen += 1;
        const last = earlier[0] ?? 0;
        const further = now > last ? now + step : Math.max(0, now - step);
        expect(changeHint(String(further), texts(earlier))).not.toBeNull();
      }),
      { numRuns: 500 },
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('counts the same in other units, as far as figures are large', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 5000 }), fc.integer({ min: 1000, max: 5000 }), (now, last) => {
        const whole = changeHint(String(now * 10), [String(last * 10)]);
        expect(changeHint(`${now}.0`, [`${last}.0`])).toEqual(whole);
      }),
    );
  });
});
