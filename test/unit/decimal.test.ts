import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  decimal,
  decimalText,
  divide,
  multiply,
  round,
  squareRoot,
  subtract,
} from '../../shared/decimal';
import { readReference } from '../support/definitions';

describe('decimal', () => {
  it('rounds half up in decimal, where doubles would not (worked example E24)', () => {
    const { examples } = readReference('worked-examples.json') as {
      examples: {
        id: string;
        inputs: { values: number[]; decimals: number };
        expected: { expected: number[] };
      }[];
    };
    const example = examples.find(({ id }) => id === 'E24');
    expect(example).toBeDefined();
    const { inputs, expected } = example as NonNullable<typeof example>;
    const rounded = inputs.values.map((value) =>
      Number(decimalText(round(decimal(String(value)), inputs.decimals))),
    );
    expect(rounded).toEqual(expected.expected);
  });

  it('keeps whole numbers plain and exact beyond doubles', () => {
    expect(decimal('601')).toBe(601);
    expect(decimalText(multiply(decimal('999999999999'), decimal('999999999999')))).toBe(
      '999999999998000000000001',
    );
    expect(decimalText(add(decimal('0.1'), decimal('0.2')))).toBe('0.3');
    expect(decimalText(decimal('12.50'))).toBe('12.5');
    expect(decimalText(decimal('12.5'), 2)).toBe('12.50');
  });

  it('has no quotient by zero', () => {
    expect(divide(1, 0)).toBeUndefined();
    expect(divide(0, 5)).toBe(0);
  });

  it('compares thirds without rounding them first', () => {
    const third = divide(1, 3);
    expect(third).toBeDefined();
    expect(compare(third ?? 0, decimal('0.3333333333'))).toBe(1);
    expect(compare(third ?? 0, decimal('0.3333333334'))).toBe(-1);
  });

  const scaled = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }));
  const asDecimal = ([digits, scale]: [number, number]) => divide(digits, 10 ** scale) ?? 0;

  it('adds and subtracts like scaled integers', () => {
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        const [x, y] = [asDecimal(a), asDecimal(b)];
        expect(compare(subtract(add(x, y), y), x)).toBe(0);
        expect(compare(add(x, y), add(y, x))).toBe(0);
      }),
    );
  });

  const wide = fc.tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: -8, max: 45 }));
  const asText = ([digits, after]: [bigint, number]) => `${digits}e${-after}`;

  it('divides as big.js does, to 30 digits, half up', () => {
    const Plain = Big();
    Plain.DP = 30;
    Plain.RM = Plain.roundHalfUp;
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        fc.pre(b[0] !== 0n);
        const quotient = divide(decimal(asText(a)), decimal(asText(b))) ?? 'none';
        expect(decimalText(decimal(String(quotient)))).toBe(
          new Plain(asText(a)).div(new Plain(asText(b))).toFixed(),
        );
      }),
    );
    expect(String(divide(decimal('2e-30'), 4))).toBe('1e-30');
    expect(String(divide(decimal('-2e-30'), 4))).toBe('-1e-30');
    expect(divide(decimal('1e-30'), 4)).toBe(0);
  });

  it('takes roots to 20 digits, ending where they end', () => {
    const Plain = Big();
    // Far more digits than are kept: a root such as 4.4999… must not be rounded to 4.5 before it is rounded to 4.
    Plain.DP = 100;
    fc.assert(
      fc.property(fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.integer({ min: 0, max: 45 })), (a) => {
        const root = squareRoot(decimal(asText(a)));
        expect(decimalText(root ?? -1)).toBe(new Plain(asText(a)).sqrt().round(20, 1).toFixed());
      }),
    );
    expect(squareRoot(decimal('0.4225'))).toEqual(decimal('0.65'));
    expect(decimalText(squareRoot(decimal('9999999999999999999999999999980030345009')) ?? -1)).toBe(
      '99999999999999999999.99999999990015172504',
    );
    expect([squareRoot(0), squareRoot(1), squareRoot(144), squareRoot(-1)]).toEqual([0, 1, 12, undefined]);
    expect(squareRoot(decimal(`${10n ** 400n}`))).toEqual(decimal(`${10n ** 200n}`));
  });

  it('prints text that reads back as the same number', () => {
    fc.assert(fc.property(scaled, (a) => compare(decimal(decimalText(asDecimal(a))), asDecimal(a)) === 0));
  });
});
