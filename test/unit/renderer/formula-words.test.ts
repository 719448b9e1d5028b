import { describe, expect, it } from 'vitest';
import { formulaWords } from '../../../renderer/panels/formula-words';
import { cellsOf, plainLabel } from '../../../shared/cell';
import type { School } from '../../../shared/school';
import { shippedDefinitions } from '../../support/definitions';
import { village } from '../../support/school';

const definitions = shippedDefinitions();
const words = (expression: string) => formulaWords(definitions, expression);

describe('formulaWords', () => {
  it('writes totals as the printed forms do', () => {
    expect(words('sum(c03:c06)')).toBe('(3)+…+(6)');
    expect(words('sum(r02:r12)')).toBe('(02)+…+(12)');
    expect(words('c01 + c02 - c08')).toBe('(1)+(2)-(8)');
    expect(words('round(c15 / c01 * 100, 2)')).toBe('(15)÷(1)×100，保留 2 位小数');
  });

  it('names cells of other forms and years', () => {
    expect(words('教基3112!r01c14')).toBe('「教基3112 总计 · 在校生数·六年级」');
    expect(words('prev!教基3112!r01c09')).toBe('上年「教基3112 总计 · 在校生数·一年级」');
    expect(words('prev!c17')).toBe('上年本表同行 17 列');
    expect(words('r02c07')).toBe('本表 02 行 7 列');
    expect(words('school.code')).toBe('学校档案标识码');
    expect(words('school.town')).toBe('学校档案乡镇');
    expect(words('max(教基3040!r04c01, 100)')).toBe(
      '「教基3040 小学 · 上学年初在校生数」（不足 100 按 100）',
    );
  });

  it('says which records are counted', () => {
    expect(words('count(局特教2, c03 = "女" and c08 in ("小学", "初中") and c10 <> "未入学")')).toBe(
      '《局特教2》中性别为女、学段为小学或初中、就读方式不是未入学的人数',
    );
  });

  it('tells between what a choice chooses', () => {
    expect(words('if(school.yearsPrimary = 5, c10, c11)')).toBe('(10)（学校档案小学年制 = 5时），否则(11)');
    expect(words('if(school.type <> "小学", r01c02, blank)')).toBe('本表 01 行 2 列');
    expect(words('if(school.type = "小学", "211", if(school.type = "幼儿园", "111", blank))')).toBe(
      '按学校档案办学类型对应',
    );
  });

  it('says what every function does', () => {
    expect(words('back(3, 基础基313!r01c02)')).toBe('3 年前的「基础基313 总计 · 招生数」');
    expect(words('target("primary_dropout_rate", "小学")')).toBe('「小学辍学率」的目标值');
    expect(words('indicator("primary_dropout_rate", "小学")')).toBe('「小学辍学率」');
    expect(words('countRows(r*c03 >= r*c01) >= 6')).toBe('满足“(3) ≥ (1)”的行数 ≥ 6');
    expect(words('prevBalance(局经费1!r07c04, r01c02)')).toBe(
      '上年结余（历年「局经费1 合计 · 实际拨付额(元)·合计」减去历年本表 01 行 2 列）',
    );
    expect(words('sumBy(局缺口1, c04, c09) = declaredTotal(c04)')).toBe(
      '《局缺口1》中设备(项目)名称相同的各行缺口数量之和 = 合计行写明的(4)合计',
    );
    expect(words('sameWithin(c04, c10)')).toBe('(4)相同的各行(10)一致');
    expect(words('min(c01, 5)')).toBe('(1)（超过 5 按 5）');
    expect(words('ageOf(c04) >= 6 and len(c04) = 18')).toBe('(4)中的周岁 ≥ 6，且 (4)的字数 = 18');
  });

  it('keeps brackets that matter', () => {
    expect(words('c01 - (c02 - c03)')).toBe('(1)-((2)-(3))');
    expect(words('c01 + (c02 + c03)')).toBe('(1)+(2)+(3)');
    expect(words('c01 * (c02 + c03)')).toBe('(1)×((2)+(3))');
    expect(words('(c01 + c02) * c03')).toBe('((1)+(2))×(3)');
  });

  it('says only what is open for the school and the row', () => {
    const of = (expression: string, more: Partial<School> = {}, row = '三年级') =>
      formulaWords(definitions, expression, { school: { ...village, ...more }, row });
    const grade = 'if(school.yearsJunior = 4 and c06 = "初中" and c07 = "六年级", "七年级", c07) = row.label';
    expect(of(`count(局控辍1, ${grade} and c16 = "厌学")`)).toBe(
      '《局控辍1》中年级为三年级、原因为厌学的人数',
    );
    expect(of('count(局特教2, c08 = "小学" and (c11 = blank or c11 = school.name))')).toBe(
      '《局特教2》中学段为小学、就读学校为空白或本校的人数',
    );
    expect(of('if(school.yearsPrimary = 6, r01c14, r01c13)')).toBe('本表 01 行 14 列');
    expect(of('if(school.yearsPrimary = 6, r01c14, r01c13)', { system: '五四' })).toBe('本表 01 行 13 列');
    expect(of('if(school.townshipCentre, "是", "否")')).toBe('「否」（按学校档案）');
    const judged = 'if(row.op = "<=", if(c02 <= c01, "达标", "未达标"), if(c02 >= c01, "达标", "未达标"))';
    expect(formulaWords(definitions, judged, { op: '<=' })).toBe('「达标」（(2) ≤ (1)时），否则「未达标」');
    const kept = 'if(meets(unrounded(c02, 2), c01), "达标", "未达标")';
    expect(formulaWords(definitions, kept, { op: '<=' })).toBe(
      '「达标」（(2)（未修约） ≤ (1)（责任书写“高于”“等于”的照写）时），否则「未达标」',
    );
    expect(words('meets(unrounded(c02, 2), c01)')).toBe('(2)（未修约）达到 (1) 的要求');
  });

  it('brackets what is divided, and says the larger of two figures', () => {
    expect(words('sum(c02:c04) / c01')).toBe('((2)+…+(4))÷(1)');
    expect(words('c01 / max(c02, c03 + c04)')).toBe('(1)÷((2)与 (3)+(4) 中较大的数)');
    expect(words('if(c03 >= c01, "达标", if(c03 >= c02, "基本", "未达标"))')).toBe(
      '「达标」（(3) ≥ (1)时），「基本」（(3) ≥ (2)时），否则「未达标」',
    );
  });

  it('leaves no notation of ours, no empty name and no open bracket in any shipped formula', () => {
    const odd: string[] = [];
    for (const form of Object.values(definitions.forms)) {
      const cells = cellsOf(form).map(({ key, row, expression }) => ({ key, row, expression }));
      const columns = (form.kind === 'list' ? (form.columns ?? []) : []).map(({ code, computed }) => ({
        ...{ key: code, row: null, expression: computed ?? null },
      }));
      for (const { key, row, expression } of [...cells, ...columns]) {
        if (expression === null) continue;
        const about = row === null ? {} : { row: plainLabel(row.label), op: row.op };
        for (const context of [{}, { school: village, ...about }, { school: nineYear, ...about }]) {
          const text = formulaWords(definitions, expression, context);
          if (isOdd(text)) odd.push(`${form.code} ${key}: ${text}`);
        }
      }
    }
    expect(odd).toEqual([]);
  });

  it('would notice them', () => {
    expect(['prevMax((1))', '((1)+(2)', '「」的人数', '（ = 3时）', '学校档案', ''].map(isOdd)).toEqual([
      ...[true, true, true, true, true, true],
    ]);
    expect(isOdd('《局控辍1》中年级为三年级的人数')).toBe(false);
  });
});

const nineYear: School = { ...village, type: '九年一贯制学校', system: '五四', townshipCentre: false };

function isOdd(text: string): boolean {
  const pairs = ['()', '（）', '「」', '《》'].some(([open = '', close = '']) => {
    let depth = 0;
    for (const char of text) {
      depth += Number(char === open) - Number(char === close);
      if (depth < 0) return true;
    }
    return depth !== 0;
  });
  const said = text.replace('（按学校档案）', '');
  return text === '' || pairs || /[a-z]|「」|（ |（）|、、|、的|或的|学校档案(的|为|$|[、，）])/.test(said);
}
