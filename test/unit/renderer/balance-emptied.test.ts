import { expect, test } from 'vitest';
import { isEmptied, setSentence, type BalanceItem } from '../../../renderer/pages/balance-table';

/** Only what is read here: the schools of the item and why they are left out. */
function item(
  members: readonly { readonly excluded: string | null; readonly byHand: boolean }[],
): BalanceItem {
  const result = { members, targets: [] };
  return { coefficient: null, counted: 0, left: members.length, result } as unknown as BalanceItem;
}

const point = { excluded: '教学点不参加', byHand: false };

test('where a rule leaves out every school the items do not apply: nothing is lacking', () => {
  const items = [item([point, point, point])];
  expect(items.map(isEmptied)).toEqual([true]);
  expect(setSentence({ category: '优质均衡七项', items, composite: null })).toBe(
    '不适用：3 所学校都按规定剔除（教学点不参加），没有可以比较的学校。',
  );
  expect(isEmptied(item([point, { excluded: '手工剔除', byHand: true }]))).toBe(false);
  expect(isEmptied(item([]))).toBe(false);
});
