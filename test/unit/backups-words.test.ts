import { expect, test } from 'vitest';
import type { BackupContents } from '../../shared/ipc-backup';
import { contentsWords, reasonWords, sizeWords, stateWords } from '../../renderer/pages/backups-words';

const submission: BackupContents['submissions'][number] = {
  ...{ school: '甲校', schoolCode: '9900000001', schoolYear: 2026, edition: 'jiaoji-2021' },
  ...{ state: 'draft' as const, finalVersion: 0, cells: 12, records: 0 },
};

test('sizes as a clerk reads them', () => {
  expect([0, 400, 152 * 1024, 1024 * 1024, 12.34 * 1024 * 1024, 500 * 1024 * 1024].map(sizeWords)).toEqual([
    ...['1 KB', '1 KB', '152 KB', '1.0 MB', '12.3 MB', '500 MB'],
  ]);
});

test('a copy and what is in it, in a line', () => {
  expect(reasonWords({ reason: 'finalise', place: 'own' })).toBe('定稿时');
  expect(reasonWords({ reason: null, place: 'file' })).toBe('所选文件');
  expect(reasonWords({ reason: 'daily', place: 'file' })).toBe('所选文件 · 使用中自动');
  expect(stateWords(submission)).toBe('草稿');
  expect(stateWords({ ...submission, finalVersion: 2 })).toBe('草稿（定过第 2 版）');
  expect(stateWords({ ...submission, state: 'finalised', finalVersion: 2 })).toBe('已定稿 第 2 版');
  const contents = { sound: true, version: 8, newer: false, people: 0, lastChangeAt: null };
  expect(contentsWords({ ...contents, submissions: [] })).toBe('没有报表');
  const submissions = [submission, { ...submission, schoolYear: 2025, cells: 30 }];
  expect(contentsWords({ ...contents, submissions, people: 612 })).toBe(
    '1 所学校、2 份报表，填了 42 格 · 名册 612 人',
  );
});
