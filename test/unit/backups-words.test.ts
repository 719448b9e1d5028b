import { expect, test } from 'vitest';
import type { BackupContents } from '../../shared/ipc-backup';
import { copyWords, timeWords } from '../../shared/backup-words';
import {
  contentsWords,
  reasonWords,
  schoolsWords,
  sizeWords,
  stateWords,
} from '../../renderer/pages/backups-words';

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
  expect(contentsWords({ ...contents, submissions: [] })).toBe('没有学校的报表');
  const submissions = [submission, { ...submission, schoolYear: 2025, cells: 30 }];
  expect(contentsWords({ ...contents, submissions, people: 612 })).toBe(
    '1 所学校、2 份报表，填了 42 格 · 名册 612 人',
  );
});

test('a copy in words instead of its file name, and the schools in it with their years', () => {
  const at = timeWords('2026-09-06T00:00:00.000Z');
  expect(copyWords('tianbao-v8-20260906T000000Z-manual.db')).toBe(`${at} 手工备份`);
  expect(copyWords('我的备份.db')).toBe('我的备份.db');
  const submissions = [submission, { ...submission, schoolYear: 2025 }, { ...submission, school: '乙校' }];
  expect(schoolsWords({ submissions })).toBe('甲校 2026—2027、2025—2026 学年，乙校 2026—2027 学年');
});
