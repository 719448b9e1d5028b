import { describe, expect, it, test } from 'vitest';
import type { RosterPerson } from '../../shared/roster/definition';
import { gradeName, masked, shownPerson, type ShownIn } from '../../shared/roster/mask';

test.each([
  ['990101201608090019', '990101********0019'],
  ['99010120160809001X', '990101********001X'],
  ['G990101201608090019', 'G99010*********0019'],
  ['9901012016080', '99*********80'],
  ['12345', '12*45'],
  ['1234', '****'],
  ['1', '*'],
])('%s is shown as %s', (whole, shown) => {
  expect(masked(whole)).toBe(shown);
});

describe('grades', () => {
  test.each([
    ['小学', 1, '六三', '一年级'],
    ['小学', 6, '六三', '六年级'],
    ['初中', 1, '六三', '七年级'],
    ['初中', 1, '五四', '六年级'],
    ['初中', 4, '五四', '九年级'],
    ['学前', 1, '六三', '托班'],
    ['学前', 4, '六三', '大班'],
    ['高中', 2, '六三', '高二'],
    ['高中', 9, '六三', '高九'],
    ['学前', 7, '六三', ''],
    ['初中', 5, '六三', ''],
  ] as const)('%s %i of %s is %s', (stage, grade, system, name) => {
    expect(gradeName(stage, grade, { system })).toBe(name);
  });
});

describe('a person', () => {
  const shownIn: ShownIn = {
    fields: [{ id: 'name' }, { id: 'identity', masked: true }, { id: 'register', masked: true }],
    school: { system: '六三' },
    schoolYear: 2026,
  };
  const values: RosterPerson['values'] = {
    ...{ name: '甲', identity: '990101201608090019', register: 'G990101201608090019' },
    ...{ stage: '小学', grade: '3', class: '2', birth: '2016-09-01' },
  };
  const shown = (
    more: Readonly<Record<string, string | undefined>>,
    kind: 'pupils' | 'pupilsBefore' | 'staff',
  ) => {
    const given = Object.entries({ ...values, ...more }).filter(([, text]) => text !== undefined);
    return shownPerson({ id: 7, values: Object.fromEntries(given) as RosterPerson['values'] }, kind, shownIn);
  };

  it('has both numbers masked, everything else as it is', () => {
    expect(shown({}, 'pupils').values).toEqual({
      ...values,
      identity: '990101********0019',
      register: 'G99010*********0019',
    });
  });

  it('is as old as on 1 September of the year of its roster', () => {
    expect(shown({}, 'pupils').age).toBe(10);
    expect(shown({ birth: '2016-09-02' }, 'pupils').age).toBe(9);
    expect(shown({}, 'pupilsBefore').age).toBe(9);
  });

  it('takes the birth date from the number where the column is blank, and has no age without either', () => {
    expect(shown({ birth: undefined }, 'pupils').age).toBe(10);
    expect(shown({ birth: undefined, identity: '990101201608090018' }, 'pupils').age).toBeNull();
    expect(shown({ birth: undefined, identity: undefined }, 'pupils').age).toBeNull();
  });

  it('stands in a class, or has a stage and a post', () => {
    expect(shown({}, 'pupils').place).toBe('三年级2班');
    expect(shown({ class: '实验班' }, 'pupils').place).toBe('三年级实验班');
    expect(shown({ grade: undefined, class: undefined }, 'pupils').place).toBe('');
    expect(shown({ stage: '初中', post: '专任教师' }, 'staff').place).toBe('初中 专任教师');
    expect(shown({ stage: undefined, post: '工勤人员' }, 'staff').place).toBe('工勤人员');
  });
});
