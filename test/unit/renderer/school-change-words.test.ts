import { expect, it } from 'vitest';
import { changeWords } from '../../../renderer/pages/school-change-words';
import { centreName, isSameSchool, schoolFrom, blankSchool } from '../../../renderer/pages/school-entry';
import { village } from '../../support/school';

it('says what will be hidden with how much is in it, what comes and what comes back', () => {
  const words = changeWords({
    drafts: [
      {
        collection: '2026—2027学年年报',
        hidden: [
          { form: '教基3115', title: '初中分类型学生数', values: 12 },
          { form: '教基3116', title: '初中分年龄学生数', values: 0 },
        ],
        hiddenRows: [{ form: '教基3040', title: '学生变动情况', values: 8, labels: ['初中', '#女'] }],
        added: [
          { form: '局普及1', title: '学前教育普及', values: 0 },
          { form: '教基2106', title: '小学班数', values: 3 },
        ],
      },
    ],
    finalised: ['2025—2026学年年报'],
  });
  expect(words).toEqual([
    {
      title: '2026—2027学年年报',
      lines: [
        '将不再显示：教基3115 初中分类型学生数（12 个数）；教基3116（没有填数）',
        '教基3040 将不再显示这些行、列：初中、#女（8 个数）',
        '重新显示：教基2106 小学班数（3 个数）',
        '新增：局普及1 学前教育普及',
      ],
    },
    { title: '2025—2026学年年报', lines: [expect.stringContaining('定稿时的样子')] },
  ]);
  expect(changeWords({ drafts: [], finalised: [] })).toEqual([]);
});

it('asks only a 小学 and a 幼儿园 whether it is the centre, and forgets the answer for others', () => {
  expect(centreName('小学')).toBe('乡镇中心小学');
  expect(centreName('幼儿园')).toBe('乡镇中心幼儿园');
  expect(centreName('初级中学')).toBeNull();
  expect(schoolFrom({ ...blankSchool, townshipCentre: true }).townshipCentre).toBe(true);
  expect(schoolFrom({ ...blankSchool, type: '初级中学', townshipCentre: true }).townshipCentre).toBe(false);
});

it('knows a record that was not changed', () => {
  expect(isSameSchool(village, { ...village })).toBe(true);
  expect(isSameSchool(village, { ...village, townshipCentre: true })).toBe(false);
});
