import { expect, it } from 'vitest';
import { columnPath, plainLabel } from '../../shared/cell';
import type { Form } from '../../shared/form';
import { factNames } from '../../shared/roster/facts';
import type { RosterCondition, RosterCount } from '../../shared/roster/definition';
import { definitions } from '../support/generated';
import { rosterRules } from '../support/roster-counts';

const { conditions, counts } = rosterRules;
const named = (of: RosterCondition['of'], name: string): RosterCondition | undefined =>
  conditions.find((condition) => condition.of === of && condition.name === name);
const partsOf = ({ all = [], any = [], none = [] }: RosterCondition): readonly string[] => [
  ...all,
  ...any,
  ...none,
];
const formOf = ({ form }: RosterCount): Form => {
  const found = definitions.forms[form];
  if (found === undefined) throw new Error(`no form ${form}`);
  return found;
};
const namesOf = ({ where, rows, columns }: RosterCount): readonly string[] => [
  ...where,
  ...Object.values(rows).flat(),
  ...Object.values(columns).flat(),
];

it('names each condition once, reads known facts and leaves none unused', () => {
  const keys = conditions.map(({ of, name }) => `${of} ${name}`);
  expect(new Set(keys).size).toBe(keys.length);
  const used = new Set<string>();
  const use = (of: RosterCondition['of'], name: string): void => {
    const condition = named(of, name);
    if (condition === undefined) throw new Error(`no condition ${name} of ${of}`);
    used.add(`${of} ${name}`);
    for (const part of partsOf(condition)) use(of, part);
  };
  for (const rule of counts) for (const name of namesOf(rule)) use(rule.of, name);
  expect(keys.filter((key) => !used.has(key))).toEqual([]);
  for (const { of, fact, name, ...rest } of conditions) {
    if (fact !== undefined) expect(factNames[of] as readonly string[]).toContain(fact);
    else expect([name, Object.keys(rest).length]).not.toEqual([name, 0]);
  }
});

it('has only values that the columns of the roster may have', () => {
  for (const { of, fact, is = [], not = [] } of conditions) {
    if (of === 'classes' || fact === undefined) continue;
    const field = rosterRules[of].fields.find(({ id }) => id === fact);
    if (field?.values === undefined) continue;
    const known = field.values.map(({ value }) => value);
    for (const value of [...is, ...not]) if (typeof value === 'string') expect(known).toContain(value);
  }
});

it('counts rows and columns that the forms have, and no cell twice', () => {
  const cells = new Set<string>();
  for (const rule of counts) {
    const form = formOf(rule);
    for (const row of Object.keys(rule.rows))
      expect([rule.form, form.rows?.some(({ code }) => code === row)]).toEqual([rule.form, true]);
    for (const column of Object.keys(rule.columns))
      expect([rule.form, form.columns?.some(({ code }) => code === column)]).toEqual([rule.form, true]);
    for (const row of Object.keys(rule.rows))
      for (const column of Object.keys(rule.columns)) {
        const key = `${rule.form}!${row}.${column}`;
        if (rule.except?.includes(`${row}.${column}`) === true) continue;
        expect(cells.has(key) ? key : '').toBe('');
        cells.add(key);
      }
  }
  expect(cells.size).toBeGreaterThan(3_000);
});

it('says of every column of pupils which roster it looks at', () => {
  const years = (name: string): readonly unknown[] => {
    const { fact, is = [], all = [] } = named('pupils', name) ?? { is: [], all: [] };
    return [...(fact === 'year' ? is : []), ...all.flatMap(years)];
  };
  for (const rule of counts.filter(({ of }) => of === 'pupils'))
    for (const [column, names] of Object.entries(rule.columns)) {
      const found = new Set([...rule.where, ...names].flatMap(years));
      expect([rule.form, column, found.size]).toEqual([rule.form, column, 1]);
    }
});

/** Words of the forms that conditions put otherwise; '' counts everybody. */
const otherwise: Readonly<Record<string, string>> = {
  总计: '',
  合计: '',
  计: '',
  '总计中：残疾人': '残疾',
  残疾人: '残疾',
  '总计中：复式班': '复式班',
  '总计中：寄宿生': '寄宿',
  寄宿生: '寄宿',
  '总计中：进城务工人员随迁子女': '进城务工人员随迁子女',
  '总计中：农村留守儿童': '农村留守儿童',
  学前教育: '学前',
  幼儿园: '学前',
  普通高中: '高中',
  特殊教育: '特教',
  五年制小学: '五四学制',
  四年制初中: '五四学制',
  毕业生数: '毕业',
  招生数: '招生',
  '招生数·计': '招生',
  在校生数: '在校',
  '在校生数·合计': '在校',
  '在园（班）人数·合计': '在校',
  '入园（班）人数·合计': '招生',
  '离园（班）人数': '毕业',
  预计毕业生数: '毕业年级',
  未接受过: '未接受过学前教育',
  '招生数·接受学前教育·一年': '学前教育一年',
  '招生数·接受学前教育·两年': '学前教育两年',
  '招生数·接受学前教育·三年': '学前教育三年',
  上学年初在校生数: '上年在校',
  上学年初报表在校学生数: '上年在校',
  本学年初在校生数: '在校',
  本学年初报表在校学生数: '在校',
  '增加学生数·合计': '本学年增加',
  '增加学生数·其他': '其他增加',
  '减少学生数·合计': '上学年减少',
  '减少学生数·其他': '其他减少',
  '在校生数·学前': '学前段',
  '在校生数·高中·三年级及以上': '三年级',
  共产党员: '中共党员',
  '另有：外国籍学生': '外国籍学生',
  '按学历分·高中阶段毕业以下': '高中阶段以下',
  教职工数: '教职工',
  '教职工数·合计': '教职工',
  '教职工数·其他': '其他人员',
  其他: '其他课程',
};
/** Cells whose condition is wider than the form's words, with the reason in the rule or here. */
const wider = new Set([
  '基础基412 c5', // 工勤 with those for whom the form has no column
  '教基4067 r01', // 教职工 stands in `where`
  '教基4067 r12', // 特殊教育学校: teachers of special classes too
  '教基4153 r37',
  '教基4153 c1',
  '基础基311 r08', // leaving before five
]);

it('says the same as the labels of rows and columns', () => {
  const different: string[] = [];
  for (const rule of counts) {
    const { rows = [], columns = [] } = formOf(rule);
    const compare = (place: string, names: readonly string[], words: readonly string[]): void => {
      if (wider.has(`${rule.form} ${place}`)) return;
      const wanted = words.map((word) => otherwise[word] ?? word);
      const all = [...rule.where, ...names];
      if (!wanted.some((word) => word === '' || all.includes(word)))
        different.push(`${rule.form} ${place} ${words.join('|')}: ${names.join(' · ')}`);
    };
    for (const { code, label } of rows)
      if (rule.rows[code] !== undefined)
        compare(`r${code}`, rule.rows[code], [plainLabel(label).replace(/^班额：/, '')]);
    for (const column of columns) {
      const names = rule.columns[column.code];
      if (names === undefined) continue;
      const path = columnPath(column);
      // The whole path where it is known, else the column's own head.
      const own = plainLabel(column.label.at(-1) ?? '').replace(/毕业$/, '');
      compare(`c${column.code}`, names, [otherwise[path] === undefined ? own : path]);
    }
  }
  expect(different).toEqual([]);
});
