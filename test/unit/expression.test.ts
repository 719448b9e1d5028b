import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conjuncts, ExpressionError, parseExpression } from '../../shared/expression';

const ref = (row: string | null, col: string | null, form: string | null = null, back = 0) => ({
  type: 'ref',
  row,
  col,
  form,
  back,
});

describe('parseExpression', () => {
  it('reads the notation of the official relations', () => {
    expect(parseExpression('r04c15')).toEqual(ref('04', '15'));
    expect(parseExpression('prev!基础基331!r04c15')).toEqual(ref('04', '15', '基础基331', 1));
    expect(parseExpression('r*c02')).toEqual(ref('*', '2'));
    expect(parseExpression('c05')).toEqual(ref(null, '5'));
    expect(parseExpression('[schoolCode]')).toEqual({ type: 'field', id: 'schoolCode', form: null, back: 0 });
    expect(parseExpression('sum(r01c09:r01c14)')).toEqual({
      type: 'call',
      name: 'sum',
      args: [{ type: 'range', from: ref('01', '9'), to: ref('01', '14') }],
    });
    expect(parseExpression('count(局控辍1, c06 = "小学")')).toMatchObject({
      args: [{ type: 'form', code: '局控辍1' }, { op: '=' }],
    });
    expect(parseExpression('school.typeCode not in (511,512)')).toMatchObject({ type: 'in', negated: true });
    expect(parseExpression('c04 matches idcard')).toMatchObject({ type: 'matches', pattern: null });
  });

  it('binds and weaker than comparisons, products tighter than sums', () => {
    expect(conjuncts(parseExpression('r02c01 <= r01c01 and r03c01 <= r01c01 and r04c01 = 0'))).toHaveLength(
      3,
    );
    expect(parseExpression('c01 + c02 * c03 - c04')).toMatchObject({
      op: '-',
      left: { op: '+', right: { op: '*' } },
    });
  });

  it.each(['', 'r4c1', 'c01 +', 'sum(', 'r01c01 == 2', '"open', 'r01c01 r02c01'])(
    'refuses %j with the place',
    (text) => {
      expect(() => parseExpression(text)).toThrow(ExpressionError);
      expect(() => parseExpression(text)).toThrow(/第 \d+ 个字符/);
    },
  );

  it('keeps the order of a long chain: a - b - c is (a - b) - c', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 30 }), (numbers) => {
        const node = parseExpression(numbers.join(' - '));
        let depth = 0;
        for (let left = node; left.type === 'binary'; left = left.left) depth += 1;
        expect(depth).toBe(numbers.length - 1);
      }),
    );
  });

  it('reads deeply nested calls once: reading each level again would never end', () => {
    expect(parseExpression(`${'round('.repeat(40)}c01${', 2)'.repeat(40)}`)).toMatchObject({
      type: 'call',
      name: 'round',
    });
  });
});
