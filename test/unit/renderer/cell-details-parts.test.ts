import { describe, expect, it } from 'vitest';
import { sourceParts, type SourcePart } from '../../../renderer/panels/cell-details-parts';
import { cellApplies, teachingOf } from '../../../shared/applicability';
import { cellsOf } from '../../../shared/cell';
import { formsFor } from '../../../shared/program';
import type { School } from '../../../shared/school';
import { shippedDefinitions } from '../../support/definitions';
import { village } from '../../support/school';

const definitions = shippedDefinitions();
const nineYear: School = { ...village, type: '九年一贯制学校', system: '五四' };

function partsIn(name: string, school = village, edition = 'jiaoji-2021'): readonly SourcePart[] {
  const [code = '', cell = ''] = name.split('!');
  const form = definitions.forms[code];
  const column = form?.kind === 'list' ? form.columns?.find(({ code: c }) => cell.endsWith(`.c${c}`)) : null;
  if (form === undefined) throw new Error(`no form ${code}`);
  const expression = column?.computed ?? cellsOf(form).find(({ key }) => key === cell)?.expression ?? '';
  const forms = new Set(formsFor(definitions, edition, school).map((each) => each.code));
  return sourceParts({ definitions, school, edition, forms }, form, cell, expression);
}

const shown = (parts: readonly SourcePart[]) =>
  parts.map((part) => {
    if (part.type === 'list') return `list ${part.form}`;
    const back = part.type === 'earlier' ? `-${part.years} ` : '';
    return `${part.sign ?? ''}${back}${part.cell.form}!${part.cell.cell} ${part.label}`;
  });

describe('what a figure is made of', () => {
  it('are the cells of a sum, named by what tells them apart', () => {
    expect(shown(partsIn('教基3112!01.2'))).toEqual([
      '+教基3112!01.3 (3) 未接受过',
      '+教基3112!01.4 (4) 一年',
      '+教基3112!01.5 (5) 两年',
      '+教基3112!01.6 (6) 三年',
    ]);
    expect(shown(partsIn('教基5170!05.1')).map((each) => each.split(' ').slice(0, 2))).toEqual([
      ['+教基5170!06.1', '(06)'],
      ['+教基5170!07.1', '(07)'],
      ['+教基5170!10.1', '(10)'],
    ]);
  });

  it('carry their signs', () => {
    expect(shown(partsIn('教基3040!04.17'))).toEqual([
      '+教基3040!04.1 (1) 上学年初在校生数',
      '+教基3040!04.2 (2) 增加学生数·合计',
      '-教基3040!04.8 (8) 减少学生数·合计',
    ]);
    expect(partsIn('局巩固1!01.12').map(({ type, ...part }) => [type, 'sign' in part && part.sign])).toEqual([
      ...[
        ['cell', '+'],
        ['cell', '+'],
        ['cell', '-'],
        ['cell', '+'],
      ],
    ]);
    expect(partsIn('局控辍2!04.16').every((part) => part.type === 'cell' && part.sign === null)).toBe(true);
  });

  it('leave out cells that the school does not see', () => {
    const cells = (school: School) =>
      partsIn('教基3112!01.7', school).map((part) => (part.type === 'cell' ? part.cell.cell : ''));
    expect(cells(village)).toEqual(['01.9', '01.10', '01.11', '01.12', '01.13', '01.14']);
    expect(cells(nineYear)).toEqual(['01.9', '01.10', '01.11', '01.12', '01.13']);
  });

  it('take the branch of the school, and both where it hangs on something else', () => {
    expect(shown(partsIn('教基3112!01.15'))).toEqual(['+教基3112!01.14 (14) 在校生数·六年级']);
    expect(shown(partsIn('教基3112!01.15', nineYear))).toEqual(['+教基3112!01.13 (13) 在校生数·五年级']);
    expect(shown(partsIn('局巩固1!01.1'))).toEqual(['+-6 基础基312!01.2 基础基312 总计 · 招生数·计']);
    expect(shown(partsIn('局目标1!01.1'))).toEqual([]);
  });

  it('name other forms, earlier years and ledgers', () => {
    expect(shown(partsIn('教基3112!01.9'))).toEqual(['+教基3113!01.4 教基3113 总计 · 在校生数·一年级']);
    expect(shown(partsIn('教基3040!04.1'))).toEqual(['+-1 教基3040!04.17 小学 · 本学年初在校生数']);
    expect(shown(partsIn('局控辍2!04.6'))).toEqual(['list 局控辍1']);
  });

  it('lead to the form of this edition where the formula names the other', () => {
    expect(shown(partsIn('局经费3!01.1'))).toEqual(['+教基3112!05.7 教基3112 总计·寄宿生 · 在校生数']);
    expect(shown(partsIn('局经费3!01.1', village, 'jichuji-2018-86'))).toEqual([
      '+基础基312!06.4 基础基312 总计·总计中：寄宿生 · 在校生数·合计',
    ]);
  });

  it('stay in the record of a list', () => {
    expect(shown(partsIn('局缺口1!aaaaaaaa.c11')).map((each) => each.split(' ')[0])).toEqual([
      ...['局缺口1!aaaaaaaa.c09', '局缺口1!aaaaaaaa.c10'],
    ]);
  });

  it('are found for every computed and pulled cell that names cells of its own', () => {
    for (const [edition, school] of [
      ['jiaoji-2021', village],
      ['jichuji-2018-86', nineYear],
    ] as const) {
      const forms = formsFor(definitions, edition, school);
      const input = { definitions, school, edition, forms: new Set(forms.map(({ code }) => code)) };
      for (const form of forms)
        for (const cell of cellsOf(form)) {
          const { key, expression } = cell;
          if (expression === null || !cellApplies(cell, teachingOf(school))) continue;
          const parts = sourceParts(input, form, key, expression);
          if (/^sum\(c|^c\d+ [+-]/.test(expression))
            expect(parts.length, `${form.code} ${key}`).toBeGreaterThan(0);
          for (const part of parts) if (part.type !== 'list') expect(part.label).not.toMatch(/undefined|^$/);
        }
    }
  });
});
