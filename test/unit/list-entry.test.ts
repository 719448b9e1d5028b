import { describe, expect, it } from 'vitest';
import { recordChanges } from '../../renderer/store/records';
import { dateOfSerial, dateWithoutYear, withDaysMeant } from '../../shared/date-entry';
import type { Form } from '../../shared/form';
import { cleanIdentity, identityProblem } from '../../shared/identity';
import { problemSentence } from '../../shared/messages';
import type { ListRecord } from '../../shared/submission';
import { readCell } from '../../shared/value';
import { shippedDefinitions } from '../support/definitions';
import { identityNumber } from '../support/identity';
import { open } from '../support/opened';

const definitions = shippedDefinitions();
const dropouts = definitions.forms['局控辍1'] as Form;
const gaps = definitions.forms['局缺口1'] as Form;
const date = { type: 'date' } as const;
const november = { schoolYear: 2026, today: '2026-11-22' };

describe('dates in any usual way', () => {
  it.each([
    '2024-9-1',
    '2024.9.1',
    '2024/9/1',
    '20240901',
    '2024年9月1日',
    '2024年9月1号',
    '２０２４－９－１',
    '2024 - 9 - 1',
    '2024-09-01 00:00:00',
    '2024/9/1 0:00',
  ])('%s is one day', (typed) => {
    expect(readCell(typed, date).content).toEqual({ kind: 'text', text: '2024-09-01' });
  });

  it.each([
    ['240901', '应填日期，例如 2026-09-01'],
    ['45536', '应填日期，例如 2026-09-01'],
    ['2024-09-01 08:30', '应填日期，例如 2026-09-01'],
    ['2024-9', '只有年和月，请填到日，例如 2026-09-01'],
    ['2024年9月', '只有年和月，请填到日，例如 2026-09-01'],
    ['9月1日', '只有月和日，看不出是哪一年，请写明年份，例如 2026-09-01'],
    ['2024-2-30', '没有这一天，请核对年、月、日，例如 2026-09-01'],
  ])('%s stays as it was typed and says what is missing', (typed, sentence) => {
    const { content, problem } = readCell(typed, date);
    expect(content).toEqual({ kind: 'raw', text: typed });
    expect(problem && problemSentence(problem)).toBe(sentence);
  });

  it('has a year where only one day since the beginning of last school year can be meant', () => {
    const happened = { ...november, planned: false };
    expect(
      ['3-5', '3.5', '3/5', '3月5日', '３月５号'].map((typed) => dateWithoutYear(typed, happened)),
    ).toEqual(Array.from({ length: 5 }, () => '2026-03-05'));
    expect(dateWithoutYear('11-23', happened)).toBe('2025-11-23');
    // This autumn or the last one.
    expect(dateWithoutYear('10-12', happened)).toBeNull();
    expect(dateWithoutYear('11-22', happened)).toBeNull();
    expect(dateWithoutYear('3-5', { ...happened, today: '2027-08-31' })).toBeNull();
    expect(dateWithoutYear('2-30', happened)).toBeNull();
    expect(dateWithoutYear('2026-9-1', happened)).toBeNull();
  });

  it('has the year that the dates beside it leave', () => {
    const beside = (from: string | null, to: string | null) => ({
      ...{ ...november, planned: false },
      between: { from, to },
    });
    expect(dateWithoutYear('10-12', beside('2026-03-05', null))).toBe('2026-10-12');
    expect(dateWithoutYear('10-12', beside(null, '2026-03-05'))).toBe('2025-10-12');
    expect(dateWithoutYear('10-12', beside('2025-09-05', null))).toBeNull();
    expect(dateWithoutYear('3-5', beside(null, '2026-01-05'))).toBeNull();
  });

  it('names both days where either may be meant', () => {
    const problem = withDaysMeant(readCell('10月12日', date).problem, '10月12日', 2026);
    expect(problem && problemSentence(problem)).toBe(
      '只有月和日，看不出是哪一年，请写明年份，例如 2025-10-12 或 2026-10-12',
    );
    const record: ListRecord = {
      ...{ id: 'record-1', position: 1 },
      cells: { c02: { kind: 'text', text: '甲' }, c15: { kind: 'raw', text: '10.12' } },
    };
    const found = open({}, { lists: { 局控辍1: [record] } }).findings();
    expect(found.find(({ check }) => check === 'CELL')?.text).toContain('例如 2025-10-12 或 2026-10-12');
  });

  it('takes what is planned forward, never back', () => {
    const planned = { ...november, planned: true };
    expect(dateWithoutYear('3-5', planned)).toBe('2027-03-05');
    expect(dateWithoutYear('9-1', planned)).toBeNull();
  });

  it("reads Excel's number of a day near the school year", () => {
    expect(dateOfSerial('46266', 2026)).toBe('2026-09-01');
    expect(dateOfSerial('45536', 2026)).toBe('2024-09-01');
    expect(dateOfSerial('20240', 2026)).toBeNull();
    expect(dateOfSerial('4626', 2026)).toBeNull();
  });
});

