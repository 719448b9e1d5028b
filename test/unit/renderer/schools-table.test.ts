import { describe, expect, it } from 'vitest';
import {
  arranged,
  firstArrangement,
  formsOf,
  formTotal,
  roundTotal,
  schoolRow,
  typesOf,
} from '../../../renderer/pages/schools-table';
import { tableMove } from '../../../renderer/pages/schools-moves';
import { found, isFound } from '../../../renderer/pages/schools-search';
import { schoolBeside, schoolsInOrder } from '../../../renderer/store/school-order';
import type { Form } from '../../../shared/form';
import type { FormStanding, SchoolStanding } from '../../../shared/ipc-fill';

const form = (code: string, part: Partial<FormStanding> = {}): FormStanding => ({
  ...{ form: code, filled: 0, reviewed: false, errors: 0, warnings: 0 },
  ...part,
});
const done = { filled: 3, reviewed: true };

const standing = (schoolId: number, part: Partial<SchoolStanding>): SchoolStanding => ({
  ...{
    schoolId,
    name: `学校${schoolId}`,
    code: `99000000${schoolId}`,
    type: '小学',
    state: 'draft',
    version: 0,
  },
  forms: [form('甲', done), form('乙')],
  ...part,
});

const schools = [
  standing(13, {
    name: '张庄小学',
    forms: [form('甲', { ...done, errors: 2 }), form('乙', { ...done, warnings: 1 })],
  }),
  standing(11, { name: '李沟教学点', type: '小学教学点', state: null, forms: [form('甲')] }),
  standing(12, {
    name: '安桥小学',
    state: 'finalised',
    version: 2,
    forms: [form('甲', done), form('乙', done)],
  }),
  standing(14, { name: '北堡小学', forms: [form('甲'), form('乙')] }),
  standing(15, { name: '职业初中', type: '职业初中', forms: [] }),
];
const rows = schools.map(schoolRow);
const names = (part: Partial<typeof firstArrangement>) =>
  arranged(rows, { ...firstArrangement, ...part }).map(({ standing: { name } }) => name);

describe('the table of all schools', () => {
  it('tells how far each school is', () => {
    expect(
      rows.map(({ state, done: finished, errors, warnings }) => [state, finished, errors, warnings]),
    ).toEqual([
      ['draft', 0, 2, 1],
      ['notBegun', 0, 0, 0],
      ['finalised', 2, 0, 0],
      // It was opened, and nothing was done.
      ['notBegun', 0, 0, 0],
      ['noForms', 0, 0, 0],
    ]);
    expect(rows[0]?.forms.get('甲')?.state).toBe('problem');
    expect(rows[2]?.forms.get('甲')?.state).toBe('finalised');
    expect(rows[1]?.forms.get('甲')?.state).toBe('empty');
    expect(rows[1]?.forms.has('乙')).toBe(false);
  });

  it('is sorted by code, name, progress and errors', () => {
    expect(names({})).toEqual(['李沟教学点', '安桥小学', '张庄小学', '北堡小学', '职业初中']);
    expect(names({ sorting: 'name' })).toEqual([
      '安桥小学',
      '北堡小学',
      '李沟教学点',
      '张庄小学',
      '职业初中',
    ]);
    expect(names({ sorting: 'progress' }).slice(-2)).toEqual(['安桥小学', '职业初中']);
    expect(names({ sorting: 'errors' })[0]).toBe('张庄小学');
  });

  it('is filtered by type and by what is still to be filed', () => {
    expect(names({ type: '小学教学点' })).toEqual(['李沟教学点']);
    expect(names({ unfinishedOnly: true })).toEqual(['李沟教学点', '张庄小学', '北堡小学']);
    expect(typesOf(rows)).toEqual(['小学', '小学教学点', '职业初中']);
  });

  it('adds up over the forms and over the round', () => {
    expect(formTotal(rows, '甲')).toEqual({ fills: 4, done: 1, errors: 2, warnings: 0 });
    expect(formTotal(rows, '乙')).toEqual({ fills: 3, done: 1, errors: 0, warnings: 1 });
    expect(roundTotal(rows)).toEqual({
      schools: 4,
      without: 1,
      finalised: 1,
      notBegun: 2,
      errors: 2,
      warnings: 1,
    });
    const all = ['丙', '乙', '甲'].map((code) => ({ code }) as Form);
    expect(formsOf(rows, all).map(({ code }) => code)).toEqual(['乙', '甲']);
  });
});

describe('walking through a table', () => {
  const size = { rows: 14, columns: 9 };
  const from = { row: 3, column: 4 };
  it.each([
    ['ArrowDown', false, { row: 4, column: 4 }],
    ['ArrowLeft', false, { row: 3, column: 3 }],
    ['ArrowRight', true, { row: 3, column: 8 }],
    ['ArrowUp', true, { row: 0, column: 4 }],
    ['Home', false, { row: 3, column: 0 }],
    ['End', false, { row: 3, column: 8 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 13, column: 8 }],
    ['PageDown', false, { row: 13, column: 4 }],
    ['PageUp', false, { row: 0, column: 4 }],
    ['PageDown', true, null],
    ['a', false, null],
  ])('%s (control: %s)', (key, control, to) => {
    expect(tableMove({ key, control }, from, size)).toEqual(to);
  });
});

describe('finding a school', () => {
  const list = [
    { name: '清河镇中心小学', code: '9900000001', initials: 'qhzzxxx' },
    { name: '孙店教学点', code: '9900000002', initials: 'sdjxd' },
    { name: '河口小学', code: '9912000003', initials: 'hkxx' },
  ];
  const names = (typed: string) => found(typed, list).map(({ name }) => name);
  it('by part of the name, the code or the first letters, those that begin with it first', () => {
    expect(names('河')).toEqual(['河口小学', '清河镇中心小学']);
    expect(names('SDJ')).toEqual(['孙店教学点']);
    expect(names('9912')).toEqual(['河口小学']);
    expect(names('９９１２')).toEqual(['河口小学']);
    expect(names(' 中心 小学')).toEqual(['清河镇中心小学']);
    expect(names('')).toHaveLength(3);
    expect(names('没有')).toEqual([]);
  });
  it('by name before the letters are known', () => {
    expect(isFound('清河', { name: '清河镇中心小学', code: '1', initials: '' })).toBe(true);
    expect(isFound('qh', { name: '清河镇中心小学', code: '1', initials: '' })).toBe(false);
  });
});

describe('the order of schools', () => {
  const list = [
    { id: 1, code: '9900000003' },
    { id: 2, code: '9900000001' },
    { id: 3, code: '9900000002' },
  ];
  it('is that of their codes, from one to the next and no further', () => {
    expect(schoolsInOrder(list).map(({ id }) => id)).toEqual([2, 3, 1]);
    expect(schoolBeside(list, 2, 1)?.id).toBe(3);
    expect(schoolBeside(list, 2, -1)).toBeUndefined();
    expect(schoolBeside(list, 1, 1)).toBeUndefined();
    expect(schoolBeside(list, 9, 1)).toBeUndefined();
  });
});
