import { describe, expect, it } from 'vitest';
import { hindrance } from '../../../renderer/pages/rosters-load-hindrance';
import {
  columnsFor,
  fieldOption,
  headOf,
  needsLook,
  noneOfUnknown,
  originOf,
  tableGroups,
  tableName,
} from '../../../renderer/pages/rosters-map-view';
import { rosterParts, shownPart, stepTo } from '../../../renderer/pages/rosters-page-parts';
import { fieldsToFix, problemKinds } from '../../../renderer/pages/rosters-problems-words';
import { problemOrder } from '../../../renderer/store/roster-load-order';
import { inverse } from '../../../renderer/store/roster-load-tables';
import type { RosterField } from '../../../shared/roster/definition';
import type { StagedColumn, StagedRoster, StagedTable } from '../../../shared/roster/staged';

function column(index: number, head: string, part: Partial<StagedColumn> = {}): StagedColumn {
  return { index, head, field: null, by: null, samples: [], ...part };
}

const name = column(0, '姓名', { field: 'name', by: 'name', samples: ['甄一'] });
const birth = column(1, '生日', { field: 'birth', by: 'alias' });
const house = column(2, '住宿情况');

function table(id: number, part: Partial<StagedTable> = {}): StagedTable {
  return {
    ...{
      id,
      fileName: `${id}班.xls`,
      sheet: 'Sheet1',
      headRow: 2,
      rows: 40,
      neverKept: ['电话'],
      ofClass: null,
    },
    ...{ lacking: [], used: true, columns: [name, birth, house] },
    ...part,
  };
}

const field = (id: string, label: string): RosterField => ({ id, label, type: 'text', aliases: [] });

describe('mapping the columns', () => {
  it('takes tables with the same heads together and gathers their examples', () => {
    const other = table(2, {
      columns: [{ ...name, samples: ['甄一', '甄二'] }, birth, house],
      neverKept: ['住址'],
    });
    const groups = tableGroups([table(1), other, table(3, { columns: [name] }), table(4, { used: false })]);
    expect(groups.map(({ tables }) => tables.map(({ id }) => id))).toEqual([[1, 2], [3]]);
    expect(groups[0]?.columns[0]?.samples).toEqual(['甄一', '甄二']);
    expect(groups[0]?.neverKept).toEqual(['电话', '住址']);
  });

  it('asks for a look where a head is not known or a column is lacking', () => {
    expect(needsLook(tableGroups([table(1)]))).toBe(true);
    expect(needsLook(tableGroups([table(1, { columns: [name, birth] })]))).toBe(false);
    expect(needsLook(tableGroups([table(1, { columns: [name], lacking: ['性别'] })]))).toBe(true);
    const aside = { ...house, by: 'remembered' as const };
    expect(needsLook(tableGroups([table(1, { columns: [name, aside] })]))).toBe(false);
  });

  it('takes a field away from the column that had it', () => {
    const [group] = tableGroups([table(1)]);
    if (group === undefined) throw new Error('no group');
    expect(columnsFor(group, 2, 'birth')).toEqual({ '1': null, '2': 'birth' });
    expect(columnsFor(group, 2, 'residence')).toEqual({ '2': 'residence' });
    expect(columnsFor(group, 2, null)).toEqual({ '2': null });
    expect(noneOfUnknown(group)).toEqual({ '2': null });
    expect(fieldOption(group, 2, field('birth', '出生日期'))).toBe('出生日期（现在取自「生日」栏）');
    expect(fieldOption(group, 1, field('birth', '出生日期'))).toBe('出生日期');
  });

  it('puts back what a change changes, and of columns what was said by hand', () => {
    const columns = [name, birth, { ...house, field: 'residence', by: 'hand' as const }];
    const own = table(1, { ofClass: '三年级2班', columns });
    const byHand = { recognise: true, columns: { '2': 'residence' } };
    expect(inverse(own, { columns: { '2': null } })).toEqual(byHand);
    expect(inverse(own, { headRow: 3 })).toEqual({ ...byHand, headRow: 2 });
    expect(inverse(own, { ofClass: '' })).toEqual({ ofClass: '三年级2班' });
    expect(inverse(own, { used: false })).toEqual({ used: true });
  });

  it('names heads, tables and where a column was found', () => {
    expect([headOf(name), headOf(column(27, ''))]).toEqual(['姓名', 'AB 列（没有表头）']);
    expect(tableName(table(1))).toBe('1班.xls');
    expect(tableName(table(1, { sheet: '一（1）班' }))).toBe('1班.xls · 一（1）班');
    expect(tableName(table(1, { sheet: '1班' }))).toBe('1班.xls');
    expect(originOf(house)).toBe('没有认出');
    expect(originOf({ ...house, by: 'hand' })).toBe('手工指定不用');
    expect(originOf({ ...house, by: 'remembered' })).toBe('按上次的选择');
  });
});

