import { expect, it } from 'vitest';
import type { ErrorCode } from '../../shared/error';
import { messageExamples } from '../support/message-examples';
import { messageList, toldOf, ungrouped } from '../support/message-list';

it('every sentence comes with what to do, and has its place in the chapter', () => {
  const codes = Object.keys(messageExamples) as ErrorCode[];
  expect(codes.filter((code) => toldOf(code).remedy.length < 4)).toEqual([]);
  expect(codes.filter((code) => toldOf(code).said.length < 4)).toEqual([]);
  expect(ungrouped()).toEqual([]);
});

it('what to do is taken from the sentence itself where that says it', () => {
  expect(toldOf('workbook.targetLocked')).toEqual({
    said: '文件正被其他程序打开：E:\\教基_9900000001_清河镇中心小学_2026-2027_v1.xlsx。',
    remedy: '请在 WPS 或 Excel 中关闭它，再导出一次。',
  });
});

it('docs/manual/messages.md is what the program says', async () => {
  await expect(messageList()).toMatchFileSnapshot('../../docs/manual/messages.md');
});
