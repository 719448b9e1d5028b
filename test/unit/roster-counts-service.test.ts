import { describe, expect, it } from 'vitest';
import { noticeWords } from '../../shared/roster/words';
import { asked, cell, count, people } from '../support/small-roster';
import { stagingOf, tableOf } from './roster-staging-made';

const teacher = {
  ...{ sex: '女', birth: '1990-01-01', post: '专任教师', stage: '小学', degree: '本科', title: '中级' },
  ...{ subject: '语文', permanent: '是', ethnicity: '汉族', party: '群众', overseas: '否', foreign: '否' },
};

describe('staff who are not in service', () => {
  const all = people(
    { ...teacher, status: '在职' },
    { ...teacher, status: '退休' },
    { status: '调出', sex: '男', birth: '1970-01-01' },
    teacher,
  );

  it('are counted nowhere and asked about nowhere', () => {
    const counts = count({ staff: all });
    const serving = count({ staff: people(teacher, teacher) });
    expect(cell(counts, '教基4149!01.1')).toBe(2);
    expect([...counts.cells]).toEqual([...serving.cells]);
    expect(asked(counts, 'blank.staff.stage')).toBeUndefined();
  });

  it('are told when the list is loaded', () => {
    const staging = stagingOf(
      [
        tableOf(
          [
            ['姓名', '性别', '出生日期', '在职状态'],
            ['王一', '男', '19700305', '退休'],
            ['李二', '女', '19800305', '在岗'],
            ['张三', '女', '19800306', '借调'],
          ],
          { of: 'staff' },
        ),
      ],
      { kind: 'staff' },
    );
    const { notices, problems } = staging.state();
    expect(notices.map(noticeWords)).toEqual([
      '名册.xlsx「Sheet1」：第 2 行的「人员状态」是退休、离职或调出（1 人），不算教职工。',
    ]);
    expect(problems.map(({ line, code }) => [line, code])).toEqual([[4, 'unknownValue']]);
  });
});
