import { describe, expect, it } from 'vitest';
import { sidesOf, type Side } from '../../../renderer/panels/findings-sides';
import { createCalculation } from '../../../shared/calculation';
import type { Finding } from '../../../shared/finding';
import { shippedDefinitions } from '../../support/definitions';
import { cellsOfSample, lastYear, thisYear } from '../../support/sample';
import { calculationInput, round2025old, submissionData, village } from '../../support/school';

const definitions = shippedDefinitions();
const previous = [
  { school: village, collection: round2025old, data: submissionData(cellsOfSample(lastYear)) },
];

/** What is found when these cells say something else than they should. */
function found(key: string, cells: Record<string, number>): Finding {
  const calculation = createCalculation(
    definitions,
    calculationInput({ ...cellsOfSample(thisYear), ...cells }, { previous }),
  );
  const finding = calculation.findings().find((each) => each.key === key);
  if (finding === undefined) throw new Error(`no ${key}`);
  return finding;
}

const text = ({ value, words, parts }: Side) =>
  [value, words, ...parts.map((part) => `${part.sign}${part.label} ${part.value}`)].filter(
    (part) => part !== null,
  );

function sides(key: string, cells: Record<string, number> = {}, before?: string) {
  const both = sidesOf(definitions, found(key, cells), () => before ?? null);
  return both === null ? null : [text(both.left), text(both.right)];
}

describe('both sides of a relation', () => {
  it('are one cell each, told by their rows where the column is the same', () => {
    expect(sides('J3112-05@c9#6', { '教基3112!12.9': 100 })).toEqual([
      ['100', '+总计·农村留守儿童（12.9） 100'],
      ['99', '+总计（01.9） 99'],
    ]);
  });

  it('name the other form', () => {
    expect(sides('J3040-10#3', { '教基3040!04.14': 20 })).toEqual([
      ['600', '+小学 · 本学年初在校生数（04.17） 600'],
      ['601', '+教基3112 总计 · 在校生数（01.7） 601'],
    ]);
  });

  it('list the parts of a sum with their signs; a shared row is said once', () => {
    const both = sides('J3120-12', {});
    expect(both?.[0]?.slice(0, 2)).toEqual(['3', '+随班就读·视力残疾 · 在校生数·合计（21.3） 1']);
    expect(both?.[0]).toHaveLength(7);
    expect(both?.[1]).toEqual([
      '0',
      '+局特教1 全校(服务区) · 已入学人数·视力（01.2） 空',
      '+已入学人数·听力（01.3） 空',
      '+已入学人数·智力（01.4） 空',
    ]);
  });

  it('show a number of the rule as it is, and last year’s figure as last year’s', () => {
    expect(sides('J3040-W1#1')).toEqual([
      ['1', '+小学 · 减少学生数·退学（04.12） 1'],
      ['0', '+ 0'],
    ]);
    expect(sides('J3112-12#1', { '教基3112!01.10': 77 }, '100')).toEqual([
      ['77', '+在校生数·二年级（01.10） 77'],
      ['97', '上年本表 01 行 9 列×0.97', '+上年在校生数·一年级（01.9） 100'],
    ]);
  });

  it('give the cells behind an indicator and behind another edition’s form', () => {
    const rate = sides('LKC2-12');
    expect(rate?.[0]?.slice(0, 2)).toEqual(['约 0.6536', '「小学辍学率」']);
    expect(rate?.[0]).toContain('+教基3040 小学 · 上学年初在校生数（04.1） 612');
    expect(rate?.[1]).toEqual(['0.6', '「小学辍学率」的目标值']);
    expect(sides('LKC2-11#1')?.[0]).toEqual([
      '1',
      '「基础基331 小学 · 减少学生数·退学」',
      '+教基3040 小学 · 减少学生数·退学（04.12） 1',
    ]);
  });

  it('lead to this year’s cells only', () => {
    const both = sidesOf(definitions, found('J3112-12#1', { '教基3112!01.10': 77 }), () => '100');
    expect(both?.left.parts[0]?.cell).toEqual({ form: '教基3112', cell: '01.10' });
    expect(both?.right.parts[0]?.cell).toBeNull();
  });

  it('are unknown for what no form states', () => {
    const relation = found('J3112-05@c9#6', { '教基3112!12.9': 100 });
    expect(sidesOf(definitions, { ...relation, check: 'PULLED', key: 'PULLED@教基3112!12.9' })).toBeNull();
    expect(sidesOf(definitions, { ...relation, left: null, right: null })).toBeNull();
  });

  it('are found for every relation with two sides that is shipped', () => {
    // All kinds of notation: 九年一贯制学校 fills nearly every form.
    const school = { ...village, type: '九年一贯制学校' as const };
    const cells = Object.fromEntries(
      Object.values(definitions.forms)
        .filter((form) => form.kind === 'matrix')
        .flatMap((form) =>
          (form.rows ?? []).flatMap((row, r) =>
            (form.columns ?? []).map((column, c) => [
              `${form.code}!${row.code}.${column.code}`,
              ((r * 7 + c * 13) % 50) + 1,
            ]),
          ),
        ),
    );
    const findings = createCalculation(definitions, calculationInput(cells, { school }))
      .findings()
      .filter(({ check, left, right }) => /-/.test(check) && left !== null && right !== null);
    expect(findings.length).toBeGreaterThan(300);
    const without = findings.filter((finding) => sidesOf(definitions, finding) === null);
    expect(without.map(({ key }) => key)).toEqual([]);
    const unnamed = findings.flatMap((finding) => {
      const both = sidesOf(definitions, finding);
      return [both?.left, both?.right].flatMap((side) =>
        side !== undefined && side.words === null && side.parts.length === 0 ? [finding.key] : [],
      );
    });
    expect(unnamed).toEqual([]);
  });
});
