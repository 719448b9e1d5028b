import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../shared/calculation';
import { cellsOf } from '../../shared/cell';
import { sidesText } from '../../shared/finding-text';
import { overwrittenWords, sourceKindAt, sourceKindOf } from '../../shared/pulled-source';
import { shippedDefinitions } from '../support/definitions';
import { calculationInput, changes, round2025, submissionData } from '../support/school';

const definitions = shippedDefinitions();
const form = (code: string) => {
  const found = definitions.forms[code];
  if (found === undefined) throw new Error(`no form ${code}`);
  return found;
};

describe('the kind of source', () => {
  it('is a ledger, an earlier year, or other figures', () => {
    expect(sourceKindOf('count(局特教2, c03 = "女")')).toBe('ledger');
    expect(sourceKindOf('sumBy(局缺口1, c04, c09)')).toBe('ledger');
    expect(sourceKindOf('prev!c17')).toBe('lastYear');
    expect(sourceKindOf('prev!基础基315!r20c03 + prev!基础基315!r28c03')).toBe('lastYear');
    expect(sourceKindOf('back(6, 基础基312!r01c02)')).toBe('lastYear');
    expect(sourceKindOf('教基3113!r01c04')).toBe('elsewhere');
    expect(sourceKindOf('prev!c01 + c02')).toBe('elsewhere');
    expect(sourceKindOf('school.code')).toBe('elsewhere');
    expect(sourceKindOf('target("primary_dropout_rate", "小学")')).toBe('elsewhere');
  });

  it('does not hang on a condition', () => {
    expect(sourceKindOf('if(c01 > 0, prev!c17, blank)')).toBe('lastYear');
    expect(sourceKindOf('if(school.yearsPrimary = 6, back(6, r01c02), back(5, r01c02))')).toBe('lastYear');
  });

  it('is known of every pulled cell of every form', () => {
    const tally = new Map<string, number>();
    for (const each of Object.values(definitions.forms))
      for (const { kind, key } of cellsOf(each))
        if (kind === 'pulled') {
          const found = sourceKindAt(each, key);
          tally.set(found, (tally.get(found) ?? 0) + 1);
        }
    expect(sourceKindAt(form('局控辍2'), '04.6')).toBe('ledger');
    expect(sourceKindAt(form('教基3040'), '04.1')).toBe('lastYear');
    expect(sourceKindAt(form('教基3112'), '01.9')).toBe('elsewhere');
    expect([...tally.keys()].sort()).toEqual(['elsewhere', 'lastYear', 'ledger']);
    expect(tally.get('ledger')).toBeGreaterThan(300);
    expect(tally.get('lastYear')).toBeGreaterThan(50);
  });
});

describe('a number typed over its source', () => {
  const record = (id: string, cells: Record<string, string>) => ({
    ...{ id, position: 1 },
    cells: Object.fromEntries(
      Object.entries(cells).map(([key, text]) => [key, { kind: 'text' as const, text }]),
    ),
  });

  it('shows 台账 n / 填报 m where records are counted', () => {
    const lists = { 局控辍1: [record('aaaaaaaa', { c06: '小学', c07: '三年级', c16: '厌学', c03: '男' })] };
    const calculation = createCalculation(definitions, calculationInput({ '局控辍2!04.7': 2 }, { lists }));
    expect(calculation.cell('局控辍2', '04.7')).toMatchObject({ text: '2', source: '1' });
    const found = calculation.findings().find(({ key }) => key === 'PULLED@局控辍2!04.7');
    expect(found).toMatchObject({ text: '填报的数与台账一致', sideNames: ['填报', '台账'] });
    expect(found === undefined ? '' : sidesText(found)).toBe('台账 1 / 填报 2，差 1');
    expect(found?.instruction).toContain('按 Delete 恢复引用');
  });

  it('shows 上年 n / 填报 m where last year is read, and 来源 otherwise', () => {
    const previous = [
      { collection: round2025, data: { ...submissionData({ '教基3112!01.9': 90 }), collectionId: 1 } },
    ];
    const calculation = createCalculation(
      definitions,
      calculationInput({ '局控辍2!02.1': 88, '教基3112!01.9': 95, '局控辍2!02.2': 91 }, { previous }),
    );
    const sides = (name: string) => {
      const found = calculation.findings().find(({ key }) => key === `PULLED@${name}`);
      return found === undefined ? null : sidesText(found);
    };
    expect(sides('局控辍2!02.1')).toBe('上年 90 / 填报 88，差 2');
    expect(sides('局控辍2!02.2')).toBe('来源 95 / 填报 91，差 4');
    calculation.setCells(changes({ '局控辍2!02.1': null, '局控辍2!02.2': 95 }));
    expect([sides('局控辍2!02.1'), sides('局控辍2!02.2')]).toEqual([null, null]);
  });

  it('says a blank', () => {
    expect(overwrittenWords('ledger', '', '3')).toBe('台账 （空白） / 填报 3');
  });
});