describe('what is left before saving', () => {
  const staged: StagedRoster = {
    ...{ stagedId: 's', kind: 'pupils', notices: [], rows: 40, leftOut: 0, problems: [] },
    ...{ tables: [table(1)], open: {}, ready: true },
  };

  it('is nothing, a table, a column or the problems, in this order', () => {
    expect(hindrance(staged)).toBeNull();
    const wrong = { ...staged, ready: false, open: { empty: 2, ageFar: 3 } } as const;
    expect(hindrance(wrong)).toEqual({
      sentence: '还有 5 处问题没有处理：改正、排除或确认后才能保存。',
      in: 'problems',
    });
    expect(hindrance({ ...wrong, tables: [table(1, { lacking: ['性别', '年级'] })] })).toEqual({
      sentence: '「1班.xls」还没有找到「性别」「年级」栏，请在「栏目对照」里指定，或写上这张表是哪个班。',
      in: 'map',
    });
    expect(hindrance({ ...wrong, tables: [table(1, { used: false })] })?.in).toBe('map');
  });
});

describe('the fields that a problem is in', () => {
  const fields = [
    field('name', '姓名'),
    field('sex', '性别'),
    field('identity', '身份证件号'),
    field('entry', '入学年月'),
  ];

  it('are those that may be wrong and that the roster has', () => {
    const ids = (...problem: Parameters<typeof fieldsToFix>) => fieldsToFix(...problem).map(({ id }) => id);
    expect(ids('sexDiffers', 'sex', fields)).toEqual(['sex', 'identity']);
    expect(ids('sexDiffers', 'identity', fields)).toEqual(['identity', 'sex']);
    expect(ids('unreadableDate', 'entry', fields)).toEqual(['entry']);
    expect(ids('unknownValue', 'sex', fields)).toEqual(['sex']);
    expect(ids('duplicate', 'identity', fields)).toEqual(['identity', 'name']);
    expect(ids('empty', null, fields)).toEqual(['name']);
  });

  it('every kind has a name, and a place in the list', () => {
    expect(new Set(problemOrder)).toEqual(new Set(Object.keys(problemKinds)));
  });
});

describe('the tabs of the page', () => {
  it('show loading first where nothing is stored', () => {
    const stored = { kind: 'pupils', people: 1, files: [], loadedAt: '', keepUntil: '' } as const;
    expect(shownPart(null, [])).toBe('load');
    expect(shownPart(null, [stored])).toBe('fill');
    expect(shownPart('moves', [])).toBe('moves');
  });

  it('are gone through by the arrows, round and round', () => {
    expect(rosterParts.map(({ id }) => stepTo(id, 'ArrowRight'))).toEqual([
      'fill',
      'moves',
      'people',
      'load',
    ]);
    expect(stepTo('load', 'ArrowLeft')).toBe('people');
    expect(stepTo('fill', 'End')).toBe('people');
    expect(stepTo('fill', 'Enter')).toBeNull();
  });
});
