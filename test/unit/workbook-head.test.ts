import { expect, test } from 'vitest';
import { headCells } from '../../shared/workbook-head';

/** `text@row,column→row,column`; the corner is left out for a single cell. */
function drawn(labels: readonly (readonly string[])[], rows: number): string[] {
  return headCells(labels, rows).map((cell) => {
    const from = `${cell.row},${cell.column}`;
    const to = `${cell.toRow},${cell.toColumn}`;
    return from === to ? `${cell.text}@${from}` : `${cell.text}@${from}→${to}`;
  });
}

test('a label that neighbours share spans them, a short path stretches down', () => {
  const labels = [['上学年初在校生数'], ['增加学生数', '合计'], ['增加学生数', '招生'], ['本学年初在校生数']];
  expect(drawn(labels, 2)).toEqual([
    '上学年初在校生数@0,0→1,0',
    '增加学生数@0,1→0,2',
    '合计@1,1',
    '招生@1,2',
    '本学年初在校生数@0,3→1,3',
  ]);
});

test('three levels nest', () => {
  const labels = [['甲', '乙', '一'], ['甲', '乙', '二'], ['甲', '丙'], ['丁']];
  expect(drawn(labels, 3)).toEqual([
    '甲@0,0→0,2',
    '乙@1,0→1,1',
    '一@2,0',
    '二@2,1',
    '丙@1,2→2,2',
    '丁@0,3→2,3',
  ]);
});

test('equal labels that are not neighbours, or under different heads, stay apart', () => {
  expect(
    drawn(
      [
        ['甲', '其他'],
        ['乙', '其他'],
        ['甲', '其他'],
      ],
      2,
    ),
  ).toEqual(['甲@0,0', '其他@1,0', '乙@0,1', '其他@1,1', '甲@0,2', '其他@1,2']);
  expect(drawn([['甲'], ['甲']], 1)).toEqual(['甲@0,0', '甲@0,1']);
});

test('a label that is a column itself is not printed again over the columns under it', () => {
  const labels = [
    ['招生数'],
    ['招生数', '接受学前教育', '一年'],
    ['招生数', '接受学前教育', '两年'],
    ['招生数', '#女'],
  ];
  expect(drawn(labels, 2)).toEqual([
    '招生数@0,0→1,0',
    '接受学前教育@0,1→0,2',
    '一年@1,1',
    '两年@1,2',
    '#女@0,3→1,3',
  ]);
});

test('what has no room in the head joins its last row', () => {
  expect(drawn([['甲', '乙', '丙']], 2)).toEqual(['甲@0,0', '乙·丙@1,0']);
  expect(drawn([['甲', '乙']], 1)).toEqual(['甲·乙@0,0']);
});
