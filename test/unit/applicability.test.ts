import { describe, expect, it } from 'vitest';
import { columnApplies, schoolAttribute, teachingOf } from '../../shared/applicability';
import { createCalculation } from '../../shared/calculation';
import { compileProgram, formsFor } from '../../shared/program';
import type { School } from '../../shared/school';
import { changeOfDraft } from '../../shared/school-change';
import { attachedClasses, schoolTypes } from '../../shared/school-types';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, round2026, submissionData, village } from '../support/school';

const definitions = shippedDefinitions();

it.each(['jiaoji-2021', 'jichuji-2018-86'])('%s opens for every type of school', (edition) => {
  const schools = [
    ...schoolTypes.map((type) => ({
      type,
      attachedClasses: [],
      townshipCentre: false,
      system: '六三' as const,
    })),
    ...attachedClasses.map((attached) => ({
      type: '高级中学' as const,
      attachedClasses: [attached],
      townshipCentre: false,
      system: '六三' as const,
    })),
  ];
  // A 高级中学 sees neither block of 教基4155: its 总计 has nothing to add up, which is no mistake.
  for (const school of schools) {
    const compile = () =>
      compileProgram(definitions, edition, formsFor(definitions, edition, school), teachingOf(school));
    expect(compile, [school.type, ...school.attachedClasses].join(' ')).not.toThrow();
  }
});

describe('columns', () => {
  const shown = (code: string, type: School['type'], system: School['system'] = '六三') => {
    const teaching = teachingOf({ type, attachedClasses: [], system });
    return (definitions.forms[code]?.columns ?? [])
      .filter((column) => columnApplies(column, teaching))
      .map((column) => column.code)
      .join(' ');
  };

  it.each([
    ['教基3112', '小学', '六三', '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15'],
    ['教基3112', '小学', '五四', '1 2 3 4 5 6 7 8 9 10 11 12 13 15'],
    ['教基3115', '初级中学', '六三', '1 2 3 4 5 6 7 9'],
    ['教基3115', '初级中学', '五四', '1 2 3 4 5 6 7 8 9'],
    ['教基3120', '小学', '六三', '1 2 3 4 6 7 8 9 10 11 19'],
    ['教基3120', '特殊教育学校', '六三', '1 2 3 4 5 6 7 8 9 10 11 12 13 14 16 17 18 19'],
    ['基础基213', '初级中学', '六三', '1 2 3 4 5'],
    ['基础基213', '高级中学', '六三', '1 7 8 9 10'],
    ['基础基213', '完全中学', '五四', '1 2 3 4 5 6 7 8 9 10'],
    ['局均衡1', '小学', '六三', '1 2 3 4'],
    ['局均衡1', '九年一贯制学校', '六三', '1 2 3 4 5 6 7 8'],
  ] as const)('of %s that a %s (%s) sees', (code, type, system, columns) => {
    expect(shown(code, type, system)).toBe(columns);
  });

  it('keeps what stands in a column that the school does not have, and counts it nowhere', () => {
    const cells = { '教基3112!01.13': 90, '教基3112!02.13': 40, '教基3112!02.14': 41 };
    const girls = (system: School['system']) =>
      createCalculation(definitions, calculationInput(cells, { school: { ...village, system } })).cell(
        '教基3112',
        '02.7',
      ).text;
    expect(girls('六三')).toBe('81');
    expect(girls('五四')).toBe('40');
  });

  it('are named when another school record would hide what they hold', () => {
    const draft = {
      collection: round2026,
      data: submissionData({ '教基3112!02.14': 41, '教基3112!03.13': 5 }),
    };
    const change = changeOfDraft(definitions, village, { ...village, system: '五四' }, draft);
    expect(change?.hiddenRows).toEqual([
      { form: '教基3112', title: '小学分类型学生数', values: 1, labels: ['在校生数·六年级'] },
    ]);
    expect(change?.hidden).toEqual([]);
  });
});

it('gives the rows of 特殊教育 to a school that teaches pupils at home, though it has no special class', () => {
  const home: School = { ...village, attachedClasses: ['送教上门'] };
  const kindOf = (school: School) =>
    createCalculation(definitions, calculationInput({}, { school })).cell('教基3040', '13.3').kind;
  expect(kindOf(village)).toBe('notApplicable');
  expect(kindOf(home)).not.toBe('notApplicable');
  expect(schoolAttribute(home, 'attachedClasses')).toBe('');
});

it('opens for a school without the form that a computed cell reads: the cell stays blank', () => {
  const form = definitions.forms['教基3040'];
  if (form === undefined) throw new Error('no form');
  const columns = form.columns?.map((column) =>
    column.code === '7' ? { ...column, computed: '教基3112!r01c15 + 0' } : column,
  );
  const changed = { ...definitions, forms: { ...definitions.forms, 教基3040: { ...form, columns } } };
  const open = (type: School['type']) =>
    createCalculation(changed, calculationInput({ '教基3112!01.15': 90 }, { school: { ...village, type } }));
  expect(open('小学').cell('教基3040', '04.7').text).toBe('90');
  expect(open('初级中学').cell('教基3040', '07.7').text).toBe('');
});
