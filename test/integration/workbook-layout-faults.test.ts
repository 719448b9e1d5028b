import { describe, expect, test } from 'vitest';
import type { Edition } from '../../shared/form';
import { broken, faultOf, testSlips } from './definitions-place';

const pupils = 'editions/jiaoji-2021/教基3112.json';
const basics = 'editions/jiaoji-2021/教基1001.json';
const oldChanges = 'editions/jichuji-2018-86/基础基331.json';

describe('one slip in a layout is found with its place', () => {
  testSlips([
    {
      name: 'overlapping merges',
      file: oldChanges,
      change: (form) => ({
        ...form,
        layout: { ...form.layout, merges: ['E4:I4', 'E4:F5'] },
      }),
      path: 'layout.merges.1',
      problem: '合并单元格 E4:F5 与 E4:I4 重叠',
    },
    {
      name: 'a merge over a figure',
      file: oldChanges,
      change: (form) => ({
        ...form,
        layout: { ...form.layout, merges: ['D7:E7'] },
      }),
      path: 'layout.merges.0',
      problem: '合并单元格 D7:E7 盖住了数据单元格 E7',
    },
    {
      name: 'a text where a figure stands',
      file: oldChanges,
      change: (form) => ({
        ...form,
        layout: { ...form.layout, texts: { ...form.layout.texts, D7: '又一个' } },
      }),
      path: 'layout.texts.D7',
      problem: '两个单元格都在 D7',
    },
    {
      name: 'two fields at one address',
      file: basics,
      change: ({ fields = [], ...form }) => ({
        ...form,
        fields: fields.map((field, index) => (index < 2 ? { ...field, cell: 'Z99' } : field)),
      }),
      path: 'fields.1',
      problem: '两个单元格都在 Z99',
    },
    {
      name: 'a style that the edition does not have',
      file: oldChanges,
      change: (form) => ({ ...form, layout: { ...form.layout, styles: [['D7:Q21', 'purple']] } }),
      path: 'layout.styles.0',
      problem: '样式“purple”没有定义',
    },
    {
      name: 'a style for something that is no range',
      file: oldChanges,
      change: (form) => ({ ...form, layout: { ...form.layout, styles: [['Q21:D7', 'input']] } }),
      path: 'layout.styles.0',
      problem: '“Q21:D7”不是单元格区域',
    },
    {
      name: 'a text outside of the sheet',
      file: oldChanges,
      change: (form) => ({ ...form, layout: { ...form.layout, texts: { ...form.layout.texts, B22: '注' } } }),
      path: 'layout.texts.B22',
      problem: 'B22 不在本表范围 A1:R21 内',
    },
    {
      name: 'an open line outside of the sheet',
      file: oldChanges,
      change: (form) => ({ ...form, layout: { ...form.layout, openLines: [['R7:S7', 'right']] } }),
      path: 'layout.openLines.0',
      problem: 'R7:S7 不在本表范围 A1:R21 内',
    },
    {
      name: 'a text with a slot that nothing fills',
      file: oldChanges,
      change: (form) => ({ ...form, layout: { ...form.layout, texts: { B2: '{yaer} 学年' } } }),
      path: 'layout.texts.B2',
      problem: '没有名为“yaer”的内容可以填入',
    },
    {
      name: 'two widths for one column',
      file: pupils,
      change: (form) => ({
        ...form,
        layout: {
          ...form.layout,
          columnWidths: [
            { from: 'A', to: 'C', size: 5 },
            { from: 'C', to: 'D', size: 9 },
          ],
        },
      }),
      path: 'layout.columnWidths.1',
      problem: 'C:D 的宽度或高度写了两次',
    },
    {
      name: 'row codes in a column of figures',
      file: pupils,
      change: (form) => ({ ...form, layout: { ...form.layout, codeColumn: 'C' } }),
      path: 'layout',
      problem: '两个单元格都在 C6',
    },
    {
      name: 'a table without head rows',
      file: pupils,
      change: (form) => ({ ...form, layout: { ...form.layout, headRows: undefined } }),
      path: 'layout.headRows',
      problem: '这一类表必须有 headRows',
    },
    {
      name: 'a text at a fixed place among rows that move up',
      file: pupils,
      change: (form) => ({
        ...form,
        layout: { ...form.layout, blocks: 'ownStages', texts: { A9: '少数民族' } },
      }),
      path: 'layout.texts.A9',
      problem: 'A9 所在的行会随学段上移，不能按地址写',
    },
  ]);
});

describe('an edition whose sheets cannot be built', () => {
  const old = 'editions/jichuji-2018-86/manifest.json';

  test('because a style is missing', () => {
    const folder = broken(old, ({ styles: { covered: _, ...styles }, ...edition }: Edition) => ({
      ...edition,
      styles,
    }));
    expect(faultOf(folder)).toEqual({ file: old, path: 'styles.covered', problem: '样式“covered”没有定义' });
  });

  test('because its cover names what nobody knows', () => {
    const folder = broken(old, ({ front = [], ...edition }: Edition) => ({
      ...edition,
      front: front.map((sheet) => ({ ...sheet, texts: { ...sheet.texts, D11: '{school}' } })),
    }));
    expect(faultOf(folder)).toMatchObject({
      file: old,
      path: 'front.0.texts.D11',
      problem: '没有名为“school”的内容可以填入',
    });
  });
});
