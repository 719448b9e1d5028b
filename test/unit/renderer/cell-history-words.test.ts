import { describe, expect, it } from 'vitest';
import {
  contentWords,
  localTime,
  originWords,
  sameContent,
} from '../../../renderer/panels/cell-history-words';
import type { CellHistoryEntry, EditOrigin } from '../../../shared/ipc-fill';

const number = (text: string) => ({ kind: 'number', text }) as const;
/** On the clock of this computer, wherever it stands. */
const local = (year: number, month: number, day: number, hour: number, minute: number) =>
  new Date(year, month - 1, day, hour, minute);

describe('the time of a change', () => {
  const now = local(2026, 9, 10, 16, 30);

  it('is that of the clock on the wall', () => {
    expect(localTime(local(2026, 9, 10, 8, 5).toISOString(), now)).toBe('今天 08:05');
    expect(localTime(local(2026, 9, 9, 23, 59).toISOString(), now)).toBe('9月9日 23:59');
    expect(localTime(local(2025, 9, 10, 0, 0).toISOString(), now)).toBe('2025年9月10日 00:00');
  });
});

describe('where a value came from', () => {
  const words = (origin: EditOrigin, more: Partial<CellHistoryEntry> = {}) =>
    originWords({ at: '', origin, before: null, after: number('3'), fileName: null, ...more });

  it('is said, with the file where there is one', () => {
    expect(words('typed')).toBe('填写');
    expect(words('typed', { after: null })).toBe('清空');
    expect(words('imported', { fileName: '上报表.xlsx' })).toBe('从《上报表.xlsx》导入');
    expect(words('imported')).toBe('从文件导入');
    expect(words('importedBlank', { fileName: '样表.xls' })).toBe('从《样表.xls》导入（空格即 0）');
    expect(words('carried')).toBe('由上年带入');
  });
});

describe('contents', () => {
  it('tell a blank from a zero and a text from a number', () => {
    expect([contentWords(null), contentWords(number('0'))]).toEqual(['（空白）', '0']);
    expect(sameContent(null, null)).toBe(true);
    expect(sameContent(null, number('0'))).toBe(false);
    expect(sameContent(number('1'), { kind: 'text', text: '1' })).toBe(false);
    expect(sameContent(number('1'), number('1'))).toBe(true);
  });
});
