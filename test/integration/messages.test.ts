import { expect, test } from 'vitest';
import { errorSentence } from '../../shared/messages';

test('a damaged file is not said to have a backup, for there may be none yet', () => {
  const sentence = errorSentence({ code: 'database.corrupt', params: { file: 'tianbao.db' } });
  expect(sentence).toMatch(/不要删除任何文件.*有备份的，可以从备份恢复；没有备份的，请联系技术人员/);
});

test('a button or page is quoted as everywhere else, and Chinese has its own comma', () => {
  const file = 'a.json';
  const sentences = [
    errorSentence({ code: 'database.full', params: { file } }),
    errorSentence({ code: 'database.writeFailed', params: { file, reason: 'EIO' } }),
    errorSentence({ code: 'submission.finalised', params: {} }),
    errorSentence({ code: 'workbook.targetReadOnly', params: { file } }),
  ];
  for (const sentence of sentences) expect(sentence).toMatch(/^[^“”]*「[^“”]+」[^“”]*$/);
  const broken = errorSentence({ code: 'definition.broken', params: { file, path: '/x', problem: '缺少' } });
  expect(broken).toContain('a.json，位置 /x：缺少');
});

test('what changed since 定稿 is said with what to do', () => {
  expect(errorSentence({ code: 'submission.changedSince', params: {} })).toBe(
    '定稿以后，学校档案、年报任务、报表定义或上年数据有变化，与定稿时不一致。请取消定稿，重新核对后再定稿。',
  );
});
