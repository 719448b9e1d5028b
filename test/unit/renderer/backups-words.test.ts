import { expect, test } from 'vitest';
import { lostWords } from '../../../renderer/pages/backups-words';

const lost = (...versions: readonly (readonly [number, boolean])[]): string =>
  lostWords({
    ...{ school: '清河镇中心小学', schoolYear: 2026 },
    versions: versions.map(([version, exported]) => ({ version, exported })),
  });

test.each([
  [lost([2, false]), '第 2 版定稿（没有导出过）'],
  [lost([2, true]), '第 2 版定稿（已导出）'],
  [lost([1, true], [2, true]), '第 1、2 版定稿（都已导出）'],
  [lost([1, true], [2, false]), '第 1、2 版定稿（其中第 1 版已导出）'],
])('every 定稿 that a restore takes away is told, with what left the program: %s', (said, named) => {
  expect(said).toBe(
    `清河镇中心小学 2026—2027 学年${named}是那以后做的，恢复后就没有了；以后再定稿，版本号接着往后排，不会重复。`,
  );
});
