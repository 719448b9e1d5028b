import { describe, expect, it } from 'vitest';
import { sidesOf } from '../../renderer/panels/findings-sides';
import type { Finding } from '../../shared/finding';
import { sidesText } from '../../shared/finding-text';
import { definitions } from '../support/generated';
import { open } from '../support/opened';

const suspected = (cells: Record<string, string>) => {
  const contents = Object.entries(cells).map(([key, text]) => [key, { kind: 'text', text }] as const);
  const record = { id: 'one', position: 0, cells: Object.fromEntries(contents) };
  const found = open({}, { lists: { 局控辍4: [record] } }).findings();
  return (check: string): Finding | undefined => found.find((finding) => finding.check === check);
};

describe('what a finding says of its sides', () => {
  it('is nothing where a cell only has to be filled', () => {
    const of = suspected({ c02: '安小禾' });
    for (const check of ['LKC4-03', 'LKC4-08']) {
      const finding = of(check);
      expect([finding?.left, finding?.op, finding?.right]).toEqual(['', '<>', '']);
      expect(finding && sidesText(finding)).toBe('');
      expect(finding && sidesOf(definitions, finding)).toBeNull();
    }
    const returned = suspected({ c02: '安小禾', c15: '已返校' })('LKC4-09');
    expect(returned && sidesText(returned)).toBe('');
  });

  it('is both sides where two cells are compared', () => {
    const late = suspected({ c02: '安小禾', c09: '2025-11-03', c12: '2025-11-01' })('LKC4-06');
    expect(late && sidesText(late)).toBe('应当左边 ≥ 右边；现在左边 2025-11-01，右边 2025-11-03');
  });
});