describe('identity numbers', () => {
  const girl = identityNumber('2014-03-05', '女');

  it('are cleaned of spaces, full-width digits and a small x', () => {
    const typed = `${girl.slice(0, 6)} ${girl.slice(6, 14)}　${girl.slice(14)}`;
    expect(cleanIdentity(typed)).toBe(girl);
    expect(cleanIdentity('99010120140305001x')).toBe('99010120140305001X');
    expect(cleanIdentity('９９０１')).toBe('9901');
  });

  it('say what is wrong with them', () => {
    const wrong = `${girl.slice(0, 17)}${girl.endsWith('5') ? '6' : '5'}`;
    expect(
      ['', girl, girl.slice(1), `${girl}1`, '99010120141305001X', wrong, '9901012014030500甲X'].map(
        identityProblem,
      ),
    ).toEqual([null, null, 'length', 'length', 'birthDate', 'checkDigit', 'characters']);
  });

  it('have their own sentence in the finding, without a digit of the number', () => {
    const record = (id: string, text: string): ListRecord => ({
      ...{ id, position: 1 },
      cells: { c02: { kind: 'text', text: '甲' }, c04: { kind: 'text', text } },
    });
    const numbers = [
      girl.slice(1),
      '99010120141305001X',
      `${girl.slice(0, 17)}${girl.endsWith('5') ? '6' : '5'}`,
    ];
    const records = numbers.map((text, index) => record(`record-${index}`, text));
    const found = open({}, { lists: { 局控辍1: records } })
      .findings()
      .filter(({ check }) => check === 'LKC1-01');
    expect(found.map(({ instruction }) => instruction)).toEqual([
      '身份证件号应是 18 位，现在是 17 位，少 1 位；请逐位核对。',
      '号码中的出生日期（第 7—14 位）不是一个存在的日子，请逐位核对。',
      '末位校验码与前 17 位对不上，多半有一位写错，请对照户口簿逐位核对。',
    ]);
    const blank = open({}, { lists: { 局控辍1: [{ ...record('record-9', girl), cells: {} }] } }).findings();
    expect(blank.find(({ check }) => check === 'LKC1-01')?.instruction).toContain('身份证件号应是 18 位');
  });
});

describe('what is typed in a list', () => {
  const girl = identityNumber('2014-03-05', '女');
  const entered = (
    form: Form,
    texts: Readonly<Record<string, string>>,
    before: Readonly<Record<string, string>> = {},
  ) => {
    const cells = Object.fromEntries(
      Object.entries(before).map(([key, text]) => [key, { kind: 'text' as const, text }]),
    );
    const record = { id: 'record-1', position: 1, cells };
    const records = Object.keys(before).length === 0 ? [] : [record];
    const entries = Object.entries(texts).map(([key, text]) => ({ cell: `record-1.${key}`, text }));
    const known = { records, record: (id: string) => records.find((each) => each.id === id) };
    const { changes, notes } = recordChanges(form, known, entries, november);
    const [change] = changes;
    const shown = Object.fromEntries(
      Object.entries(change?.cells ?? {}).map(([key, content]) => [key, content?.text ?? '']),
    );
    return { shown, notes };
  };

  it('fills the sex that an identity number tells where it is blank, and says so', () => {
    const { shown, notes } = entered(dropouts, { c02: '甲', c04: girl });
    expect(shown).toEqual({ c01: '1', c02: '甲', c03: '女', c04: girl });
    expect(notes).toEqual(['已按身份证件号填上性别，请看一眼']);
  });

  it('never writes over a sex that stands there or is typed along, nor from a wrong number', () => {
    expect(entered(dropouts, { c04: girl }, { c03: '男' }).shown).toEqual({ c04: girl });
    expect(entered(dropouts, { c03: '男', c04: girl }).shown['c03']).toBe('男');
    expect(entered(dropouts, { c04: girl.slice(1) }).shown['c03']).toBeUndefined();
  });

  it('does not fill again what she cleared, while the number stays', () => {
    expect(entered(dropouts, { c03: '' }, { c03: '女', c04: girl }).shown).toEqual({ c03: '' });
    expect(entered(dropouts, { c04: girl }, { c02: '甲', c04: girl }).shown).toEqual({});
  });

  it('completes a date and says as what; Excel numbers only where several cells come at once', () => {
    expect(entered(dropouts, { c15: '3-5' })).toEqual({
      shown: { c01: '1', c15: '2026-03-05' },
      notes: ['记作 2026-03-05'],
    });
    expect(entered(dropouts, { c15: '46266' })).toMatchObject({ shown: { c15: '46266' }, notes: [] });
    expect(entered(dropouts, { c15: '46266', c17: '46267' })).toEqual({
      shown: { c01: '1', c15: '2026-09-01', c17: '2026-09-02' },
      notes: ['2 个日期由 Excel 的日期序号换算，请看一眼'],
    });
    expect(entered(gaps, { c14: '3-5' }).shown['c14']).toBe('2027-03-05');
    expect(entered(dropouts, { c15: '10-12' }).shown['c15']).toBe('10-12');
    expect(entered(dropouts, { c17: '10-12' }, { c15: '2026-10-11' }).shown['c17']).toBe('2026-10-12');
    expect(entered(dropouts, { c15: '10-12' }, { c15: '2026-01-01', c17: '2025-10-13' }).shown['c15']).toBe(
      '2025-10-12',
    );
  });

  it('never adds a year to one of many', () => {
    expect(entered(dropouts, { c15: '3-5', c17: '3-6' })).toEqual({
      shown: { c01: '1', c15: '3-5', c17: '3-6' },
      notes: [],
    });
  });
});
