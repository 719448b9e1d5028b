import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../shared/cell';
import { cellKeySchema } from '../../shared/submission';
import { contentFits, readCell } from '../../shared/value';
import { shippedDefinitions } from '../support/definitions';

const integer = { type: 'integer' } as const;
const money = { type: 'decimal', decimals: 2 } as const;
const text = { type: 'text' } as const;
const sex = { type: 'enum', options: ['男', '女'] } as const;
const date = { type: 'date' } as const;

describe('readCell cleans where the meaning is certain', () => {
  it.each([
    ['1,234', '1234'],
    ['１２', '12'],
    ['１，２３４', '1234'],
    [' 12 ', '12'],
    ['\u00a012\u3000', '12'],
    ['12\n', '12'],
    ['007', '7'],
    ['+5', '5'],
    ['3.0', '3'],
    ['0', '0'],
    ['12\u200b', '12'],
  ])('%j → %s', (typed, number) => {
    expect(readCell(typed, integer)).toEqual({ content: { kind: 'number', text: number }, problem: null });
  });

  it.each([
    ['12.5', '12.5'],
    ['.5', '0.5'],
    ['1,234.50', '1234.5'],
  ])('money %j → %s', (typed, number) => {
    expect(readCell(typed, money).content).toEqual({ kind: 'number', text: number });
  });

  it.each([
    ['20160809', '2016-08-09'],
    ['2016-8-9', '2016-08-09'],
    ['2016/10/09', '2016-10-09'],
    ['2016年10月31日', '2016-10-31'],
    ['２０１６．１．２', '2016-01-02'],
  ])('date %j → %s', (typed, day) => {
    expect(readCell(typed, date).content).toEqual({ kind: 'text', text: day });
  });

  it('knows a blank from a zero', () => {
    expect(readCell('', integer)).toEqual({ content: null, problem: null });
    expect(readCell(' \u3000', integer).content).toBeNull();
    expect(readCell('0', integer).content).toEqual({ kind: 'number', text: '0' });
  });
});

describe('readCell keeps the rest as it was typed', () => {
  it.each([
    ['十二', integer, 'notNumber'],
    ['12人', integer, 'notNumber'],
    ['1,23', integer, 'notNumber'],
    ['1e3', integer, 'notNumber'],
    ['3.5', integer, 'notInteger'],
    ['-3', integer, 'negative'],
    ['12345678901234567890', integer, 'tooManyDigits'],
    ['1\n2', integer, 'lineBreak'],
    ['😀', integer, 'notNumber'],
    ['1.234', money, 'tooManyDecimals'],
    ['男孩', sex, 'notOption'],
    ['2016-13-01', date, 'noSuchDay'],
    ['2015-02-29', date, 'noSuchDay'],
    ['上\n下', text, 'lineBreak'],
  ])('%j', (typed, spec, code) => {
    expect(readCell(typed, spec)).toMatchObject({ content: { kind: 'raw', text: typed }, problem: { code } });
  });
});

it('never loses what was typed: content is blank only for white space', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom(integer, money, text, sex, date),
      (typed, spec) => {
        const { content, problem } = readCell(typed, spec);
        if (problem !== null) expect(content).toEqual({ kind: 'raw', text: typed });
        else if (content === null) expect(typed.replace(/[\s\u200b\u200e\u200f\ufeff]/g, '')).toBe('');
        else expect(contentFits(content, spec)).toBe(true);
      },
    ),
  );
});

it('reads every whole number up to twelve digits back as itself, grouped or full-width', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (number) => {
      const wide = String(number).replace(/\d/g, (digit) =>
        String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
      );
      for (const typed of [String(number), number.toLocaleString('en-US'), wide]) {
        expect(readCell(typed, integer).content).toEqual({ kind: 'number', text: String(number) });
      }
    }),
  );
});

it('does not take a count for a text or a wrong text for a count', () => {
  expect(contentFits({ kind: 'number', text: '012' }, integer)).toBe(false);
  expect(contentFits({ kind: 'text', text: '12' }, integer)).toBe(false);
  expect(contentFits({ kind: 'raw', text: '12' }, integer)).toBe(false);
  expect(contentFits({ kind: 'raw', text: '12人' }, integer)).toBe(true);
});

it('keeps the paragraphs of a long text, and says when it is too long', () => {
  const explanation = { type: 'text', lines: true } as const;
  expect(readCell(' 第一段\r\n\r\n第二段 \n', explanation)).toEqual({
    content: { kind: 'text', text: '第一段\n\n第二段' },
    problem: null,
  });
  expect(readCell('长'.repeat(2000), explanation).problem).toBeNull();
  expect(readCell('长'.repeat(2001), explanation)).toEqual({
    content: { kind: 'raw', text: '长'.repeat(2001) },
    problem: { code: 'tooLong', limit: 2000 },
  });
});

it('can be sent for every cell of every form', () => {
  const keys = Object.values(shippedDefinitions().forms).flatMap((form) => cellsOf(form));
  expect(keys.filter(({ key }) => !cellKeySchema.safeParse(key).success).map(({ key }) => key)).toEqual([]);
});
