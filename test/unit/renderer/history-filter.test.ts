import { describe, expect, it } from 'vitest';
import { sameSpan, spanOfStep, spansOf, spanWords } from '../../../renderer/pages/history-filter';
import type { LifeStep } from '../../../shared/ipc-audit';

const step = (kind: LifeStep['kind'], version: number | null): LifeStep => ({
  ...{ at: '2026-09-06T00:00:00.000Z', operator: null, kind, version, what: null, fileName: null },
  ...{ hash: null, reason: null, counts: null, event: null },
});
const [created, first, firstBack] = [step('created', null), step('finalised', 1), step('reopened', 1)];
/** After a restore the numbers go on from the highest that was given away. */
const [third, thirdBack] = [step('finalised', 3), step('reopened', 3)];
const words = (span: ReturnType<typeof spanOfStep>) => span && spanWords(span);

describe('the versions that the changes can be asked for by', () => {
  it('are none as long as nothing was finalised', () => {
    expect(spansOf([created])).toEqual([]);
  });

  it('lie before, between and after those that there are, the newest first', () => {
    expect(spansOf([created, first]).map(spanWords)).toEqual(['第 1 版定稿以后', '第 1 版定稿以前']);
    expect(spansOf([created, first, firstBack, third]).map(spanWords)).toEqual([
      ...['第 3 版定稿以后', '第 1 版到第 3 版', '第 1 版定稿以后', '第 1 版定稿以前'],
    ]);
  });

  it('are led to by the steps of the life', () => {
    const life = [created, first, firstBack, third, thirdBack];
    expect(life.map((each) => words(spanOfStep(life, each)))).toEqual([
      ...[null, null, '第 1 版到第 3 版', '第 1 版到第 3 版', '第 3 版定稿以后'],
    ]);
    expect(spanOfStep(life, step('exported', 3))).toBeNull();
  });

  it('are told apart from no choice', () => {
    expect(sameSpan({ after: null, through: 1 }, null)).toBe(false);
    expect(sameSpan({ after: 1, through: null }, { after: 1, through: null })).toBe(true);
    expect(sameSpan({ after: 1, through: null }, { after: 1, through: 2 })).toBe(false);
  });
});
