import { describe, expect, it } from 'vitest';
import { acrossView, sliceIn, slicesOf } from '../../../renderer/pages/across-view';
import { addsUp, totalOf } from '../../../renderer/pages/across-total';
import { columnPath } from '../../../shared/cell';
import type { Form } from '../../../shared/form';
import type { SchoolFigures } from '../../../shared/ipc-fill';
import { shippedDefinitions } from '../../support/definitions';

const { forms } = shippedDefinitions();
const formOf = (code: string): Form => {
  const form = forms[code];
  if (form === undefined) throw new Error(code);
  return form;
};

function school(schoolId: number, part: Partial<SchoolFigures> = {}): SchoolFigures {
  return {
    ...{ schoolId, name: `学校${schoolId}`, code: `990000000${schoolId}`, type: '小学', fills: true },
    ...{ state: 'draft', texts: {}, closed: [], records: 0, errors: [], warnings: [] },
    ...part,
  };
}

describe('the total over schools', () => {
  it('is exact, keeps the decimals, and is blank over blanks', () => {
    expect(totalOf(['0.1', '0.2', ''], 2)).toBe('0.30');
    expect(totalOf(['9007199254740993', '1'])).toBe('9007199254740994');
    expect(totalOf(['', ''])).toBe('');
    expect(totalOf(['0', ''])).toBe('0');
    expect(totalOf(['-3', '2'])).toBe('-1');
    expect(totalOf(['约三十', '2'])).toBeNull();
    expect(totalOf([])).toBe('');
  });

  it('is not made of shares, figures per head, targets and texts', () => {
    const refused = Object.values(forms).flatMap((form) =>
      (form.rows ?? []).flatMap((row) =>
        (form.columns ?? []).flatMap((column) =>
          ['integer', 'decimal'].includes(column.type) && !addsUp(form, row, column)
            ? [`${form.code} ${column.additive === false ? columnPath(column) : row.label}`]
            : [],
        ),
      ),
    );
    const lines = [...new Set(refused)];
    expect(lines).toContain('局控辍2 辍学率(%)');
    expect(lines).toContain('局目标1 小学辍学率');
    expect(lines).toContain('局均衡1 生均教学仪器设备值');
    expect(lines).toContain('局经费1 生均公用经费(元)');
    const named = new Set(lines.map((line) => line.split(' ')[0]));
    expect([...named].sort()).toEqual(
      [
        '入学1',
        '升学1',
        '均衡1',
        '巩固1',
        '巩固2',
        '控辍2',
        '普及1',
        '特教1',
        '目标1',
        '经费1',
        '经费2',
        '经费3',
      ]
        .map((name) => `局${name}`)
        .sort(),
    );
  });

  it('adds the rows of a form that state their own unit', () => {
    const form = formOf('教基5176');
    const [column] = form.columns ?? [];
    if (column === undefined) throw new Error('no column');
    expect((form.rows ?? []).filter((row) => !addsUp(form, row, column))).toEqual([]);
  });
});

describe('one form of all schools', () => {
  const form = formOf('教基3112');
  const schools = [
    school(1, { texts: { '02.9': '3', '02.1': '7' }, errors: ['02.9'] }),
    school(2, { fills: false }),
    school(3, { state: null }),
    school(4, { texts: { '02.9': '4' }, closed: ['03.9'], warnings: ['02.9'] }),
    school(5),
  ];

  it('shows one column: the rows of the form, the schools side by side, the total first', () => {
    const view = acrossView(form, schools, { by: 'column', column: '9' });
    expect(view.columns.map(({ name, note }) => `${name} ${note ?? ''}`.trim())).toEqual([
      ...['合计', '学校1', '学校2 不填', '学校3 未开始', '学校4', '学校5 未填'],
    ]);
    const row = view.rows.find(({ key }) => key === '02');
    expect(row?.cells.map(({ text, state }) => `${state} ${text}`)).toEqual([
      ...['total 7', 'figure 3', 'notFilled ', 'notBegun ', 'figure 4', 'figure '],
    ]);
    expect(row?.cells.map(({ error, warning }) => [error, warning])).toEqual([
      ...[
        [false, false],
        [true, false],
        [false, false],
        [false, false],
        [false, true],
        [false, false],
      ],
    ]);
    expect(row?.cells.map(({ place }) => place)).toEqual([
      null,
      { schoolId: 1, cell: '02.9' },
      null,
      ...[3, 4, 5].map((schoolId) => ({ schoolId, cell: '02.9' })),
    ]);
    const closed = view.rows.find(({ key }) => key === '03')?.cells[4];
    expect(closed).toMatchObject({ state: 'closed', place: null });
  });

  it('shows one row: the schools, the columns of the form, the total at the foot', () => {
    const view = acrossView(form, schools, { by: 'row', row: '02' });
    expect(view.rows.map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5']);
    const at = view.columns.findIndex(({ key }) => key === '9');
    expect(view.rows.map(({ cells }) => cells[at]?.text)).toEqual(['3', '', '', '4', '']);
    expect(view.total?.cells[at]?.text).toBe('7');
    expect(view.total?.cells[view.columns.findIndex(({ key }) => key === '1')]?.text).toBe('7');
    expect(view.total?.cells.find(({ text }) => text === '0')).toBeUndefined();
  });

  it('says where a total cannot be had because a text stands in a cell', () => {
    const odd = [school(1, { texts: { '02.9': '约三十' } }), school(2, { texts: { '02.9': '2' } })];
    const view = acrossView(form, odd, { by: 'column', column: '9' });
    const total = view.rows.find(({ key }) => key === '02')?.cells[0];
    expect(total).toMatchObject({ text: '？', hint: '有学校填的不是数，不能相加' });
  });

  it('leaves out rows and columns that nobody fills', () => {
    for (const each of Object.values(forms).filter(({ kind }) => kind === 'matrix')) {
      const { rows, columns } = slicesOf(each);
      for (const { code } of columns)
        expect(acrossView(each, schools, { by: 'column', column: code }).rows.length).toBeGreaterThan(0);
      for (const { code } of rows)
        expect(acrossView(each, schools, { by: 'row', row: code }).columns.length).toBeGreaterThan(0);
    }
  });

  it('begins with the first column, and goes on with what was chosen', () => {
    expect(sliceIn(form, null)).toEqual({ by: 'column', column: '1' });
    expect(sliceIn(form, { by: 'row', row: '05' })).toEqual({ by: 'row', row: '05' });
    expect(sliceIn(form, { by: 'column', column: '99' })).toEqual({ by: 'column', column: '1' });
    expect(sliceIn(form, { by: 'row', row: '99' })).toEqual({ by: 'row', row: '01' });
  });

  it('of a field form shows all fields, of a list how many records there are', () => {
    const fields = acrossView(formOf('教基1001'), schools, sliceIn(formOf('教基1001'), null));
    expect(fields.columns).toHaveLength(5);
    expect(fields.rows.length).toBeGreaterThan(10);
    expect(fields.total).toBeNull();
    const lists = [school(1, { records: 3 }), school(2, { fills: false }), school(3, { records: 0 })];
    const list = acrossView(formOf('局缺口1'), lists, sliceIn(formOf('局缺口1'), null));
    expect(list.rows.map(({ cells }) => cells[0]?.text)).toEqual(['3', '', '0']);
    expect(list.rows.map(({ note }) => note)).toEqual(['', '不填', '']);
    expect(list.total?.cells.map(({ text }) => text)).toEqual(['3']);
  });
});
