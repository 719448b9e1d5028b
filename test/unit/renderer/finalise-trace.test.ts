import { expect, test } from 'vitest';
import type { LifeStep } from '../../../shared/ipc-audit';
import { takenBack, takenBackWords, wasExported } from '../../../renderer/pages/finalise-trace';

const step = (kind: LifeStep['kind'], more: Partial<LifeStep> = {}): LifeStep => ({
  ...{ at: '2026-09-10T04:00:00.000Z', operator: null, version: null, what: null, fileName: null },
  ...{ hash: null, reason: null, counts: null, event: null, kind },
  ...more,
});

const first = step('finalised', { version: 1 });
const exported = step('exported', { version: 1, what: 'workbook' });
const back = step('reopened', { version: 1, reason: '班额录错' });

test('what was taken back is told with its reason, and that its file does not count any more', () => {
  expect(takenBack([step('created'), first])).toBeNull();
  expect(takenBack([first, back, step('finalised', { version: 2 })])).toBeNull();
  const told = takenBack([first, exported, back, step('other')]);
  expect(told).toEqual({ version: 1, reason: '班额录错', exported: true });
  expect(told && takenBackWords(told)).toBe(
    '第 1 版已取消定稿（原因：班额录错）。改好后再定稿，是新的一版。已导出的第 1 版作废，上报以新的一版为准。',
  );
});

test('a draft, a name list or another version that was exported is not its file', () => {
  const others = [
    step('exported', { what: 'workbook' }),
    step('exported', { version: 1, what: 'list' }),
    step('exported', { version: 2, what: 'workbook' }),
  ];
  expect(wasExported(others, 1)).toBe(false);
  const told = takenBack([first, ...others, back]);
  expect(told && takenBackWords(told)).toBe(
    '第 1 版已取消定稿（原因：班额录错）。改好后再定稿，是新的一版。',
  );
});
